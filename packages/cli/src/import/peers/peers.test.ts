import { describe, expect, test } from 'vitest';
import type { Conversion } from '../conversion.js';
import { fromExpress } from './from-express.js';
import { fromFastify } from './from-fastify.js';
import { fromHono } from './from-hono.js';
import { fromKoa } from './from-koa.js';

/** What was lost, by option. */
const lost = ({ notes }: Conversion): readonly (string | undefined)[] =>
  notes.filter(({ severity }) => severity === 'lost').map(({ option }) => option);

/** What is said about an option. */
const said = ({ notes }: Conversion, option: string): string =>
  notes
    .filter((note) => note.option === option)
    .map(({ message, hint }) => `${message}; ${hint}`)
    .join('\n');

describe('defaults become what the library does without options', () => {
  test.each([
    ['cors', fromExpress(), ['GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE']],
    ['@koa/cors', fromKoa(), ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH']],
    ['@fastify/cors', fromFastify(), ['GET', 'HEAD', 'POST']],
    ['hono/cors', fromHono(), ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH', 'QUERY']],
  ])('%s', (_library, conversion, methods) => {
    expect(conversion.config).toEqual({
      origins: '*',
      methods,
      allowedHeaders: ['*', 'authorization'],
      maxAge: false,
    });
    expect(lost(conversion)).toEqual([]);
  });
});

describe('every origin with credentials is lost, not carried over', () => {
  test.each([
    ['cors', fromExpress({ origin: true, credentials: true })],
    ['@fastify/cors', fromFastify({ origin: true, credentials: true })],
    ['@koa/cors', fromKoa({ credentials: true })],
    ['cors, hidden in a list', fromExpress({ origin: ['https://a.example', [true]], credentials: true })],
  ])('%s', (_library, conversion) => {
    expect(conversion.config).toMatchObject({ origins: 'none', credentials: true });
    expect(lost(conversion)).toEqual(['origin']);
    expect(said(conversion, 'origin')).toContain('anyOriginWithCredentials');
  });
});

describe('an origin that was compared as it is written', () => {
  const origin = 'https://*.example.com';
  test.each([
    ['cors', fromExpress({ origin })],
    ['cors, in a list', fromExpress({ origin: ['https://a.example', origin] })],
    ['@koa/cors', fromKoa({ origin })],
    ['@koa/cors, in a list', fromKoa({ origin: ['https://a.example', origin] })],
    ['@fastify/cors', fromFastify({ origin })],
    ['hono/cors', fromHono({ origin })],
    ['hono/cors, in a list', fromHono({ origin: ['https://a.example', origin] })],
  ])('is no pattern: %s', (_library, conversion) => {
    expect(JSON.stringify(conversion.config.origins)).not.toContain('*');
    expect(JSON.stringify(conversion.notes)).toContain(`if it was meant so, write ${origin}`);
  });

  test('is told where browsers send it otherwise', () => {
    const conversion = fromExpress({ origin: 'https://App.example:443' });
    expect(conversion.config.origins).toEqual(['https://App.example:443']);
    expect(said(conversion, 'origin')).toContain('as https://app.example');
  });
});

describe('a function is lost, and allows nobody', () => {
  const origin = (): boolean => true;
  test.each([
    ['cors', fromExpress({ origin })],
    ['@fastify/cors', fromFastify({ origin })],
    ['@koa/cors', fromKoa({ origin })],
    ['hono/cors', fromHono({ origin })],
  ])('%s', (_library, conversion) => {
    expect(conversion.config.origins).toBe('none');
    expect(lost(conversion)).toEqual(['origin']);
    expect(said(conversion, 'origin')).toContain('`allow`');
  });

  test.each([
    ['cors', fromExpress(origin)],
    ['@fastify/cors', fromFastify({ delegator: origin })],
  ])('also where it makes all of the options: %s', (_library, conversion) => {
    expect(conversion.config).toEqual({ origins: 'none' });
    expect(lost(conversion)).toEqual([undefined]);
  });
});

describe('a regex', () => {
  test('that is anchored stays as it is', () => {
    const conversion = fromExpress({ origin: /^https:\/\/[a-z]+\.example\.com$/i });
    expect(conversion.config.origins).toEqual([{ regex: '^https:\\/\\/[a-z]+\\.example\\.com$', flags: 'i' }]);
    expect(said(conversion, 'origin')).toBe('');
  });

  test.each([
    [/\.example\.com$/, '^.*(?:\\.example\\.com$)$', 'in front of', 'https://*.example.com'],
    [/^https:\/\/app\.example\.com/, '^(?:^https:\\/\\/app\\.example\\.com).*$', 'behind', 'https://app.example.com'],
    [/example\.com/, '^.*(?:example\\.com).*$', 'around', 'https://*.example.com'],
    [
      /^https?:\/\/(.*\.)?example\.com/,
      '^(?:^https?:\\/\\/(.*\\.)?example\\.com).*$',
      'behind',
      'https://*.example.com',
    ],
    [/^a$|b$/, '^.*(?:^a$|b$).*$', 'around', 'anchor it'],
  ])('%s accepts what it accepted, and a note says what may stand %s it', (regex, whole, where, suggestion) => {
    const conversion = fromExpress({ origin: regex });
    expect(conversion.config.origins).toEqual([{ regex: whole }]);
    expect(said(conversion, 'origin')).toContain(`may stand ${where} it`);
    expect(said(conversion, 'origin')).toContain(suggestion);
  });

  test('with g is told to have skipped requests', () => {
    expect(said(fromExpress({ origin: /^https:\/\/a\.example$/g }), 'origin')).toContain('kept its place');
  });

  test('that matches null is told, for a regex never does here', () => {
    expect(said(fromExpress({ origin: /./ }), 'origin')).toContain("'null'");
  });
});

describe('what browsers made of an option decides', () => {
  test('* with credentials never worked, so there are none', () => {
    const conversion = fromExpress({ credentials: true });
    expect(conversion.config).toMatchObject({ origins: '*' });
    expect(conversion.config.credentials).toBeUndefined();
    expect(said(conversion, 'origin')).toContain('browsers refuse *');
  });

  test('* in a list of names is a name where there are credentials', () => {
    const options = { origin: 'https://a.example', credentials: true, allowedHeaders: ['*', 'x-a'], methods: '*' };
    const conversion = fromExpress({ ...options, exposedHeaders: '*' });
    expect(conversion.config).toMatchObject({ allowedHeaders: ['x-a'], methods: [] });
    expect(conversion.config.exposedHeaders).toBeUndefined();
    for (const option of ['allowedHeaders', 'methods', 'exposedHeaders'])
      expect(said(conversion, option)).toContain('a name like any other');
  });

  test('a list of origins went out as one value in Koa, which is told', () => {
    const conversion = fromKoa({ origin: ['https://a.example', 'https://b.example'] });
    expect(conversion.config.origins).toEqual(['https://a.example', 'https://b.example']);
    expect(said(conversion, 'origin')).toContain('no browser accepts');
  });

  test('a status of preflights that no browser accepts is lost', () => {
    expect(lost(fromExpress({ optionsSuccessStatus: 302 }))).toEqual(['optionsSuccessStatus']);
    expect(fromExpress({ optionsSuccessStatus: 200 }).config.preflightStatus).toBe(200);
  });
});

describe('max-age', () => {
  test.each([
    [fromExpress({ maxAge: 0 }), 0],
    [fromKoa({ maxAge: 0 }), false],
    [fromFastify({ maxAge: '600' }), 600],
    [fromHono({ maxAge: 5 }), 5],
    [fromExpress({ maxAge: -1 }), 0],
    [fromExpress({ maxAge: 'soon' }), false],
  ])('%#: is what was sent', ({ config }, maxAge) => {
    expect(config.maxAge).toBe(maxAge);
  });
});

test('an option of another library is told to have had no effect', () => {
  expect(said(fromExpress({ allowMethods: 'GET' }), 'allowMethods')).toContain('no such option');
});

test('options that are no matter of the policy are told', () => {
  expect(lost(fromExpress({ preflightContinue: true }))).toEqual(['preflightContinue']);
  expect(lost(fromKoa({ secureContext: true }))).toEqual(['secureContext']);
  expect(lost(fromFastify({ cacheControl: 60 }))).toEqual(['cacheControl']);
});

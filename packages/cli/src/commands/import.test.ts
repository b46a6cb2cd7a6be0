import { describe, expect, test } from 'vitest';
import { run, runJson } from '../../testing/run.js';
import { temporaryFile } from '../../testing/temporary-file.js';

describe('import', () => {
  test('prints a policy, and the differences beside it', async () => {
    const file = temporaryFile(
      'options.json',
      '{ "origin": "https://a.example", "allowedHeaders": "x-a", "maxAge": 60 }',
    );
    const { exitCode, out, err } = await run('import', '--from', 'express', file);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toEqual({
      origins: ['https://a.example'],
      methods: ['GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE'],
      allowedHeaders: ['x-a'],
      maxAge: 60,
    });
    expect(err).toMatch(/^differs the preflight of a denied origin /m);
  });

  test('ends with 1 where something was lost', async () => {
    const file = temporaryFile('options.json', '{ "origin": true, "credentials": true }');
    const { exitCode, err } = await run('import', '--from', 'fastify', file);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^lost origin: every site may read everything/m);
  });

  test('ends with 1 where the policy would be refused, and says why', async () => {
    const file = temporaryFile('options.mjs', 'export default { origin: /example\\.com$/, credentials: true };');
    const { exitCode, err } = await run('import', '--from', 'express', file);
    expect(exitCode).toBe(1);
    expect(err).toContain('loose-regex');
  });

  test.each([
    ['options.mjs', 'export const corsOptions = { origin: /^https:\\/\\/a\\.example$/ };'],
    ['options.cjs', 'module.exports = { origin: /^https:\\/\\/a\\.example$/ };'],
  ])('runs a module for its options: %s', async (name, text) => {
    const { data } = await runJson('import', '--from', 'express', temporaryFile(name, text));
    expect(data).toMatchObject({ policy: { origins: [{ regex: '^https:\\/\\/a\\.example$' }] }, problems: [] });
  });

  test('reads Django settings without running them', async () => {
    const file = temporaryFile('settings.py', 'CORS_ORIGIN_WHITELIST = ("https://a.example",)\n');
    const { exitCode, out } = await run('import', '--from', 'django', file);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toEqual({ origins: ['https://a.example'] });
  });

  test.each([
    [['--from', 'expres', 'x.json'], 'express, koa, fastify, hono, django'],
    [['--form', 'express', 'x.json'], 'Did you mean --from?'],
    [['x.json'], '--from express|koa|fastify|hono|django'],
    [['--from', 'koa', 'no-such-file.mjs'], 'cannot read no-such-file.mjs'],
  ])('%j is a mistake that is told', async (args, words) => {
    const { exitCode, err } = await run('import', ...args);
    expect(exitCode).toBe(2);
    expect(err).toContain(words);
  });

  test('a module without options, or that throws, is a mistake that is told', async () => {
    const two = temporaryFile('two.mjs', 'export const a = {}; export const b = {};');
    expect(await run('import', '--from', 'koa', two)).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('a, b'),
    });
    const throwing = temporaryFile('throwing.mjs', 'throw new Error("no database");');
    expect(await run('import', '--from', 'koa', throwing)).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('no database'),
    });
  });
});

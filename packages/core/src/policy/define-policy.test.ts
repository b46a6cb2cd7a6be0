import { publicSuffixes } from '@cors-policy/public-suffixes';
import { describe, expect, it } from 'vitest';
import { acceptedConfigs, refusedConfigs } from '../../testing/config-cases.js';
import {
  defaultAllowedHeaders,
  defaultMethods,
  definePolicy,
  evaluate,
  isPolicy,
  type Policy,
  type PolicyConfig,
  PolicyError,
} from '../index.js';

// The cases hold what types refuse.
const define = (config: unknown, options?: unknown): Policy =>
  definePolicy(config as PolicyConfig, options as undefined);

function refusal(config: unknown, options?: unknown): PolicyError {
  try {
    define(config, options);
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
  throw new Error('expected a PolicyError');
}

describe('definePolicy', () => {
  it.each(acceptedConfigs)(
    'accepts $name',
    ({ config, warnings = [], canonical = {}, publicSuffixes: takesList = false }) => {
      const policy = define(config, takesList ? { publicSuffixes } : {});
      expect(policy.warnings.map(({ code, path }) => [code, path])).toEqual(warnings);
      expect(policy.toJSON()).toMatchObject(canonical);
      const again = define(JSON.parse(JSON.stringify(policy)), { publicSuffixes });
      expect(again.toJSON()).toEqual(policy.toJSON());
    },
  );

  it.each(refusedConfigs)('refuses $name', ({ config, issues, publicSuffixes: takesList = false }) => {
    const error = refusal(config, takesList ? { publicSuffixes } : {});
    expect(error.issues.map(({ code, path }) => [code, path])).toEqual(issues.map(([code, path]) => [code, path]));
    for (const [index, [, , hint]] of issues.entries())
      if (hint !== undefined) expect(error.issues[index]?.hint).toBe(hint);
  });

  it('refuses everything at once, and says so as a user reads it', () => {
    const error = refusal({
      origins: ['https://example.com/', 'api.example.com', 'http://internal.example.com'],
      credentials: true,
      methods: ['GET', 'TRACE'],
      allowHeaders: ['x-token'],
      maxAge: '600',
    });
    expect(error.code).toBe('ERR_CORS_POLICY');
    expect(error.name).toBe('PolicyError');
    expect(error.message).toMatchInlineSnapshot(`
      "the CORS policy has 6 mistakes
        1. allowHeaders: a rule has no field "allowHeaders" [field-unknown]
           found: a list
           fix:   did you mean allowedHeaders?
        2. origins[0]: an origin has no path, not even a trailing slash [origin-path]
           found: "https://example.com/"
           fix:   write https://example.com
        3. origins[1]: an origin starts with a scheme and "://", as in "https://example.com" [origin-scheme-missing]
           found: "api.example.com"
           fix:   write https://api.example.com
        4. origins[2]: "http://internal.example.com" is sent in the clear, so anybody on the network between would be granted cookies [insecure-origin]
           found: "http://internal.example.com"
           fix:   write https://internal.example.com
        5. methods[1]: no browser lets a script send "TRACE" [method-forbidden]
           found: "TRACE"
           fix:   leave it out
        6. maxAge: maxAge takes a number of seconds, or false to send no header, not "600" [type-invalid]
           found: "600"
           fix:   write 600 without quotes"
    `);
  });

  it('spells out twenty problems and counts the rest', () => {
    const error = refusal({ origins: Array.from({ length: 30 }, (_, index) => `host${index}.example`) });
    expect(error.issues).toHaveLength(30);
    expect(error.message).toContain("... and 10 more in the error's issues");
  });

  it('shows a value on one line and bounded', () => {
    const [line] = refusal({ origins: [`a\n${'b'.repeat(500)}`] })
      .message.split('\n')
      .filter((text) => text.includes('found:'));
    expect(line?.length).toBeLessThan(100);
    expect(line).toContain('\\n');
  });

  it('tells what is odd beside what is wrong, but not in the message', () => {
    const { issues, warnings, message } = refusal({ origins: 'x', maxAge: 90_000 });
    expect(issues.map(({ code }) => code)).toEqual(['origin-scheme-missing']);
    expect(warnings.map(({ code, path }) => [code, path])).toEqual([['max-age-above-caps', ['maxAge']]]);
    expect(message).not.toContain('maxAge');
    expect(Object.isFrozen(warnings)).toBe(true);
  });

  it('freezes the error’s issues', () => {
    const { issues } = refusal({ origins: [] });
    expect(
      Object.isFrozen(issues) && issues.every((issue) => Object.isFrozen(issue) && Object.isFrozen(issue.path)),
    ).toBe(true);
  });

  it('takes undefined for a field that is absent', () => {
    expect(
      define({ origins: '*', methods: undefined, csrf: undefined, dangerously: undefined, paths: undefined }).warnings,
    ).toEqual([]);
  });

  it('reads a config once: later changes make no difference', () => {
    const origins = ['https://a.example'];
    const policy = define({ origins });
    origins.push('https://b.example');
    expect(policy.toJSON()).toMatchObject({ origins: ['https://a.example'] });
  });

  it.each([
    [
      'a getter that throws',
      {
        get origins() {
          throw new Error('no');
        },
      },
    ],
    [
      'a revoked proxy',
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
    [
      'a revoked proxy in a list',
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return { origins: [proxy] };
      })(),
    ],
    [
      'a cycle',
      (() => {
        const config: Record<string, unknown> = { origins: '*' };
        config.csrf = config;
        return config;
      })(),
    ],
    ['a symbol', { origins: Symbol('x') }],
    ['a key that is a symbol', { origins: '*', [Symbol('credentials')]: true }],
    ['an own __proto__', JSON.parse('{"origins":"*","__proto__":{"credentials":true}}')],
    ['a map', new Map([['origins', '*']])],
    ['a function', () => '*'],
    ['holes', { origins: new Array(2) }],
    ['a bigint', { origins: '*', maxAge: 5n }],
    ['a date', { origins: new Date() }],
    [
      'what only calls itself a RegExp',
      {
        origins: [
          {
            [Symbol.toStringTag]: 'RegExp',
            get source() {
              throw new Error('no');
            },
          },
        ],
      },
    ],
    [
      'a proxy that tells nothing',
      {
        origins: '*',
        maxAge: new Proxy(
          { [Symbol.toStringTag]: 'Foo' },
          {
            getPrototypeOf() {
              throw new Error('no');
            },
          },
        ),
      },
    ],
  ])('refuses %s with a PolicyError', (_, config) => {
    expect(refusal(config).issues.length).toBeGreaterThan(0);
  });

  it('refuses a policy for a config, and an option that it does not have', () => {
    expect(refusal(define({ origins: '*' })).issues).toMatchObject([
      { code: 'config-invalid', hint: 'use it as it is' },
    ]);
    expect(refusal({ origins: '*' }, { publicSuffix: publicSuffixes }).issues).toMatchObject([
      { code: 'field-unknown', path: ['publicSuffix'], hint: 'did you mean publicSuffixes?' },
    ]);
  });

  it('refuses what is no public suffix list', () => {
    expect(refusal({ origins: '*' }, { publicSuffixes: {} }).issues).toMatchObject([
      { code: 'type-invalid', path: ['publicSuffixes'] },
    ]);
  });

  it.each([
    ['a promise', async () => 'github.io'],
    ['a number', () => 5],
    ['nothing', () => undefined],
    ['another name', () => 'GITHUB.IO'],
    [
      'an exception',
      () => {
        throw new Error('no');
      },
    ],
  ])('leaves no wildcard unchecked where the list answers with %s', (_, publicSuffix) => {
    const error = refusal({ origins: 'https://*.github.io', credentials: true }, { publicSuffixes: { publicSuffix } });
    expect(error.issues).toMatchObject([{ code: 'public-suffix-wildcard', path: ['origins'] }]);
  });

  it('takes inherited fields for absent', () => {
    expect(refusal(Object.create({ origins: '*' })).issues).toMatchObject([{ code: 'field-missing' }]);
  });
});

describe('a regex', () => {
  it('is the same as a RegExp and as JSON', () => {
    const twice = define({ origins: '*', paths: [/\/a\/.*/, { regex: '/a/.*' }] });
    expect(twice.warnings).toMatchObject([
      { code: 'regex-unanchored' },
      { code: 'regex-unanchored' },
      { code: 'pattern-redundant' },
    ]);
    const grouped = define([
      { origins: 'none', paths: /^\/a\/.*$/ },
      { origins: ['https://x.example'], paths: { regex: '^/a/.*$', flags: 'g' } },
    ]);
    expect(evaluate(grouped, { method: 'GET', path: '/a/b', headers: { origin: 'https://x.example' } }).rule).toBe(1);
  });

  it('is copied once, however often an object is met', () => {
    const app: Record<string, unknown> = {};
    for (let index = 0; index < 50; index++) app[`self${index}`] = app;
    expect(refusal({ origins: '*', app }).issues).toMatchObject([{ code: 'field-unknown', path: ['app'] }]);
  });
});

describe('a policy', () => {
  const policy = define({ origins: '*' });

  it('is frozen and opaque but for its warnings and its config', () => {
    expect(Object.isFrozen(policy)).toBe(true);
    expect(Object.keys(policy)).toEqual(['warnings', 'toJSON']);
    expect(Object.isFrozen(policy.warnings)).toBe(true);
    expect(() => Object.assign(policy.toJSON(), { credentials: true })).toThrow(TypeError);
  });

  it('shows nothing that could be changed to whoever walks over it', () => {
    const seen = new Set<unknown>();
    const walk = (value: unknown): void => {
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
      seen.add(value);
      for (const key of Reflect.ownKeys(value)) {
        if (typeof value === 'function' && key === 'prototype') continue;
        const descriptor = Object.getOwnPropertyDescriptor(value, key);
        if (typeof value === 'object') expect(descriptor?.writable ?? false, String(key)).toBe(false);
        walk(descriptor?.value);
      }
    };
    walk(define({ origins: ['https://a.example'], methods: ['*', 'PUT'] }));
    expect(seen.size).toBeGreaterThan(5);
  });

  it('is known by its brand', () => {
    expect(isPolicy(policy)).toBe(true);
    expect([isPolicy({}), isPolicy(null), isPolicy('x'), isPolicy({ origins: '*' })]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('is a rule as JSON where it has one, a list where it has several', () => {
    expect(policy.toJSON()).toEqual({
      origins: '*',
      methods: defaultMethods,
      allowedHeaders: defaultAllowedHeaders,
      exposedHeaders: [],
      credentials: false,
      maxAge: 86_400,
      privateNetwork: false,
      csrf: false,
      disallowed: 'omit',
      preflightStatus: 204,
      timing: false,
      dangerously: {},
    });
    expect(define([{ origins: '*' }, { origins: 'none', paths: '/a' }]).toJSON()).toHaveLength(2);
  });

  it('has no warning for any member of the default lists, wherever it stands', () => {
    for (const name of defaultAllowedHeaders) {
      expect(define({ origins: '*', allowedHeaders: [name], exposedHeaders: [name] }).warnings).toEqual([]);
    }
    expect(
      define({ origins: '*', methods: [...defaultMethods], allowedHeaders: [...defaultAllowedHeaders] }).warnings,
    ).toEqual([]);
  });

  it('has frozen default lists', () => {
    expect(Object.isFrozen(defaultMethods) && Object.isFrozen(defaultAllowedHeaders)).toBe(true);
  });
});

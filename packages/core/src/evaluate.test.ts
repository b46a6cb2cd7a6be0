import { describe, expect, it, vi } from 'vitest';
import {
  decisionTable,
  definePolicy,
  evaluate,
  isOriginAllowed,
  type Policy,
  type RequestDescriptor,
} from './index.js';

const app = 'https://app.example.com';

describe('evaluate', () => {
  const policy = definePolicy({
    origins: [app, 'https://*.example.org'],
    credentials: false,
    exposedHeaders: ['x-total'],
  });

  it('gives the answer of the row, made definite', () => {
    expect(evaluate(policy, { method: 'GET', headers: { origin: app } })).toEqual({
      kind: 'actual',
      verdict: 'allowed',
      reason: 'origin-allowed',
      rule: 0,
      status: undefined,
      headers: [
        ['access-control-allow-origin', app],
        ['access-control-expose-headers', 'x-total'],
      ],
      vary: ['Origin'],
    });
  });

  it('looks a decision up where the origin is exact: the same object again', () => {
    const request = (): RequestDescriptor => ({ method: 'GET', headers: { origin: app } });
    const preflight: RequestDescriptor = {
      method: 'OPTIONS',
      headers: { origin: app, 'access-control-request-method': 'PUT' },
    };
    expect(evaluate(policy, request())).toBe(evaluate(policy, request()));
    expect(evaluate(policy, preflight)).toBe(evaluate(policy, { ...preflight }));
    const denied = { method: 'GET', headers: { origin: 'https://evil.example' } };
    expect(evaluate(policy, denied)).toBe(
      evaluate(policy, { ...denied, headers: { origin: 'https://other.example' } }),
    );
  });

  it('remembers no origin that a request brought', () => {
    const wild = (name: string): unknown =>
      evaluate(policy, { method: 'GET', headers: { origin: `https://${name}.example.org` } });
    expect(wild('a')).not.toBe(wild('a'));
  });

  it('takes no policy for a mistake of the program', () => {
    // What a JavaScript caller could write.
    for (const none of [undefined, null, {}, { origins: '*' }, 'x']) {
      expect(() => evaluate(none as unknown as Policy, { method: 'GET', headers: {} })).toThrow(TypeError);
    }
  });

  it('does not read the path where no rule has paths', () => {
    const request = {
      method: 'GET',
      headers: { origin: app },
      get path(): string {
        throw new Error('the path was read');
      },
    };
    expect(evaluate(policy, request).verdict).toBe('allowed');
  });

  it('takes fields that are no strings for malformed, and a Headers object for unreadable', () => {
    // What a JavaScript caller could write.
    const ask = (headers: unknown, method = 'OPTIONS'): string =>
      evaluate(policy, { method, headers: headers as RequestDescriptor['headers'] }).reason;
    const preflight = { origin: app, 'access-control-request-method': 'PUT' };
    expect(ask({ ...preflight, 'access-control-request-headers': ['x-evil'] })).toBe('header-not-allowed');
    expect(ask({ ...preflight, 'access-control-request-method': ['PUT'] })).toBe('method-not-allowed');
    expect(ask({ origin: [app] }, 'GET')).toBe('origin-malformed');
    expect(ask(new Headers({ origin: app }), 'GET')).toBe('origin-malformed');
    expect(ask(new Map([['origin', app]]), 'GET')).toBe('origin-malformed');
  });

  it('reads the fields of a plain object that has a get beside them, as test doubles have', () => {
    const ask = (headers: object): string => evaluate(policy, { method: 'GET', headers }).reason;
    const get = (): undefined => undefined;
    expect(ask({ origin: app, get })).toBe('origin-allowed');
    expect(ask({ origin: 'https://evil.example', get })).toBe('origin-not-allowed');
    expect(ask({ get })).toBe('no-origin');
    expect(ask(Object.assign(Object.create(null), { origin: app, get }))).toBe('origin-allowed');
  });

  it('is not kept from a scope by a long query', () => {
    const guarded = definePolicy({ origins: 'none', paths: '/api/*', csrf: { trustedOrigins: 'none' } });
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect(evaluate(guarded, { method: 'POST', path: `/api/x?${'x'.repeat(20_000)}`, headers }).reason).toBe(
      'csrf-denied',
    );
  });

  it('reads the method only where it is needed', () => {
    const unreadable = (path: string) => ({
      get method(): string {
        throw new Error('the method was read');
      },
      path,
      headers: { origin: app },
    });
    const api = definePolicy({ origins: '*', paths: '/api/*' });
    for (const [path, reason] of [
      ['/x', 'path-out-of-scope'],
      ['/a%2fb', 'path-ambiguous'],
    ] as const) {
      expect(evaluate(api, unreadable(path))).toMatchObject({ reason, vary: [] });
    }
  });

  it('touches no URL, no clock and no console', () => {
    const touched = (name: string) => () => {
      throw new Error(`${name} was touched`);
    };
    vi.stubGlobal('URL', touched('URL'));
    vi.stubGlobal('Date', { now: touched('Date') });
    vi.stubGlobal('performance', { now: touched('performance') });
    vi.stubGlobal('console', new Proxy({}, { get: touched('console') }));
    try {
      const scoped = definePolicyBefore();
      for (const path of ['/a', '/%zz', '/a/../b', '/caf\u00e9']) {
        for (const origin of [
          undefined,
          '',
          app,
          'https://x.example.org',
          'http://[::1]:8080',
          'http://127.0.0.1',
          'https://b\u00fccher.example',
        ]) {
          for (const method of ['GET', 'OPTIONS', 'DELETE']) {
            evaluate(scoped, {
              method,
              path,
              headers: {
                origin,
                host: 'example.com',
                'access-control-request-method': 'PUT',
                'access-control-request-headers': 'a,b',
              },
            });
          }
        }
      }
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

const scopedPolicy = definePolicy([
  {
    origins: [app, 'https://*.example.org', 'http://localhost:*', /^https:\/\/[a-z]\.example$/],
    paths: ['/a', '/b/*', /^\/x$/],
    csrf: { trustedOrigins: [app] },
  },
  { origins: '*' },
]);
const definePolicyBefore = (): Policy => scopedPolicy;

describe('decisionTable', () => {
  it('names each row once and each reason at least once', () => {
    expect(new Set(decisionTable.map(({ id }) => id)).size).toBe(decisionTable.length);
    expect(new Set(decisionTable.map(({ reason }) => reason)).size).toBe(13);
  });

  it('is frozen, and names a source for each row', () => {
    expect(Object.isFrozen(decisionTable)).toBe(true);
    for (const row of decisionTable) {
      expect(Object.isFrozen(row) && Object.isFrozen(row.headers)).toBe(true);
      expect(row.link).toMatch(/^https:\/\/[^ ]+$/);
      expect(row.condition).not.toBe('');
    }
  });

  it('has one row for each kind and reason', () => {
    const keys = decisionTable.map(({ kind, reason }) => `${reason} ${kind}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('isOriginAllowed', () => {
  const policy = definePolicy({ origins: [app], paths: '/ws/*', csrf: { trustedOrigins: 'none' } });

  it('says yes to an origin that a rule allows on this path', () => {
    expect(isOriginAllowed(policy, app, '/ws/chat?room=1')).toBe(true);
  });

  it.each([
    ['no origin', undefined, '/ws'],
    ['another origin', 'https://evil.example', '/ws'],
    ['null', 'null', '/ws'],
    ['a path out of scope', app, '/other'],
    ['no path', app, undefined],
  ])('says no to %s', (_, origin, path) => {
    expect(isOriginAllowed(policy, origin, path)).toBe(false);
  });

  it('says no without an origin even where all are allowed', () => {
    const open = definePolicy({ origins: '*' });
    expect(isOriginAllowed(open, 'https://any.example')).toBe(true);
    expect(isOriginAllowed(open, undefined)).toBe(false);
  });
});

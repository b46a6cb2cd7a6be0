import { definePolicy } from '@cors-policy/core';
import { describe, expect, it, vi } from 'vitest';
import { type CorsOptions, type PolicySource, withCors } from './index.js';

const APP = 'https://app.example';
const INNER = 'https://inner.example';
const outer = definePolicy({ origins: APP });
const inner = definePolicy({ origins: INNER });
const scoped = definePolicy({ origins: INNER, paths: '/api/*' });

type Handler = (request: Request) => Response | Promise<Response>;

const starred: Handler = () => new Response('hello', { headers: { 'access-control-allow-origin': '*' } });
const from = (origin: string): Request => new Request('https://server.example/', { headers: { origin } });
const preflight = (origin: string): Request =>
  new Request('https://server.example/', {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'PUT' },
  });
const allowOrigin = ({ headers }: Response): string | null => headers.get('access-control-allow-origin');

/** What may stand between two registrations. */
const between: readonly (readonly [string, (handler: Handler) => Handler])[] = [
  ['nothing', (handler) => handler],
  [
    'somebody who copies the response',
    (handler) => async (request) => {
      const { status, headers, body } = await handler(request);
      return new Response(body, { status, headers });
    },
  ],
  [
    'somebody who sets a header of ours',
    (handler) => async (request) => {
      const response = await handler(request);
      response.headers.set('access-control-allow-origin', '*');
      return response;
    },
  ],
  ['somebody who copies the request', (handler) => (request) => handler(new Request(request))],
  [
    'somebody who cuts a prefix off',
    (handler) => (request) => handler(new Request('https://server.example/cut', request)),
  ],
];

const twice =
  (wrap: (handler: Handler) => Handler, options: CorsOptions = {}) =>
  (first: PolicySource<Request>, second: PolicySource<Request>, handler: Handler = starred) =>
    withCors(first, wrap(withCors(second, handler, options)));

describe.each(between)('registered twice, with %s between', (_, wrap) => {
  const both = twice(wrap);

  it('the innermost policy wins', async () => {
    const serve = both(outer, inner);
    expect(allowOrigin(await serve(from(INNER)))).toBe(INNER);
    const response = await serve(from(APP));
    expect([allowOrigin(response), response.headers.get('vary')]).toEqual([null, 'Origin']);
  });

  it('the outermost answers preflights', async () => {
    const serve = both(outer, inner);
    expect(allowOrigin(await serve(preflight(APP)))).toBe(APP);
    expect((await serve(preflight(INNER))).status).toBe(403);
  });

  it('an inner policy that is out of scope leaves the outer one in force, and adds what it varies on', async () => {
    const response = await twice(wrap, { vary: 'X-Tenant' })(outer, scoped)(from(APP));
    expect(allowOrigin(response)).toBe(APP);
    expect(new Set(response.headers.get('vary')?.split(', '))).toEqual(new Set(['Origin', 'X-Tenant']));
  });

  it('an inner policy answers in place of an outer one that is out of scope', async () => {
    const serve = both(scoped, outer);
    expect(allowOrigin(await serve(from(APP)))).toBe(APP);
    const answered = await serve(preflight(APP));
    expect([answered.status, allowOrigin(answered)]).toEqual([204, APP]);
  });

  it('the innermost policy wins on a refusal too', async () => {
    const rejecting = definePolicy({ origins: INNER, disallowed: 'reject' });
    const response = await both(outer, rejecting)(from(APP));
    expect([response.status, allowOrigin(response)]).toEqual([403, null]);
  });

  it('there may be three', async () => {
    const serve = withCors(definePolicy({ origins: '*' }), wrap(both(outer, inner)));
    expect(allowOrigin(await serve(from(INNER)))).toBe(INNER);
    expect(allowOrigin(await serve(from(APP)))).toBeNull();
  });
});

describe('registered twice', () => {
  it('the innermost policy is also on an error page that an outer layer makes', async () => {
    const failing = withCors(inner, () => Promise.reject(new Error('a')));
    const serve = withCors(outer, failing, { onError: () => new Response('failed', { status: 500 }) });
    expect(allowOrigin(await serve(from(INNER)))).toBe(INNER);
    expect(allowOrigin(await serve(from(APP)))).toBeNull();
  });

  it('a response that a program keeps is judged anew, whoever was served in between', async () => {
    const kept = new Response(null, { status: 404 });
    const nested = twice((handler) => (request) => handler(new Request(request)))(outer, inner, () => kept);
    const single = withCors(outer, () => kept);
    expect(allowOrigin(await nested(from(INNER)))).toBe(INNER);
    expect(allowOrigin(await single(from(INNER)))).toBeNull();
    expect(allowOrigin(await single(from(APP)))).toBe(APP);
    expect(allowOrigin(await nested(from(APP)))).toBeNull();
  });

  it('two requests at the same time do not see each other', async () => {
    const later = twice((handler) => (request) => handler(new Request(request)))(outer, inner, async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return new Response('a');
    });
    const origins = [INNER, APP, INNER, APP];
    expect((await Promise.all(origins.map((origin) => later(from(origin))))).map(allowOrigin)).toEqual([
      INNER,
      null,
      INNER,
      null,
    ]);
  });

  it('two copies of the package in one process know each other', async () => {
    vi.resetModules();
    const copy = await import('./index.js');
    expect(copy.withCors).not.toBe(withCors);
    const serve = withCors(
      outer,
      copy.withCors(() => inner, starred),
    );
    expect(allowOrigin(await serve(from(INNER)))).toBe(INNER);
    expect(allowOrigin(await serve(from(APP)))).toBeNull();
  });
});

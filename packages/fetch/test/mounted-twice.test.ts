import { cors, withCors } from '@cors-policy/fetch';
import { H3, toResponse, withBase } from 'h3';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { AutoRouter } from 'itty-router';
import { describe, expect, it } from 'vitest';
import { inHono } from './fixture/hono-application.js';

const APP = 'https://app.example';
const INNER = 'https://inner.example';
const outer = { origins: APP, methods: 'PUT' } as const;
const inner = { origins: INNER, methods: 'PUT' } as const;

type Serve = (request: Request) => Response | Promise<Response>;

/** What a handler within answers, by path: with bodies and without, as it came from elsewhere, and not at all. */
const within: Serve = async ({ url }) => {
  const { pathname } = new URL(url);
  if (pathname.endsWith('/none')) return new Response(null, { status: 204 });
  if (pathname.endsWith('/moved')) return Response.redirect('https://server.example/elsewhere', 302);
  if (pathname.endsWith('/failed')) return new Response('failed', { status: 500 });
  return new Response('hello', { headers: { 'access-control-allow-origin': '*' } });
};

const allowed = async (serve: Serve, path: string, origin: string, method = 'GET'): Promise<unknown> => {
  const headers = { origin, ...(method === 'OPTIONS' && { 'access-control-request-method': 'PUT' }) };
  const response = await serve(new Request(`https://server.example${path}`, { method, headers }));
  return response.headers.get('access-control-allow-origin');
};

const nestings: readonly (readonly [string, Serve])[] = [
  [
    'app.mount of Hono, which cuts the prefix off a request of its own',
    new Hono().use(inHono(cors(outer))).mount('/in', withCors(inner, within)).fetch,
  ],
  [
    'app.route of Hono',
    new Hono().use(inHono(cors(outer))).route(
      '/in',
      new Hono().use(inHono(cors(inner))).all('*', ({ req }) => within(req.raw)),
    ).fetch,
  ],
  [
    'two middlewares of Hono, with one between that makes responses anew',
    new Hono()
      .use(inHono(cors(outer)))
      .use(etag())
      .use('/in/*', inHono(cors(inner)))
      .all('*', ({ req }) => within(req.raw)).fetch,
  ],
  [
    'withCors around the fetch of a Hono that has a middleware',
    withCors(outer, new Hono().use('/in/*', inHono(cors(inner))).all('*', ({ req }) => within(req.raw)).fetch),
  ],
  [
    'h3 around h3',
    (() => {
      const guarded = withCors(inner, within);
      const api = new H3().all('/**', (event) => guarded(event.req));
      const app = new H3().use('/**', (event, next) =>
        cors(outer)(event.req, async () => toResponse((async () => next())(), event)),
      );
      app.all('/in/**', withBase('/in', api.handler));
      return (request: Request) => app.fetch(request);
    })(),
  ],
  [
    'itty-router around itty-router',
    withCors(outer, AutoRouter().all('/in/*', withCors(inner, AutoRouter().all('*', within).fetch)).fetch),
  ],
  [
    'a worker that hands a request of its own to another',
    withCors(outer, (request) =>
      withCors(inner, within)(new Request(request.url.replace('/in/', '/rewritten/'), request)),
    ),
  ],
];

describe.each(nestings)('registered twice: %s', (_title, serve) => {
  it.each(['/in/x', '/in/none', '/in/moved', '/in/failed'])(
    'the innermost answers %s, and the outermost its preflight',
    async (path) => {
      expect(await allowed(serve, path, INNER)).toBe(INNER);
      expect(await allowed(serve, path, APP)).toBeNull();
      expect(await allowed(serve, path, APP, 'OPTIONS')).toBe(APP);
      expect(await allowed(serve, path, INNER, 'OPTIONS')).toBeNull();
    },
  );
});

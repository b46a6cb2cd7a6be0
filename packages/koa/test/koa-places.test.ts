import type { WireRequest } from '@cors-policy/conformance';
import { cors, definePolicy, type Policy } from '@cors-policy/koa';
import { Router } from '@koa/router';
import type Koa from 'koa';
import type { Context, Middleware } from 'koa';
import mount from 'koa-mount';
import { describe, expect, it } from 'vitest';
import { type Answer, ask, versions } from './fixture/serve.js';

const APP = 'https://app.example';
const API = 'https://api-user.example';
const EVIL = 'https://evil.example';
const appPolicy: Middleware = cors({ origins: APP, methods: ['PUT'] });
const apiPolicy: Middleware = cors({ origins: API, methods: ['PUT'] });

const from = (origin: string, request: WireRequest = {}): WireRequest => ({
  ...request,
  headers: [['Origin', origin], ...(request.headers ?? [])],
});
const before = (origin: string, target = '/', method = 'PUT'): WireRequest =>
  from(origin, { method: 'OPTIONS', target, headers: [['Access-Control-Request-Method', method]] });

const hello: Middleware = (ctx) => {
  ctx.body = 'hello';
};

/** Status and allowed origin, which say whose answer it is. */
const told = ({ response, values }: Answer): readonly unknown[] => [
  response.status,
  values('access-control-allow-origin')[0],
];

describe.each(versions)('where cors stands in %s', (_version, create) => {
  const asking = async (build: (app: Koa) => unknown, request: WireRequest): Promise<readonly unknown[]> =>
    told(await ask(create, build, request));

  it('in a router, it sees no preflight of a path that has no route for OPTIONS', async () => {
    const build = (app: Koa): unknown => {
      const router = new Router().use(appPolicy).put('/x', hello);
      return app.use(router.routes()).use(router.allowedMethods());
    };
    expect(await asking(build, from(APP, { method: 'PUT', target: '/x' }))).toEqual([200, APP]);
    expect(await asking(build, before(APP, '/x'))).toEqual([200, undefined]); // the answer of allowedMethods
  });

  it('in a router with a prefix, it answers preflights where there is a route for OPTIONS', async () => {
    const build = (app: Koa): unknown => {
      const router = new Router({ prefix: '/api' }).use(apiPolicy).all('/:any', hello);
      return app.use(router.routes());
    };
    expect(await asking(build, before(API, '/api/x'))).toEqual([204, API]);
    expect(await asking(build, before(EVIL, '/api/x'))).toEqual([403, undefined]);
    expect(await asking(build, before(API, '/x'))).toEqual([404, undefined]);
  });

  it('in applications side by side, each answers under its prefix', async () => {
    const build = (app: Koa): unknown =>
      app
        .use(mount('/app', new create().use(appPolicy).use(hello)))
        .use(mount('/api', new create().use(apiPolicy).use(hello)))
        .use(hello);
    for (const [prefix, own, other] of [
      ['/app', APP, API],
      ['/api', API, APP],
    ] as const) {
      expect(await asking(build, before(own, `${prefix}/x`))).toEqual([204, own]);
      expect(await asking(build, before(other, `${prefix}/x`))).toEqual([403, undefined]);
      expect(await asking(build, from(own, { target: `${prefix}/x` }))).toEqual([200, own]);
      expect(await asking(build, from(other, { target: `${prefix}/x` }))).toEqual([200, undefined]);
    }
    expect(await asking(build, from(APP, { target: '/application' }))).toEqual([200, undefined]);
  });

  it('around an application with a policy of its own, the inner one answers, and the outer one preflights', async () => {
    const build = (app: Koa): unknown => app.use(appPolicy).use(mount('/api', new create().use(apiPolicy).use(hello)));
    expect(await asking(build, from(API, { target: '/api' }))).toEqual([200, API]);
    expect(await asking(build, from(APP, { target: '/api' }))).toEqual([200, undefined]);
    expect(await asking(build, before(APP, '/api'))).toEqual([204, APP]);
    expect(await asking(build, before(API, '/api'))).toEqual([403, undefined]);
  });

  it('around an application whose error page has CORS headers, the inner policy is on it', async () => {
    const failing: Middleware = (ctx) => ctx.throw(409, { headers: { 'Access-Control-Allow-Origin': '*' } });
    const build = (app: Koa): unknown =>
      app.use(appPolicy).use(mount('/api', new create().use(apiPolicy).use(failing)));
    expect(await asking(build, from(API, { target: '/api' }))).toEqual([409, API]);
    expect(await asking(build, from(APP, { target: '/api' }))).toEqual([409, undefined]);
  });

  it('behind a rate limit, what that refuses has no CORS headers, and a preflight fails', async () => {
    const limit: Middleware = (ctx) => ctx.throw(429);
    const build = (app: Koa): unknown => app.use(limit).use(appPolicy).use(hello);
    expect(await asking(build, before(APP))).toEqual([429, undefined]);
    expect(await asking(build, from(APP))).toEqual([429, undefined]);
  });

  it('in front of a rate limit and an authentication, no preflight counts, and their refusals can be read', async () => {
    let counted = 0;
    const limit: Middleware = (_ctx, next) => {
      counted += 1;
      return next();
    };
    const authenticate: Middleware = (ctx) => ctx.throw(401, { headers: { 'WWW-Authenticate': 'Bearer' } });
    const build = (app: Koa): unknown => app.use(appPolicy).use(limit).use(authenticate).use(hello);
    expect(await asking(build, before(APP))).toEqual([204, APP]);
    expect(await asking(build, before(EVIL))).toEqual([403, undefined]);
    expect(counted).toBe(0);
    expect(await asking(build, from(APP))).toEqual([401, APP]);
    expect(counted).toBe(1);
  });

  it('behind handlers that go on, what they set is merged', async () => {
    const session: Middleware = async (ctx, next) => {
      ctx.cookies.set('a', '1');
      ctx.vary('Cookie');
      await next();
      ctx.cookies.set('b', '2');
    };
    const { response, values } = await ask(create, (app) => app.use(session).use(appPolicy).use(hello), from(APP));
    expect([response.status, values('vary'), values('set-cookie').length]).toEqual([200, ['Cookie, Origin'], 2]);
  });

  it('behind a proxy, a forwarded host makes no request of the same origin', async () => {
    const build = (app: Koa): unknown => {
      app.proxy = true;
      return app.use(cors({ origins: APP, disallowed: 'reject' })).use(hello);
    };
    const forwarded = [
      ['X-Forwarded-Host', 'evil.example'],
      ['X-Forwarded-Proto', 'https'],
      ['Forwarded', 'host=evil.example;proto=https'],
    ] as const;
    expect(await asking(build, from(EVIL, { headers: forwarded }))).toEqual([403, undefined]);
    expect(await asking(build, from(EVIL, { headers: [['Host', 'evil.example']] }))).toEqual([200, undefined]);
  });

  it('a preflight with a body, and one that waits for 100-continue, leave the connection in order', async () => {
    for (const headers of [[], [['Expect', '100-continue']]] as const) {
      const { headers: asked = [] } = before(APP);
      const request: WireRequest = { method: 'OPTIONS', headers: [...asked, ...headers], body: 'x'.repeat(70_000) };
      expect(await asking((app) => app.use(appPolicy).use(hello), request)).toEqual([204, APP]);
    }
  });

  it('the policy of a tenant is found by what the context knows', async () => {
    const policies: Readonly<Record<string, Policy>> = {
      app: definePolicy({ origins: APP, methods: 'PUT' }),
      api: definePolicy({ origins: API, methods: 'PUT' }),
    };
    const tenants: Middleware = cors((ctx: Context) => {
      if (ctx.query.tenant === 'none') return undefined;
      if (ctx.query.tenant === undefined) ctx.throw(421, 'no tenant', { headers: { 'X-Tenant': 'missing' } });
      return policies[String(ctx.query.tenant)];
    });
    const build = (app: Koa): unknown => app.use(tenants).use(hello);
    expect(await asking(build, from(APP, { target: '/?tenant=app' }))).toEqual([200, APP]);
    expect(await asking(build, before(API, '/?tenant=api'))).toEqual([204, API]);
    expect(await asking(build, before(API, '/?tenant=none'))).toEqual([200, undefined]);
    const refused = await ask(create, build, from(APP));
    expect([told(refused), refused.values('x-tenant'), refused.values('vary')]).toEqual([
      [421, undefined],
      ['missing'],
      [],
    ]);
  });
});

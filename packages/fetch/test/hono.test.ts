import { type AdapterUnderTest, describeFurtherSetup, doesNotApply } from '@cors-policy/conformance';
import { cors, withCors } from '@cors-policy/fetch';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { everyFetch } from './fixture/every-fetch.js';
import { honoApplication, inHono } from './fixture/hono-application.js';
import { startFetch } from './fixture/start.js';

const middleware: AdapterUnderTest = {
  ...everyFetch,
  name: 'cors as a middleware of Hono',
  start: startFetch((setup, log, stage) => {
    const app = honoApplication(setup, log, stage);
    return (request) => app.fetch(request);
  }),
  features: {
    ...everyFetch.features,
    'middleware-before': doesNotApply('what `c.header` sets ahead is only on what the context makes; see below'),
    prefix: true,
  },
  incidents: { ...everyFetch.incidents, 'wrong-method': 404, 'automatic-options': 404 },
};

describeFurtherSetup(middleware, { vectors: 'withCors replays them, and this is the same adapter' });
describe('withCors around the fetch of Hono', () => {
  const app = new Hono<{ Bindings: { KEY: string } }>();
  app.get('/', (c) => c.text(c.env.KEY));
  const serve = withCors({ origins: 'https://app.example' }, app.fetch);
  const ask = (path: string, method = 'GET'): Promise<Response> =>
    serve(
      new Request(`https://server.example${path}`, {
        method,
        headers: { origin: 'https://app.example', 'access-control-request-method': 'PUT' },
      }),
      { KEY: 'from the environment' },
    );

  it('hands the environment on, and is on what Hono answers by itself', async () => {
    expect(await (await ask('/')).text()).toBe('from the environment');
    const missing = await ask('/nowhere');
    expect([missing.status, missing.headers.get('access-control-allow-origin')]).toEqual([404, 'https://app.example']);
    expect((await ask('/nowhere', 'OPTIONS')).status).toBe(204);
  });
});

describe('what only the context of Hono does', () => {
  const app = new Hono();
  app.use(async (c, next) => {
    c.header('Access-Control-Allow-Origin', '*');
    c.header('Vary', 'Cookie');
    c.header('X-Early', 'kept');
    await next();
  });
  app.use(inHono(cors({ origins: 'https://app.example' })));
  app.use(async (c, next) => {
    await next();
    c.header('Access-Control-Expose-Headers', '*'); // makes a new response
  });
  app.get('/', (c) => c.text('hello'));
  const ask = async (origin: string, init: RequestInit = {}): Promise<readonly (string | null)[]> => {
    const { status, headers } = await app.request('/', {
      ...init,
      headers: { origin, 'access-control-request-method': 'PUT' },
    });
    const names = ['access-control-allow-origin', 'access-control-expose-headers', 'vary', 'x-early'];
    return [String(status), ...names.map((name) => headers.get(name))];
  };

  it('headers that a middleware in front sets by the context are merged, and cannot widen the policy', async () => {
    expect(await ask('https://app.example')).toEqual(['200', 'https://app.example', null, 'Cookie, Origin', 'kept']);
    expect(await ask('https://evil.example')).toEqual(['200', null, null, 'Cookie, Origin', 'kept']);
  });

  it('a preflight has the headers of the policy alone', async () => {
    const vary = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers';
    expect(await ask('https://app.example', { method: 'OPTIONS' })).toEqual([
      '204',
      'https://app.example',
      null,
      vary,
      null,
    ]);
    expect(await ask('https://evil.example', { method: 'OPTIONS' })).toEqual(['403', null, null, vary, null]);
  });
});

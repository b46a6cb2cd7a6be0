import {
  type AdapterUnderTest,
  describeFurtherSetup,
  type FetchHandler,
  fetchApplication,
} from '@cors-policy/conformance';
import { withCors } from '@cors-policy/fetch';
import { describe, expect, it } from 'vitest';
import { everyFetch } from './fixture/every-fetch.js';
import { startFetch } from './fixture/start.js';
import { applicationWithCors } from './fixture/with-cors.js';

/** What Next.js hands to a route handler as its second argument. */
interface RouteContext {
  readonly params: Promise<Readonly<Record<string, string>>>;
}

type RouteHandler = (request: Request, context: RouteContext) => Response | Promise<Response>;

/** The exports of a `route.ts`. */
type RouteModule = Readonly<Partial<Record<string, RouteHandler>>>;

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** What Next.js does with such a module: it answers by itself where no export has the name of the method. */
const served =
  (route: RouteModule): FetchHandler =>
  (request) => {
    const handler = route[request.method] ?? (request.method === 'HEAD' ? route.GET : undefined);
    if (handler !== undefined) return handler(request, { params: Promise.resolve({ slug: 'a' }) });
    const allow = Object.keys(route).join(', ');
    return new Response(null, { status: request.method === 'OPTIONS' ? 204 : 405, headers: { allow } });
  };

const nextRoute: AdapterUnderTest = {
  ...everyFetch,
  name: 'withCors around a route handler of Next.js',
  start: startFetch((setup, log, stage) => {
    const handler = applicationWithCors(setup, log, stage, fetchApplication(setup, log, stage));
    return served(Object.fromEntries(methods.map((method) => [method, handler])));
  }),
};

describeFurtherSetup(nextRoute, { vectors: 'withCors replays them, and this is the same adapter' });

describe('a route.ts of Next.js', () => {
  const route = withCors({ origins: 'https://app.example' }, async (_request, { params }: RouteContext) =>
    Response.json(await params),
  );
  const ask = (module: RouteModule, method: string): Promise<Response> =>
    Promise.resolve(
      served(module)(
        new Request('https://server.example/', {
          method,
          headers: { origin: 'https://app.example', 'access-control-request-method': 'PUT' },
        }),
      ),
    );

  it('is handed its parameters', async () => {
    expect(await (await ask({ GET: route, OPTIONS: route }, 'GET')).json()).toEqual({ slug: 'a' });
  });

  it('has to export OPTIONS too: without it, Next.js answers the preflight by itself', async () => {
    const allowOrigin = async (module: RouteModule): Promise<string | null> =>
      (await ask(module, 'OPTIONS')).headers.get('access-control-allow-origin');
    expect(await allowOrigin({ PUT: route, OPTIONS: route })).toBe('https://app.example');
    expect(await allowOrigin({ PUT: route })).toBeNull();
  });
});

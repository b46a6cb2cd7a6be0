import { createServer } from 'node:http';
import { exchange, listen } from '@cors-policy/conformance';
import { cors, definePolicy, withCors } from '@cors-policy/fetch';
import { describe, expect, it } from 'vitest';
import { nodeBridge } from './fixture/node-bridge.js';

const APP = 'https://app.example';
const OTHER = 'https://other.example';
const EVIL = 'https://evil.example';

type Handler = (request: Request) => Promise<Response>;

const requestOf = (origin: string, path = '/'): Request =>
  new Request(`https://server.example${path}`, { headers: { origin } });

const allowOrigin = ({ headers }: Response): string | null => headers.get('access-control-allow-origin');

/** A handler that waits until so many requests are there, and then gives them all the same response. */
const givingAtOnce = (kept: Response, requests: number): Handler => {
  let waiting = 0;
  let open: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  return async () => {
    waiting += 1;
    if (waiting === requests) open();
    await gate;
    return kept;
  };
};

describe('a response that a program keeps and returns to many', () => {
  it('tells each of them its own, also where they ask at once', async () => {
    const origins = [APP, OTHER, EVIL, APP];
    const handler = givingAtOnce(new Response(null, { status: 404 }), origins.length);
    const { port, close } = await listen(createServer(nodeBridge(withCors({ origins: [APP, OTHER] }, handler))));
    try {
      const answers = await Promise.all(
        origins.map((origin) => exchange('http/1.1', port, { headers: [['Origin', origin]] })),
      );
      const told = answers.map(({ headers }) => headers.filter(([name]) => name.startsWith('access-control-')));
      const allowed = (origin: string): unknown => [['access-control-allow-origin', origin]];
      expect(told).toEqual([allowed(APP), allowed(OTHER), [], allowed(APP)]);
    } finally {
      await close();
    }
  });

  it('tells nobody for whom there is no policy what it told another', async () => {
    const kept = new Response(null, { status: 404, headers: { etag: '"a"' } });
    const policy = definePolicy({ origins: APP, credentials: true, exposedHeaders: 'etag' });
    const serve = withCors(
      ({ url }) => (url.endsWith('/private') ? undefined : policy),
      () => kept,
    );
    expect(allowOrigin(await serve(requestOf(APP)))).toBe(APP);
    for (const origin of [APP, EVIL]) {
      const { headers } = await serve(requestOf(origin, '/private'));
      expect([...headers].filter(([name]) => name.startsWith('access-control-'))).toEqual([]);
      expect(headers.get('etag')).toBe('"a"');
    }
  });

  it('is left alone where a middleware within has put the headers on for the same request', async () => {
    const within = withCors({ origins: APP }, () => new Response(null, { status: 404 }));
    const response = await withCors(() => undefined, within)(requestOf(APP));
    expect(allowOrigin(response)).toBe(APP);
  });

  it('tells each its own rule, where one page asks for two paths at once', async () => {
    const rules = [
      { paths: '/api/*', origins: APP, credentials: true },
      { paths: '/public/*', origins: '*' },
    ] as const;
    const serve = withCors(rules, givingAtOnce(new Response(null, { status: 204 }), 2));
    const [api, open] = await Promise.all([serve(requestOf(APP, '/api/x')), serve(requestOf(APP, '/public/x'))]);
    expect([allowOrigin(api), api.headers.get('access-control-allow-credentials')]).toEqual([APP, 'true']);
    expect([allowOrigin(open), open.headers.get('access-control-allow-credentials')]).toEqual(['*', null]);
  });

  it('has nothing of an earlier request where the policy has no say, or leaves what is there', async () => {
    const kept = new Response(null, { status: 404, headers: { etag: '"a"' } });
    const scoped = withCors({ origins: APP, credentials: true, paths: '/api/*' }, () => kept);
    const keeping = withCors({ origins: OTHER }, () => kept, { foreignHeaders: 'keep' });
    expect(allowOrigin(await scoped(requestOf(APP, '/api/x')))).toBe(APP);
    for (const response of [await scoped(requestOf(APP, '/elsewhere')), await keeping(requestOf(APP, '/api/x'))]) {
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
      expect([response.status, response.headers.get('etag')]).toEqual([404, '"a"']);
    }
  });

  it('keeps what the program itself set on it', async () => {
    const kept = new Response(null, { headers: { 'access-control-max-age': '9', vary: 'Accept' } });
    const keeping = withCors({ origins: [APP, OTHER] }, () => kept, { foreignHeaders: 'keep' });
    for (const origin of [APP, OTHER, EVIL]) {
      const { headers } = await keeping(requestOf(origin));
      expect([headers.get('access-control-max-age'), headers.get('vary')]).toEqual(['9', 'Accept, Origin']);
      expect(headers.get('access-control-allow-origin')).toBe(origin === EVIL ? null : origin);
    }
  });

  it('is no such thing where one middleware stands twice around a handler: nothing is copied', async () => {
    const made = new Response('hello');
    const apply = cors({ origins: APP });
    const request = requestOf(APP);
    expect(await apply(request, () => apply(request, () => made))).toBe(made);
    expect([allowOrigin(made), made.headers.get('vary')]).toEqual([APP, 'Origin']);
  });

  it('is the very same for the first of them, and untouched where nothing may be touched', async () => {
    const kept = new Response(null, { status: 404 });
    const serve = withCors({ origins: [APP, OTHER] }, () => kept);
    expect(await serve(requestOf(APP))).toBe(kept);
    expect(await serve(requestOf(OTHER))).not.toBe(kept);
    expect(allowOrigin(kept)).toBe(APP);
    const failed = Response.error();
    const failing = withCors({ origins: [APP, OTHER] }, () => failed);
    expect([await failing(requestOf(APP)), await failing(requestOf(OTHER))]).toEqual([failed, failed]);
  });
});

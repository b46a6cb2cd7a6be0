import { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { cors } from '@cors-policy/fastify';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { describe, expect, it } from 'vitest';
import {
  apiConfig,
  apiOrigin,
  appConfig,
  appOrigin,
  ask,
  askBefore,
  deniedOrigin,
  everyFastify,
  policyBefore,
  policyOf,
} from './fixture/ask.js';

const handler = async (): Promise<string> => 'the handler';

/** Whose policy is on a PUT, and whose answers its preflight: each has to be the other's. */
const whose = async (app: FastifyInstance, url: string): Promise<string> => {
  const both = [await policyOf(app, url, { method: 'PUT' }), await policyBefore(app, url)];
  return both[0] === both[1] ? String(both[0]) : both.join(', but before it ');
};

/** A context with the policy of the API and one route. */
const api: FastifyPluginAsync = async (context) => {
  await context.register(cors, { policy: apiConfig });
  context.put('/x', handler);
};

describe.each(everyFastify)('where the plugin stands in %s', (_, create) => {
  it('with its options from a function', async () => {
    const app = create();
    app.register(cors, () => ({ policy: appConfig }));
    app.put('/x', handler);
    expect(await whose(app, '/x')).toBe('app');
  });

  it('within a plugin that breaks the encapsulation, it is in force around it', async () => {
    const app = create();
    const unwrapped: FastifyPluginAsync = async (inner) => {
      await inner.register(cors, { policy: appConfig });
    };
    await app.register(Object.assign(unwrapped, { [Symbol.for('skip-override')]: true }));
    app.put('/x', handler);
    expect([await whose(app, '/x'), await whose(app, '/nowhere')]).toEqual(['app', 'app']);
  });

  it('in two contexts of one prefix, each has its routes, and the first of them the paths without one', async () => {
    const app = create();
    app.register(
      async (one) => {
        await one.register(cors, { policy: appConfig });
        one.put('/one', handler);
      },
      { prefix: '/api' },
    );
    app.register(api, { prefix: '/api' });
    expect([await whose(app, '/api/one'), await whose(app, '/api/x'), await whose(app, '/api/nowhere')]).toEqual([
      'app',
      'api',
      'app',
    ]);
  });

  it('under the prefix `/`, it has its routes and the paths without one', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.register(api, { prefix: '/' });
    app.put('/y', handler);
    expect([await whose(app, '/x'), await whose(app, '/y'), await whose(app, '/nowhere')]).toEqual([
      'api',
      'app',
      'api',
    ]);
  });

  it("under a prefix that a wildcard of the application covers, the wildcard's requests are the application's", async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.all('*', handler);
    app.register(api, { prefix: '/api' });
    expect([await whose(app, '/api/x'), await whose(app, '/api/other')]).toEqual(['api', 'app']);
  });

  it('under a prefix in another case, or with what has to be escaped, the router says what is under it', async () => {
    const app = create({ caseSensitive: false });
    await app.register(cors, { policy: appConfig });
    app.register(api, { prefix: '/Api' });
    app.register(api, { prefix: '/a b' });
    for (const url of ['/API/X', '/api/nowhere', '/a%20b/x', '/a%20b/nowhere'])
      expect([url, await whose(app, url)]).toEqual([url, 'api']);
  });

  it('a route without HEAD has no policy of its own for HEAD', async () => {
    const app = create({ exposeHeadRoutes: false });
    await app.register(cors, { policy: appConfig });
    app.get('/x', { config: { cors: apiConfig } }, handler);
    expect([await policyBefore(app, '/x', 'GET'), await policyBefore(app, '/x', 'HEAD')]).toEqual(['api', 'app']);
    expect(await policyOf(app, '/x', { method: 'HEAD' })).toBe('app');
  });

  it('behind a hook that hijacks, it is not asked', async () => {
    const app = create();
    app.addHook('onRequest', async (_request, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, { 'access-control-allow-origin': '*' }).end('raw');
    });
    await app.register(cors, { policy: appConfig });
    app.get('/', handler);
    expect(await ask(app, '/', deniedOrigin)).toMatchObject({ status: 200, allowOrigin: '*', vary: undefined });
  });

  it('in front of a rate limit that hangs itself into every route, no preflight counts', async () => {
    const app = create();
    let counted = 0;
    await app.register(cors, { policy: appConfig });
    app.addHook('onRoute', (route) => {
      const limit = async (_request: unknown, reply: { code(status: number): unknown }): Promise<void> => {
        counted += 1;
        reply.code(429);
        throw Object.assign(new Error('slow down'), { statusCode: 429 });
      };
      route.onRequest = [route.onRequest ?? [], limit].flat();
    });
    app.put('/x', handler);
    expect(await askBefore(app, '/x', appOrigin)).toMatchObject({ status: 204, allowOrigin: appOrigin });
    expect(counted).toBe(0);
    expect(await ask(app, '/x', appOrigin, { method: 'PUT' })).toMatchObject({ status: 429, allowOrigin: appOrigin });
  });

  it('behind a proxy, a forwarded host makes no request of the same origin', async () => {
    const app = create({ trustProxy: true });
    await app.register(cors, { policy: { ...appConfig, disallowed: 'reject' } });
    app.get('/', handler);
    const forwarded = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    expect(await ask(app, '/', deniedOrigin, { headers: forwarded })).toMatchObject({ status: 403 });
    expect(await ask(app, '/', deniedOrigin, { headers: { host: 'evil.example' } })).toMatchObject({ status: 200 });
  });

  it('what a hook in front makes of the headers of a request does not count', async () => {
    const app = create();
    app.addHook('onRequest', async (request) => {
      request.headers = { ...request.headers, origin: appOrigin };
    });
    await app.register(cors, { policy: appConfig });
    app.get('/', handler);
    expect(await ask(app, '/', deniedOrigin)).toMatchObject({ allowOrigin: undefined, vary: 'Origin' });
  });

  it("an application's onSend hook that fails, fails preflights too, with the headers of the decision", async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.addHook('onSend', async () => Promise.reject(Object.assign(new Error('x'), { statusCode: 502 })));
    expect(await askBefore(app, '/x', appOrigin)).toMatchObject({ status: 502, allowOrigin: appOrigin });
  });

  it('a preflight with a body, of whatever type, is answered', async () => {
    const app = create({ bodyLimit: 1 });
    await app.register(cors, { policy: appConfig });
    for (const type of ['application/json', 'a/b', 'odd']) {
      const answer = await ask(app, '/x', appOrigin, {
        method: 'OPTIONS',
        headers: { 'access-control-request-method': 'PUT', 'content-type': type },
        payload: '{"long":',
      });
      expect(answer).toMatchObject({ status: 204, body: '', allowOrigin: appOrigin });
    }
  });

  it('an upgrade that is routed through the application is guarded by `reject`', async () => {
    const app = create();
    await app.register(cors, { policy: { ...appConfig, disallowed: 'reject' } });
    app.get('/socket', async (_request, reply) => {
      reply.hijack();
      reply.raw.socket?.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    // What @fastify/websocket does.
    app.server.on('upgrade', (request, socket) => {
      socket.resume().on('end', () => socket.destroy());
      const response = new ServerResponse(request);
      // PROOF: over TCP it is a net.Socket.
      response.assignSocket(socket as never);
      app.routing(request, response);
    });
    const address = app.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const heard = (origin: string): Promise<string> =>
      new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1', () =>
          socket.write(
            `GET /socket HTTP/1.1\r\nHost: a\r\nOrigin: ${origin}\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n`,
          ),
        );
        socket.once('data', (bytes) => {
          socket.destroy();
          resolve(bytes.toString('latin1').split('\r\n', 1)[0] ?? '');
        });
      });
    try {
      expect(await heard(appOrigin)).toBe('HTTP/1.1 101 Switching Protocols');
      expect(await heard(deniedOrigin)).toBe('HTTP/1.1 403 Forbidden');
    } finally {
      await app.close();
    }
  });

  it('two applications in one process know nothing of each other', async () => {
    const [one, other] = [create(), create()];
    await one.register(cors, { policy: appConfig });
    await other.register(api, { prefix: '/api' });
    other.put('/x', { config: { cors: apiConfig } }, handler);
    expect([await whose(one, '/api/x'), await whose(other, '/api/x'), await whose(other, '/x')]).toEqual([
      'app',
      'api',
      'none',
    ]);
    expect(await askBefore(other, '/y', apiOrigin)).toMatchObject({ status: 404, vary: undefined });
  });
});

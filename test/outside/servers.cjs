// One server for each adapter in each of its frameworks, asked over sockets. The programs hand over what they imported,
// as ES modules or as CommonJS.
const assert = require('node:assert/strict');
const { once } = require('node:events');
const { createServer, request } = require('node:http');
const { createServer: createHttp2Server, connect } = require('node:http2');

const origin = 'https://app.example';
const config = { origins: origin, methods: ['PUT'], credentials: true };

/** Starts each, with the config above and a handler that says `hello` and sets an allowance of its own. */
const servers = ({ nodeHttp, koa, fastify, Express, Koa, Fastify }) => ({
  'node:http': async () => {
    const listener = (_request, response) => response.setHeader('access-control-allow-origin', '*').end('hello');
    return createServer(nodeHttp.withCors(config, listener));
  },
  Express: async () => {
    const app = Express();
    app.use(nodeHttp.cors(config));
    app.get('/', (_request, response) => response.set('Access-Control-Allow-Origin', '*').send('hello'));
    return createServer(app);
  },
  Koa: async () => {
    const app = new Koa();
    app.use(koa.cors(config));
    app.use((ctx) => {
      ctx.set('Access-Control-Allow-Origin', '*');
      ctx.body = 'hello';
    });
    return createServer(app.callback());
  },
  Fastify: async () => {
    const app = Fastify();
    await app.register(fastify.cors, { policy: { origins: 'none' } });
    app.route({
      method: ['GET', 'PUT'],
      url: '/',
      config: { cors: config },
      handler: async (_request, reply) => reply.header('access-control-allow-origin', '*').send('hello'),
    });
    await app.ready();
    return app.server;
  },
});

const ask = (port, method, headers) =>
  new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', method, headers, agent: false }, (response) => {
      let body = '';
      response.on('data', (bytes) => (body += bytes));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });

const preflight = { 'access-control-request-method': 'PUT' };

/** Every server answers its own origin, a foreign one and the preflights of both as the policy says. */
exports.tryServers = async (modules) => {
  for (const [name, start] of Object.entries(servers(modules))) {
    const server = await start();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    const answers = [
      await ask(port, 'GET', { origin }),
      await ask(port, 'GET', { origin: 'https://evil.example' }),
      await ask(port, 'OPTIONS', { origin, ...preflight }),
      await ask(port, 'OPTIONS', { origin: 'https://evil.example', ...preflight }),
    ].map(({ status, headers, body }) => [status, headers['access-control-allow-origin'], headers.vary, body]);
    const vary = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers';
    assert.deepEqual(
      answers,
      [
        [200, origin, 'Origin', 'hello'],
        [200, undefined, 'Origin', 'hello'],
        [204, origin, vary, ''],
        [403, undefined, vary, ''],
      ],
      name,
    );
    server.closeAllConnections();
    server.close();
  }
  await tryHttp2(modules.nodeHttp);
};

const tryHttp2 = async ({ withCors }) => {
  const server = createHttp2Server(withCors(config, (_request, response) => response.end('hello')));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const session = connect(`http://127.0.0.1:${server.address().port}`);
  const [headers] = await once(session.request({ origin }), 'response');
  assert.deepEqual([headers[':status'], headers['access-control-allow-origin']], [200, origin]);
  session.destroy();
  server.close();
};

/** A Fetch handler answers them too, without a server. */
exports.tryFetch = async ({ withCors, cors }) => {
  const url = 'https://server.example/';
  const handlers = [
    withCors(config, () => Response.redirect('https://server.example/b', 303)),
    (asked) => cors(config)(asked, () => Response.redirect('https://server.example/b', 303)),
  ];
  for (const handler of handlers) {
    const answered = async (init) => {
      const { status, headers } = await handler(new Request(url, init));
      return [status, headers.get('access-control-allow-origin')];
    };
    assert.deepEqual(await answered({ headers: { origin } }), [303, origin]);
    assert.deepEqual(await answered({ headers: { origin: 'https://evil.example' } }), [303, null]);
    assert.deepEqual(await answered({ method: 'OPTIONS', headers: { origin, ...preflight } }), [204, origin]);
  }
};

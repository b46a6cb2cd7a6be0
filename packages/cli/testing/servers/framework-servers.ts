import fastifyCors from '@fastify/cors';
import { serve } from '@hono/node-server';
import koaCors from '@koa/cors';
import fastify, { type FastifyInstance } from 'fastify';
import { Hono } from 'hono';
import { cors as honoCors } from 'hono/cors';
import Koa from 'koa';
import { listen } from './listen.js';
import { PAGE, type ProbedServer, type RunningServer } from './probed-server.js';

async function startFastify(prepare: (app: FastifyInstance) => void): Promise<RunningServer> {
  const app = fastify();
  prepare(app);
  await app.register(async (scope) => {
    scope.route({ method: ['GET', 'PUT'], url: '/item', handler: async () => ({ id: 1 }) });
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, close: () => app.close() };
}

function startHono(prepare: (app: Hono) => void): Promise<RunningServer> {
  const app = new Hono();
  prepare(app);
  app.all('/item', (context) => context.json({ id: 1 }));
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () => new Promise((closed) => server.close(() => closed())),
      }),
    );
  });
}

export const frameworkServers: readonly ProbedServer[] = [
  {
    name: 'Koa, `@koa/cors`, errors without headers',
    setup: "app.use(cors({ origin: '*', keepHeadersOnError: false })); app.use(() => { throw ... })",
    start: () => {
      const app = new Koa();
      app.silent = true;
      app.use(koaCors({ origin: '*', keepHeadersOnError: false })).use((context) => {
        if (context.path === '/boom') throw new Error('boom');
        if (context.path === '/item') context.body = { id: 1 };
      });
      const handle = app.callback();
      return listen((request, response) => void handle(request, response));
    },
    also: ['/boom'],
    isRead: true,
    expected: ['headers-lost-on-error'],
  },
  {
    name: 'Koa, `@koa/cors`, credentials and no origin',
    setup: 'app.use(cors({ credentials: true }))',
    start: () => {
      const app = new Koa();
      app.use(koaCors({ credentials: true })).use((context) => {
        context.body = { id: 1 };
      });
      const handle = app.callback();
      return listen((request, response) => void handle(request, response));
    },
    asks: { credentials: true },
    isRead: true,
    expected: ['reflected-origin-with-credentials'],
  },
  {
    name: 'Fastify, `@fastify/cors` with its own methods',
    setup: "app.register(cors, { origin: ['https://app.example.com'] })",
    start: () => startFastify((app) => void app.register(fastifyCors, { origin: [PAGE] })),
    asks: { method: 'PUT' },
    isRead: false,
    expected: ['max-age-missing', 'method-not-allowed'],
  },
  {
    name: 'Fastify, authentication in a hook before `@fastify/cors`',
    setup: "app.addHook('onRequest', authenticate); app.register(cors, { hook: 'preHandler', ... })",
    start: () =>
      startFastify((app) => {
        app.addHook('onRequest', async (request, reply) => {
          if (request.headers.authorization === undefined) return reply.code(401).send();
          return undefined;
        });
        void app.register(fastifyCors, { origin: [PAGE], methods: ['GET', 'PUT'], hook: 'preHandler' });
      }),
    asks: { method: 'PUT', header: ['authorization: Bearer x'] },
    isRead: false,
    expected: ['preflight-unauthorized'],
  },
  {
    name: 'Hono, `*` with credentials',
    setup: "app.use(cors({ origin: '*', credentials: true }))",
    start: () => startHono((app) => app.use(honoCors({ origin: '*', credentials: true }))),
    asks: { credentials: true },
    isRead: false,
    expected: ['wildcard-with-credentials'],
  },
  {
    name: 'Hono, a list of headers without one',
    setup: "app.use(cors({ origin: 'https://app.example.com', allowHeaders: ['content-type'], maxAge: 86400 }))",
    start: () =>
      startHono((app) => app.use(honoCors({ origin: PAGE, allowHeaders: ['content-type'], maxAge: 86_400 }))),
    asks: { method: 'PUT', header: ['x-request-id'] },
    isRead: false,
    expected: ['header-not-allowed', 'max-age-above-caps'],
  },
];

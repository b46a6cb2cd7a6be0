import { cors as fastifyPlugin } from '@cors-policy/fastify';
import { cors as fetchMiddleware } from '@cors-policy/fetch';
import { cors as koaMiddleware } from '@cors-policy/koa';
import { cors as nodeMiddleware, withCors } from '@cors-policy/node-http';
import { serve } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { listen } from './listen.js';
import { PAGE, type ProbedServer } from './probed-server.js';

const policy = {
  origins: [PAGE],
  credentials: true,
  methods: ['PUT'],
  allowedHeaders: ['x-token'],
  maxAge: 600,
} as const;

const asked = {
  asks: { method: 'PUT', header: ['x-token'], credentials: true },
  also: ['/boom'],
  audit: true,
  isRead: true,
  expected: [],
} as const;

export const ourServers: readonly ProbedServer[] = [
  {
    ...asked,
    name: 'node:http, `@cors-policy/node-http`',
    setup: 'createServer(withCors(policy, listener))',
    start: () =>
      listen(
        withCors(policy, (request, response) => {
          response.statusCode = request.url === '/item' ? 200 : request.url === '/boom' ? 500 : 404;
          response.end();
        }),
      ),
  },
  {
    ...asked,
    name: 'Express, `@cors-policy/node-http`',
    setup: 'app.use(cors(policy))',
    start: () => {
      const app = express();
      app.set('env', 'test');
      app.use(nodeMiddleware(policy));
      app.all('/item', (_request, response) => response.json({ id: 1 }));
      app.all('/boom', () => {
        throw new Error('boom');
      });
      return listen(app);
    },
  },
  {
    ...asked,
    name: 'Koa, `@cors-policy/koa`',
    setup: 'app.use(cors(policy))',
    start: () => {
      const app = new Koa();
      app.silent = true;
      app.use(koaMiddleware(policy)).use((context) => {
        if (context.path === '/boom') throw new Error('boom');
        if (context.path === '/item') context.body = { id: 1 };
      });
      const handle = app.callback();
      return listen((request, response) => void handle(request, response));
    },
  },
  {
    ...asked,
    name: 'Fastify, `@cors-policy/fastify`',
    setup: 'app.register(cors, { policy })',
    start: async () => {
      const app = fastify();
      await app.register(fastifyPlugin, { policy });
      app.route({ method: ['GET', 'PUT'], url: '/item', handler: async () => ({ id: 1 }) });
      app.get('/boom', async () => {
        throw new Error('boom');
      });
      const url = await app.listen({ host: '127.0.0.1', port: 0 });
      return { url, close: () => app.close() };
    },
  },
  {
    ...asked,
    name: 'Hono, `@cors-policy/fetch`',
    setup: 'app.use((context, next) => cors(policy)(context.req.raw, ...))',
    start: () => {
      const app = new Hono();
      app.all('/item', (context) => context.json({ id: 1 }));
      app.all('/boom', () => {
        throw new Error('boom');
      });
      app.onError((_error, context) => context.text('', 500));
      const decide = fetchMiddleware(policy);
      return new Promise((resolve) => {
        const server = serve(
          {
            fetch: (request) => decide(request, async () => app.fetch(request)),
            hostname: '127.0.0.1',
            port: 0,
          },
          ({ port }) =>
            resolve({
              url: `http://127.0.0.1:${port}`,
              close: () => new Promise((closed) => server.close(() => closed())),
            }),
        );
      });
    },
  },
];

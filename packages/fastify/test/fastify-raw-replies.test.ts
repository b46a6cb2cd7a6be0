import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import fastify, { type FastifyReply } from 'fastify';
import fastify4 from 'fastify4';
import { describeReplies, type Reply, route } from './fixture/fastify-twins.js';

const foreign = { Vary: 'Accept', 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'PUT' };

const hello = route(async () => 'x');

const hijacked = (act: (reply: FastifyReply) => unknown): Reply['build'] =>
  route((_request, reply) => {
    reply.hijack();
    return act(reply);
  });

/** Ways round Fastify: Node's own response. */
const rawReplies: readonly Reply[] = [
  {
    title: 'writeHead with a reason and an object',
    build: hijacked(({ raw }) => raw.writeHead(202, 'Mine', foreign).end('raw')),
    status: 202,
  },
  {
    title: 'writeHead with a list',
    build: hijacked(({ raw }) => raw.writeHead(202, Object.entries(foreign).flat()).end('raw')),
    status: 202,
  },
  {
    title: 'what reply.headers and raw.setHeader gave',
    build: hijacked((reply) => {
      reply.raw.setHeader('vary', 'Cookie').setHeader('access-control-allow-origin', '*');
      const given = reply.headers({ 'x-a': '1' }).getHeaders();
      for (const [name, value] of Object.entries(given)) reply.raw.setHeader(name, value ?? '');
      reply.raw.end('raw');
    }),
    status: 200,
  },
  {
    title: 'a stream of events',
    build: hijacked(({ raw }) => {
      raw.writeHead(200, { 'Content-Type': 'text/event-stream', ...foreign });
      raw.write('data: 1\n\n');
      setTimeout(() => raw.end('data: 2\n\n'), 2);
    }),
    status: 200,
  },
  {
    title: 'flushHeaders, and the body later',
    build: hijacked(async ({ raw }) => {
      raw.statusCode = 203;
      raw.flushHeaders();
      await new Promise((resolve) => setTimeout(resolve, 2));
      raw.end('later');
    }),
    status: 203,
  },
  {
    title: 'a pipeline',
    build: hijacked(async ({ raw }) => {
      raw.setHeader('content-encoding', 'gzip').setHeader('vary', 'accept-encoding');
      await pipeline(Readable.from(['a', 'b']), createGzip(), raw);
    }),
    status: 200,
  },
  {
    title: 'writeHead and end, of which the reply never heard',
    build: route((_request, reply) => {
      reply.raw.writeHead(201, foreign).end('raw');
    }),
    status: 201,
  },
  {
    title: 'interim answers: 103 and 102',
    build: route(async (_request, reply) => {
      reply.raw.writeEarlyHints({ link: '</a.css>; rel=preload' });
      reply.raw.writeProcessing();
      return 'x';
    }),
    status: 200,
  },
  {
    title: 'a reply that a hook behind the plugin hijacks',
    build: (app) => {
      app.addHook('onRequest', async (_request, reply) => {
        reply.hijack();
        reply.raw.writeHead(200, foreign).end('raw');
      });
      app.get('/', async () => 'never');
    },
    status: 200,
  },
];

const versioned: Reply['build'] = (app) =>
  app.route({ method: 'GET', url: '/', constraints: { version: '1.2.0' }, handler: async () => 'x' });

/** What else may be set up. */
const setups: readonly Reply[] = [
  {
    title: 'rewriteUrl',
    options: { rewriteUrl: ({ url = '' }) => url.replace('/old', '/new') },
    build: (app) => app.get('/new', async ({ url, originalUrl }) => [url, originalUrl]),
    request: { target: '/old' },
    status: 200,
  },
  {
    title: "a server of the application's own making",
    options: {
      serverFactory: (handler) =>
        createServer((request, response) => handler(request, response.setHeader('x-made', 'by hand'))),
    },
    build: hello,
    status: 200,
  },
  {
    title: 'a slash too many, which the router ignores',
    options: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    build: (app) => app.get('/a/b', async () => 'x'),
    request: { target: '//a//b/' },
    status: 200,
  },
  {
    title: 'a path in another case',
    options: { caseSensitive: false },
    build: (app) => app.get('/a/:id', async ({ params }) => params),
    request: { target: '/A/Bc' },
    status: 200,
  },
  { title: 'a version', build: versioned, request: { headers: [['Accept-Version', '1.x']] }, status: 200 },
  {
    title: 'a version that there is not',
    build: versioned,
    request: { headers: [['Accept-Version', '2.x']] },
    status: 404,
  },
  {
    title: 'routes without HEAD',
    options: { exposeHeadRoutes: false },
    build: (app) => app.get('/', async () => 'x'),
    request: { method: 'HEAD' },
    status: 404,
  },
  {
    title: 'a request that a proxy forwarded',
    options: { trustProxy: true },
    build: (app) => app.get('/', async ({ hostname, ip }) => [hostname, ip]),
    request: {
      headers: [
        ['X-Forwarded-Host', 'a.example'],
        ['X-Forwarded-For', '1.2.3.4'],
      ],
    },
    status: 200,
  },
  {
    title: 'routes of a plugin that is loaded late',
    build: (app) =>
      app.register(async (inner) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        inner.get('/', async () => 'x');
      }),
    status: 200,
  },
];

const withPlugins: readonly Reply[] = [
  {
    title: 'compression of JSON',
    build: async (app) => {
      await app.register(compress, { threshold: 0 });
      app.get('/', async (_request, reply) => reply.headers(foreign).send({ long: 'x'.repeat(2_000) }));
    },
    request: { headers: [['Accept-Encoding', 'gzip']] },
    status: 200,
  },
  {
    title: 'helmet on an error',
    build: async (app) => {
      await app.register(helmet);
      app.get('/', async () => Promise.reject(new Error('x')));
    },
    status: 500,
  },
];

describeReplies('Fastify 5', fastify, [...rawReplies, ...setups, ...withPlugins]);
describeReplies('Fastify 4', fastify4, [...rawReplies, ...setups]);

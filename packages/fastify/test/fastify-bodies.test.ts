import { createReadStream } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import fastify4 from 'fastify4';
import { describeReplies, type Reply, route } from './fixture/fastify-twins.js';

const file = fileURLToPath(import.meta.url);
const foreign = { Vary: 'Accept', 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'PUT' };

const failingBeforeItsFirstByte = (): PassThrough => {
  const body = new PassThrough();
  setTimeout(() => body.destroy(new Error('x')), 5);
  return body;
};

const onlyA = { type: 'object', properties: { a: { type: 'number' } } };

/** What a handler of Fastify may answer with. */
const bodies: readonly Reply[] = [
  { title: 'an object', build: route(async () => ({ a: 1 })), status: 200 },
  { title: 'a text', build: route(async () => 'x'), status: 200 },
  { title: 'bytes', build: route(async (_request, reply) => reply.send(Buffer.from([0, 255]))), status: 200 },
  { title: 'a typed array', build: route(async (_request, reply) => reply.send(new Uint8Array([1, 2]))), status: 200 },
  { title: 'null', build: route(async (_request, reply) => reply.send(null)), status: 200 },
  { title: 'nothing', build: route((_request, reply) => void reply.send()), status: 200 },
  { title: 'a body under 204', build: route(async (_request, reply) => reply.code(204).send('x')), status: 204 },
  {
    title: '304 by hand',
    build: route(async (_request, reply) => reply.code(304).header('etag', '"a"').send()),
    status: 304,
  },
  { title: 'a status of its own', build: route(async (_request, reply) => reply.code(299).send('x')), status: 299 },
  {
    title: 'a reply first, and then nothing',
    build: route(async (_request, reply) => {
      reply.code(201).send('x');
    }),
    status: 201,
  },
  { title: 'a stream', build: route(async () => Readable.from(['a', 'b'])), status: 200 },
  { title: 'a file', build: route(async () => createReadStream(file)), status: 200 },
  {
    title: 'an object with a serializer of its own',
    build: route(async (_request, reply) =>
      reply
        .serializer(() => '<x>')
        .type('text/html')
        .send({ a: 1 }),
    ),
    status: 200,
  },
  {
    title: 'a stream that fails before its first byte',
    build: route(async () => failingBeforeItsFirstByte()),
    status: 500,
  },
  { title: 'a file that is not there', build: route(async () => createReadStream(`${file}.none`)), status: 500 },
  {
    title: 'several cookies and links',
    build: route(async (_request, reply) =>
      reply.header('set-cookie', 'b=1').header('set-cookie', 'a=2').header('link', ['</a>', '</b>']).send('x'),
    ),
    status: 200,
  },
  {
    title: 'a Vary in several values and cases',
    build: route(async (_request, reply) => reply.header('vary', ['accept, ORIGIN', 'Accept']).send('x')),
    status: 200,
  },
  {
    title: 'a Vary of everything',
    build: route(async (_request, reply) => reply.header('Vary', '*').send('x')),
    status: 200,
  },
  {
    title: 'headers that are taken off again',
    build: route(async (_request, reply) => reply.headers(foreign).removeHeader('vary').send('x')),
    status: 200,
  },
  { title: 'a redirect', build: route((_request, reply) => reply.redirect('/elsewhere')), status: 302 },
  {
    title: 'HEAD of a stream',
    build: (app) => app.get('/', async () => Readable.from(['a'])),
    request: { method: 'HEAD' },
    status: 200,
  },
  { title: 'HEAD of nothing', build: () => {}, request: { method: 'HEAD' }, status: 404 },
  {
    title: 'a HEAD route of its own',
    build: (app) => app.head('/', async (_request, reply) => reply.header('content-length', 7).headers(foreign).send()),
    request: { method: 'HEAD' },
    status: 200,
  },
  {
    title: 'trailers',
    build: route(async (_request, reply) => reply.trailer('x-sum', async () => '1').send('x')),
    status: 200,
  },
  {
    title: 'a schema of the response that leaves things out',
    build: (app) => app.get('/', { schema: { response: { 200: onlyA } } }, async () => ({ a: 1, b: 2 })),
    status: 200,
  },
  {
    title: 'a payload that a hook in front replaces',
    front: (app) =>
      app.addHook('onSend', async ({ method }, reply, payload) => {
        if (method === 'OPTIONS') return payload;
        reply.headers({ vary: 'Cookie', 'access-control-max-age': '1' });
        return `${String(payload)}!`;
      }),
    build: route(async () => 'x'),
    status: 200,
  },
  {
    title: 'a wildcard route',
    build: (app) => app.all('*', async ({ url }) => url),
    request: { target: '/a/b?c' },
    status: 200,
  },
  {
    title: 'a target in absolute form',
    build: (app) => app.all('*', async ({ url }) => url),
    request: { target: 'http://conformance.test/a' },
    status: 200,
  },
  {
    title: 'the index of a prefix',
    build: (app) => app.register(async (api) => void api.get('/', async () => 'x'), { prefix: '/api' }),
    request: { target: '/api/' },
    status: 200,
  },
  {
    title: 'Expect: 100-continue',
    build: route(async ({ body }) => body),
    request: {
      method: 'POST',
      headers: [
        ['Expect', '100-continue'],
        ['Content-Type', 'application/json'],
      ],
      body: '{"a":1}',
    },
    status: 200,
  },
];

const onlyIn5: readonly Reply[] = [
  {
    title: 'a Response of Fetch',
    build: route(async () => {
      const headers = new Headers(foreign);
      for (const cookie of ['b=1', 'a=2']) headers.append('set-cookie', cookie);
      return new Response('x', { status: 201, headers });
    }),
    status: 201,
  },
  {
    title: 'a Response of a stream',
    build: route(async () => new Response(new Blob(['x']).stream())),
    status: 200,
  },
  { title: 'a Response without a body', build: route(async () => new Response(null, { status: 204 })), status: 204 },
  {
    title: 'a redirect of Fetch',
    build: route(async () => Response.redirect('http://a.example/b', 307)),
    status: 307,
  },
  { title: 'a ReadableStream', build: route(async () => new Blob(['x']).stream()), status: 200 },
];

describeReplies('Fastify 5', fastify, [...bodies, ...onlyIn5]);
describeReplies('Fastify 4', fastify4, bodies);

import type { WireRequest } from '@cors-policy/conformance';
import fastify from 'fastify';
import fastify4 from 'fastify4';
import { describeReplies, type Reply, route } from './fixture/fastify-twins.js';

const foreign = { Vary: 'Accept', 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'PUT' };

const hello = route(async () => 'x');

const throwing = (thrown: unknown): Reply['build'] =>
  route(() => {
    throw thrown;
  });

const failing = (): Promise<never> => Promise.reject(new Error('x'));

const posting = (type: string, body: string): WireRequest => ({
  method: 'POST',
  headers: [['Content-Type', type]],
  body,
});
const json = (body: string): WireRequest => posting('application/json', body);

/** A schema that asks for one property. */
const withA = { type: 'object', required: ['a'], properties: { a: { type: 'string' } } };

const inHook = (hook: 'preParsing' | 'preValidation' | 'preHandler' | 'preSerialization'): Reply => ({
  title: `an error in ${hook}`,
  build: (app) => {
    // PROOF: the hooks differ in what they are given, of which nothing is used.
    app.addHook(hook as 'preHandler', async () => {
      throw Object.assign(new Error('x'), { statusCode: 503 });
    });
    app.get('/', async () => ({ a: 1 }));
  },
  status: 503,
});

/** What Fastify answers where something fails: in the handler, in a hook, before both or behind. */
const errors: readonly Reply[] = [
  { title: 'a path without a route', build: () => {}, request: { target: '/nowhere' }, status: 404 },
  { title: 'a method without a route', build: hello, request: { method: 'PUT' }, status: 404 },
  { title: 'an OPTIONS without a route', build: hello, request: { method: 'OPTIONS' }, status: 404 },
  {
    title: "the application's own 404",
    build: (app) => app.setNotFoundHandler((_request, reply) => reply.code(404).headers(foreign).send('gone')),
    status: 404,
  },
  { title: 'reply.callNotFound', build: route((_request, reply) => reply.callNotFound()), status: 404 },
  { title: 'an error', build: throwing(new Error('x')), status: 500 },
  { title: 'a string', build: throwing('x'), status: 500 },
  { title: 'null', build: route(() => Promise.reject(null)), status: 500 },
  { title: 'a symbol', build: throwing(Symbol('x')), status: 500 },
  { title: 'a frozen error', build: throwing(Object.freeze(new Error('x'))), status: 500 },
  {
    title: 'an error with a status and headers',
    build: throwing(Object.assign(new Error('x'), { statusCode: 409, headers: foreign })),
    status: 409,
  },
  { title: 'an error with status', build: throwing(Object.assign(new Error('x'), { status: 418 })), status: 418 },
  {
    title: 'an error that is sent',
    build: route(async (_request, reply) => reply.code(502).headers(foreign).send(new Error('x'))),
    status: 502,
  },
  { title: 'a body that is no JSON', build: hello, request: json('{'), status: 400 },
  { title: 'a body that would change prototypes', build: hello, request: json('{"__proto__":{}}'), status: 400 },
  { title: 'an empty body of JSON', build: hello, request: json(''), status: 400 },
  {
    title: 'a body that is too large',
    options: { bodyLimit: 10 },
    build: hello,
    request: json(`"${'x'.repeat(20)}"`),
    status: 413,
  },
  { title: 'a body of an unknown type', build: hello, request: posting('a/b', 'x'), status: 415 },
  { title: 'a body of a type that is none', build: hello, request: posting('odd', 'x'), status: 415 },
  {
    title: 'a query that the schema refuses',
    build: (app) => app.get('/', { schema: { querystring: withA } }, async () => 'x'),
    status: 400,
  },
  {
    title: 'an object that the schema of the response refuses',
    build: (app) => app.get('/', { schema: { response: { 200: withA } } }, async () => ({})),
    status: 500,
  },
  {
    title: 'a payload that cannot be sent',
    build: route((_request, reply) => void reply.type('text/plain').send({ a: 1 })),
    status: 500,
  },
  { title: 'a JSON that cannot be made', build: route(async () => ({ big: 1n })), status: 500 },
  {
    title: 'a header that cannot be sent',
    build: route(async (_request, reply) => reply.header('x-a', 'a\nb').send('x')),
    status: 500,
  },
  inHook('preParsing'),
  inHook('preValidation'),
  inHook('preHandler'),
  inHook('preSerialization'),
  {
    title: 'an answer in preParsing',
    build: (app) => {
      app.addHook('preParsing', async (_request, reply) => void (await reply.code(429).headers(foreign).send('slow')));
      app.get('/', async () => 'x');
    },
    status: 429,
  },
  {
    title: "a route's own error handler, in a context with one, in an application with one",
    build: (app) => {
      const passOn = (error: unknown): never => {
        throw error;
      };
      app.setErrorHandler((_error, _request, reply) => reply.code(500).send('root'));
      app.register(async (inner) => {
        inner.setErrorHandler(passOn);
        inner.get('/', { errorHandler: passOn }, failing);
      });
    },
    status: 500,
  },
  {
    title: 'an error handler that hijacks',
    build: (app) => {
      app.setErrorHandler((_error, _request, reply) => {
        reply.hijack();
        reply.raw.writeHead(500, foreign).end('raw');
      });
      app.get('/', failing);
    },
    status: 500,
  },
  {
    title: 'an error behind an onError hook',
    build: (app) => {
      app.addHook('onError', async (_request, reply) => void reply.headers(foreign));
      app.get('/', failing);
    },
    status: 500,
  },
];

const onlyIn5: readonly Reply[] = [
  {
    title: 'a handler that takes too long',
    options: { handlerTimeout: 20 },
    build: route(() => new Promise(() => {})),
    status: 503,
  },
];

describeReplies('Fastify 5', fastify, [...errors, ...onlyIn5]);
describeReplies('Fastify 4', fastify4, errors);

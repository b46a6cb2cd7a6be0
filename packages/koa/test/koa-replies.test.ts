import { createReadStream } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import etag from '@koa/etag';
import { Router } from '@koa/router';
import Koa from 'koa';
import bodyParser from 'koa-bodyparser';
import conditional from 'koa-conditional-get';
import mount from 'koa-mount';
import Koa2 from 'koa2';
import { describeReplies, type Reply, replyWith } from './fixture/reply.js';

const file = fileURLToPath(import.meta.url);

/** An error as libraries throw it, with headers for the answer. */
const failure = Object.assign(new Error('teapot'), {
  status: 418,
  expose: true,
  headers: { 'X-From-Error': 'yes', Vary: 'X-Error', 'Access-Control-Allow-Origin': '*' },
});

const foreign = { Vary: 'Accept', 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true' };

/** What applications do with Koa's own means: each is a way of its own to the header block. */
const replies: readonly Reply[] = [
  { title: 'nothing: the 404 of Koa', build: () => {}, status: 404 },
  { title: 'an object', build: replyWith((ctx) => (ctx.body = { a: 1 })), status: 200 },
  { title: 'bytes', build: replyWith((ctx) => (ctx.body = Buffer.from([0, 255]))), status: 200 },
  { title: 'a body of null', build: replyWith((ctx) => (ctx.body = null)), status: 204 },
  { title: 'a status alone', build: replyWith((ctx) => (ctx.status = 418)), status: 418 },
  { title: 'ctx.redirect', build: replyWith((ctx) => ctx.redirect('/elsewhere')), status: 302 },
  { title: 'a stream', build: replyWith((ctx) => (ctx.body = Readable.from(['a', 'b', 'c']))), status: 200 },
  { title: 'a file', build: replyWith((ctx) => (ctx.body = createReadStream(file))), status: 200 },
  {
    title: 'an attachment',
    build: replyWith((ctx) => {
      ctx.attachment('caf\u00e9.txt');
      ctx.body = 'x';
    }),
    status: 200,
  },
  {
    title: 'several cookies',
    build: replyWith((ctx) => {
      ctx.cookies.set('a', '1');
      ctx.cookies.set('b', '2', { httpOnly: true });
      ctx.body = 'x';
    }),
    status: 200,
  },
  {
    title: 'ctx.vary and ctx.append',
    build: replyWith((ctx) => {
      ctx.vary('Cookie');
      ctx.append('Vary', 'accept');
      ctx.append('Link', ['</a>', '</b>']);
      ctx.body = 'x';
    }),
    status: 200,
  },
  {
    title: 'Vary and CORS headers of its own, by ctx.set',
    build: replyWith((ctx) => {
      ctx.set(foreign);
      ctx.body = 'x';
    }),
    status: 200,
  },
  {
    title: 'the same, of a middleware that sets them on the way back',
    build: (app) =>
      app
        .use(async (ctx, next) => {
          await next();
          ctx.set(foreign);
        })
        .use((ctx) => (ctx.body = 'x')),
    status: 200,
  },
  {
    title: 'the same, on the way back and in front of cors',
    front: async (ctx, next) => {
      await next();
      ctx.set(foreign);
    },
    build: replyWith((ctx) => (ctx.body = 'x')),
    status: 200,
  },
  {
    title: 'ctx.respond = false, with headers set and given',
    build: replyWith((ctx) => {
      ctx.respond = false;
      ctx.set('Access-Control-Expose-Headers', 'x-secret');
      ctx.res.writeHead(203, { ...foreign, 'X-A': '1' }).end('raw');
    }),
    status: 203,
  },
  {
    title: 'ctx.respond = false, with a stream of events',
    build: replyWith((ctx) => {
      ctx.respond = false;
      ctx.res.writeHead(200, ['Content-Type', 'text/event-stream', 'access-control-allow-origin', '*']);
      ctx.res.write('data: 1\n\n');
      setTimeout(() => ctx.res.end('data: 2\n\n'), 1);
    }),
    status: 200,
  },
  {
    title: 'ctx.respond = false, and then an error',
    build: replyWith((ctx) => {
      ctx.respond = false;
      throw new Error('x');
    }),
    status: 500,
  },
  { title: 'ctx.throw', build: replyWith((ctx) => ctx.throw(422, 'odd')), status: 422 },
  { title: 'ctx.assert', build: replyWith((ctx) => ctx.assert(ctx.query.id, 400, 'id is required')), status: 400 },
  {
    title: 'an error with headers of its own',
    build: replyWith(() => {
      throw failure;
    }),
    status: 418,
  },
  {
    title: 'an error after headers were set',
    build: replyWith((ctx) => {
      ctx.set({ ...foreign, 'Set-Cookie': ['a=1', 'b=2'] });
      throw new Error('x');
    }),
    status: 500,
  },
  {
    title: 'an error after a body was set',
    build: replyWith((ctx) => {
      ctx.body = Readable.from(['a']);
      throw new Error('x');
    }),
    status: 500,
  },
  {
    title: 'an object that is no error',
    build: replyWith(() => Promise.reject({ status: 400, message: 'odd' })),
    status: 500,
  },
  {
    title: 'an error of a middleware in front, on the way back',
    front: async (ctx, next) => {
      await next();
      ctx.throw(503);
    },
    build: replyWith((ctx) => (ctx.body = 'x')),
    status: 503,
  },
  {
    title: 'an error that a middleware in front turns into an answer of its own',
    front: async (ctx, next) => {
      try {
        await next();
      } catch {
        ctx.status = 502;
        ctx.body = { failed: true };
      }
    },
    build: replyWith(() => {
      throw failure;
    }),
    status: 502,
  },
  {
    title: 'next called twice',
    build: (app) =>
      app
        .use(async (_ctx, next) => {
          await next();
          await next();
        })
        .use((ctx) => (ctx.body = 'x')),
    status: 500,
  },
  {
    title: 'a conditional GET whose ETag still matches',
    build: (app) =>
      app
        .use(conditional())
        .use(etag())
        .use((ctx) => {
          ctx.vary('Accept');
          ctx.body = 'cached';
        }),
    request: { headers: [['If-None-Match', '*']] },
    status: 304,
  },
  {
    title: 'a conditional GET whose date still matches',
    build: (app) =>
      app.use(conditional()).use((ctx) => {
        ctx.lastModified = new Date(0);
        ctx.body = 'cached';
      }),
    request: { headers: [['If-Modified-Since', new Date(1_000).toUTCString()]] },
    status: 304,
  },
  {
    title: 'HEAD of an object',
    build: replyWith((ctx) => (ctx.body = { a: 1 })),
    request: { method: 'HEAD' },
    status: 200,
  },
  {
    title: 'a body that is no JSON',
    build: (app) => app.use(bodyParser()).use((ctx) => (ctx.body = 'never')),
    request: { method: 'POST', headers: [['Content-Type', 'application/json']], body: '{' },
    status: 400,
  },
  {
    title: 'a body in an unknown coding',
    build: (app) => app.use(bodyParser()).use((ctx) => (ctx.body = 'never')),
    request: {
      method: 'POST',
      headers: [
        ['Content-Type', 'application/json'],
        ['Content-Encoding', 'odd'],
      ],
      body: '{}',
    },
    status: 415,
  },
  {
    title: 'a nested router',
    build: (app) => {
      const items = new Router().get('/items/:id', (ctx) => {
        ctx.body = [ctx.params.id, ctx.originalUrl];
      });
      app.use(new Router().use('/api', items.routes()).routes());
    },
    request: { target: '/api/items/7?a=b' },
    status: 200,
  },
  {
    title: 'OPTIONS answered by the router',
    build: (app) => {
      const router = new Router().get('/', (ctx) => (ctx.body = 'x'));
      app.use(router.routes()).use(router.allowedMethods());
    },
    request: { method: 'OPTIONS' },
    status: 200,
  },
  {
    title: 'a method that the router does not know at all',
    build: (app) => {
      const router = new Router().get('/', (ctx) => (ctx.body = 'x'));
      app.use(router.routes()).use(router.allowedMethods());
    },
    request: { method: 'PROPFIND' },
    status: 501,
  },
  {
    title: 'an application below a prefix, with an error of its own',
    build: (app, create) => {
      const inner = new create().use(() => {
        throw failure;
      });
      app.use(mount('/api', inner));
    },
    request: { target: '/api/x' },
    status: 418,
  },
];

const onlyIn3: readonly Reply[] = [
  {
    title: 'a Response of Fetch with CORS headers',
    build: replyWith((ctx) => (ctx.body = new Response('x', { status: 201, headers: foreign }))),
    status: 201,
  },
  { title: 'a Blob', build: replyWith((ctx) => (ctx.body = new Blob(['x']))), status: 200 },
  {
    title: 'a ReadableStream',
    build: replyWith((ctx) => (ctx.body = new Blob(['x']).stream())),
    status: 200,
  },
];

const failingBeforeItsFirstByte = (): PassThrough => {
  const body = new PassThrough();
  setTimeout(() => body.destroy(new Error('x')), 5);
  return body;
};

const onlyIn2: readonly Reply[] = [
  {
    title: 'a stream that fails before its first byte',
    build: replyWith((ctx) => {
      ctx.set(foreign);
      ctx.body = failingBeforeItsFirstByte();
    }),
    status: 500,
  },
  {
    title: 'a file that is not there',
    build: replyWith((ctx) => (ctx.body = createReadStream(`${file}.none`))),
    status: 404,
  },
];

describeReplies('Koa 3', Koa, [...replies, ...onlyIn3]);
describeReplies('Koa 2', Koa2, [...replies, ...onlyIn2]);

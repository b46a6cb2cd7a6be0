import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable, Transform } from 'node:stream';
import etag from '@koa/etag';
import { Router } from '@koa/router';
import Koa, { type Middleware } from 'koa';
import conditional from 'koa-conditional-get';
import mount from 'koa-mount';
import Koa2 from 'koa2';
import { describeReplies, type Reply, replyWith } from './fixture/reply.js';

const foreign = { Vary: 'Accept', 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'PUT' };

/** Made anew for each request, since a stream can be read once. */
const body = (make: () => unknown): Reply['build'] => replyWith((ctx) => (ctx.body = make()));

const withETag: Middleware = (ctx) => {
  ctx.set({ ETag: '"v1"', ...foreign });
  ctx.vary('Cookie');
  ctx.status = 200;
  if (ctx.fresh) ctx.status = 304;
  else ctx.body = 'fresh';
};

const replies: readonly Reply[] = [
  { title: 'an empty text', build: body(() => ''), status: 200 },
  { title: 'zero', build: body(() => 0), status: 200 },
  { title: 'false', build: body(() => false), status: 200 },
  { title: 'a list', build: body(() => [1, 2]), status: 200 },
  { title: 'HTML', build: body(() => '<p>x'), status: 200 },
  { title: 'an object that says what it is', build: body(() => ({ toJSON: () => 'x' })), status: 200 },
  { title: 'a stream without bytes', build: body(() => Readable.from([])), status: 200 },
  {
    title: 'a body that is taken back',
    build: replyWith((ctx) => {
      ctx.body = 'x';
      ctx.body = undefined;
    }),
    status: 204,
  },
  {
    title: 'a body of null, whatever the status',
    build: replyWith((ctx) => {
      ctx.status = 202;
      ctx.body = null;
    }),
    status: 204,
  },
  {
    title: 'a body under a status without one',
    build: replyWith((ctx) => {
      ctx.body = 'x';
      ctx.status = 205;
    }),
    status: 205,
  },
  {
    title: 'a length and a type of its own',
    build: replyWith((ctx) => {
      ctx.type = 'text/csv; charset=latin1';
      ctx.body = Readable.from(['abc']);
      ctx.length = 3;
    }),
    status: 200,
  },
  {
    title: 'a body that a middleware in front transforms',
    front: async (ctx, next) => {
      await next();
      if (!(ctx.body instanceof Readable)) return;
      ctx.body = ctx.body.pipe(
        new Transform({ transform: (bytes, _coding, done) => done(null, String(bytes).toUpperCase()) }),
      );
      ctx.vary('X-Case');
    },
    build: body(() => Readable.from(['abc'])),
    status: 200,
  },
  {
    title: 'headers that a middleware in front takes off, Vary among them',
    front: async (ctx, next) => {
      await next();
      for (const name of ['Vary', 'Access-Control-Allow-Origin', 'X-A']) ctx.remove(name);
    },
    build: replyWith((ctx) => {
      ctx.set({ ...foreign, 'X-A': '1' });
      ctx.body = 'x';
    }),
    status: 200,
  },
  {
    title: 'ctx.vary of everything',
    build: replyWith((ctx) => {
      ctx.vary('*');
      ctx.body = 'x';
    }),
    status: 200,
  },
  {
    title: 'a Vary in several values and cases',
    build: replyWith((ctx) => {
      ctx.set('vary', ['accept, ORIGIN', 'Accept', 'x-a']);
      ctx.body = 'x';
    }),
    status: 200,
  },
  {
    title: 'an empty Vary',
    build: replyWith((ctx) => {
      ctx.set('Vary', '');
      ctx.body = 'x';
    }),
    status: 200,
  },
  {
    title: 'ctx.fresh, where it is',
    build: replyWith(withETag),
    request: { headers: [['If-None-Match', '"v1"']] },
    status: 304,
  },
  {
    title: 'ctx.fresh, where it is not',
    build: replyWith(withETag),
    request: { headers: [['If-None-Match', '"v2"']] },
    status: 200,
  },
  {
    title: 'ctx.fresh, for HEAD',
    build: replyWith(withETag),
    request: { method: 'HEAD', headers: [['If-None-Match', 'W/"v1"']] },
    status: 304,
  },
  {
    title: 'an ETag of a stream',
    build: replyWith(conditional(), etag(), (ctx) => (ctx.body = Readable.from(['abc']))),
    request: { headers: [['If-None-Match', '"x"']] },
    status: 200,
  },
  {
    title: 'a text with a cookie and a redirect in one',
    build: replyWith((ctx) => {
      ctx.cookies.set('a', '1');
      ctx.redirect('https://elsewhere.example/?a=b');
      ctx.body = 'moved';
    }),
    status: 302,
  },
  {
    title: 'a redirect with a status of its own, for a client that takes HTML',
    build: replyWith((ctx) => {
      ctx.status = 308;
      ctx.redirect('/a?b=<c>');
    }),
    request: { headers: [['Accept', 'text/html']] },
    status: 308,
  },
  {
    title: 'a reason of its own',
    build: replyWith((ctx) => {
      ctx.status = 200;
      ctx.message = 'Just Fine';
      ctx.body = 'x';
    }),
    status: 200,
  },
  { title: 'a status that there is not by itself', build: replyWith((ctx) => (ctx.status = 418)), status: 418 },
  { title: 'HEAD of a stream', build: body(() => Readable.from(['abc'])), request: { method: 'HEAD' }, status: 200 },
  { title: 'HEAD of nothing', build: () => {}, request: { method: 'HEAD' }, status: 404 },
  { title: 'a method of its own', build: body(() => 'x'), request: { method: 'PROPFIND' }, status: 200 },
  {
    title: 'a target in absolute form',
    build: body(() => 'x'),
    request: { target: 'http://conformance.test/a' },
    status: 200,
  },
  { title: 'a query that is no text', build: body(() => 'x'), request: { target: '/?a=%zz&b[]=\\' }, status: 200 },
  {
    title: 'a context that is kept in an AsyncLocalStorage',
    build: (app) => {
      const storage = new AsyncLocalStorage<string>();
      app.use((_ctx, next) => storage.run('kept', next));
      app.use(async (ctx) => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        ctx.body = storage.getStore();
      });
    },
    status: 200,
  },
  {
    title: 'an application below a prefix, which answers 404',
    build: (app, create) => app.use(mount('/api', new create())),
    request: { target: '/api/x' },
    status: 404,
  },
  {
    title: 'a router that throws for a method that it has not',
    build: (app) => {
      const router = new Router().get('/', (ctx) => (ctx.body = 'x'));
      app.use(router.routes()).use(router.allowedMethods({ throw: true }));
    },
    request: { method: 'DELETE' },
    status: 405,
  },
  {
    title: 'a router with parameters that cannot be decoded',
    build: (app) => app.use(new Router().get('/:id', (ctx) => (ctx.body = ctx.params.id)).routes()),
    request: { target: '/%zz' },
    status: 200,
  },
];

const fetched = (response: () => Response): Reply['build'] => replyWith((ctx) => (ctx.body = response()));

const onlyIn3: readonly Reply[] = [
  {
    title: 'a Response with several cookies and a Vary',
    build: fetched(() => {
      const headers = new Headers(foreign);
      for (const cookie of ['b=1', 'a=2', 'b=3']) headers.append('Set-Cookie', cookie);
      return new Response('x', { headers });
    }),
    status: 200,
  },
  { title: 'a Response without a body', build: fetched(() => new Response(null, { status: 204 })), status: 204 },
  { title: 'a Response of a stream', build: fetched(() => new Response(new Blob(['x']).stream())), status: 200 },
  { title: 'a redirect of Fetch', build: fetched(() => Response.redirect('http://a.example/b', 307)), status: 307 },
  { title: 'JSON of Fetch', build: fetched(() => Response.json({ a: 1 }, { status: 422 })), status: 422 },
];

describeReplies('Koa 3', Koa, [...replies, ...onlyIn3]);
describeReplies('Koa 2', Koa2, replies);

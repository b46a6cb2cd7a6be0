import { Readable } from 'node:stream';
import { runInNewContext } from 'node:vm';
import Koa, { type Context, type Middleware } from 'koa';
import Koa2 from 'koa2';
import { describeReplies, type Reply, replyWith } from './fixture/reply.js';

const foreign = { Vary: 'Accept', 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true' };

const throwing = (thrown: unknown): Reply['build'] =>
  replyWith(() => {
    throw thrown;
  });

const afterwards =
  (act: Middleware): Middleware =>
  async (ctx, next) => {
    await next();
    await act(ctx, next);
  };

/** Everything that Koa's error handler answers, which takes off all headers before. */
const errors: readonly Reply[] = [
  {
    title: 'ctx.throw with headers, those of CORS among them',
    build: replyWith((ctx) => ctx.throw(401, 'who', { headers: { 'WWW-Authenticate': 'Basic', ...foreign } })),
    status: 401,
  },
  {
    title: 'an error whose Vary has several values',
    build: throwing(Object.assign(new Error('x'), { status: 400, headers: { Vary: ['Accept', 'origin'] } })),
    status: 400,
  },
  {
    title: 'an error whose headers have a name in another case',
    build: throwing(Object.assign(new Error('x'), { status: 400, headers: { 'ACCESS-CONTROL-ALLOW-ORIGIN': '*' } })),
    status: 400,
  },
  {
    title: 'an error that varies on everything',
    build: throwing(Object.assign(new Error('x'), { status: 409, headers: { vary: '*' } })),
    status: 409,
  },
  { title: 'ctx.throw without a word', build: replyWith((ctx) => ctx.throw()), status: 500 },
  { title: 'ctx.throw of a message alone', build: replyWith((ctx) => ctx.throw('odd')), status: 500 },
  { title: 'ctx.throw of 404', build: replyWith((ctx) => ctx.throw(404, 'gone')), status: 404 },
  {
    title: 'ctx.throw of another error',
    build: replyWith((ctx) => ctx.throw(502, new Error('upstream'))),
    status: 502,
  },
  {
    title: 'an error with a status in words',
    build: throwing(Object.assign(new Error('x'), { status: 'bad' })),
    status: 500,
  },
  {
    title: 'an error with a status that there is not',
    build: throwing(Object.assign(new Error('x'), { status: 799 })),
    status: 500,
  },
  {
    title: 'an error with the status of a success',
    build: throwing(Object.assign(new Error('x'), { status: 201 })),
    status: 201,
  },
  {
    title: 'an error with statusCode',
    build: throwing(Object.assign(new Error('x'), { statusCode: 429 })),
    status: 429,
  },
  { title: 'an error of another realm', build: throwing(runInNewContext('new TypeError("x")')), status: 500 },
  { title: 'an AggregateError', build: throwing(new AggregateError([new Error('a')], 'x')), status: 500 },
  { title: 'an AbortError', build: throwing(new DOMException('x', 'AbortError')), status: 500 },
  { title: 'a number', build: throwing(42), status: 500 },
  { title: 'a boolean', build: throwing(false), status: 500 },
  { title: 'an empty string', build: throwing(''), status: 500 },
  { title: 'a symbol', build: throwing(Symbol('x')), status: 500 },
  { title: 'a function', build: throwing(() => 'x'), status: 500 },
  { title: 'a Response of Fetch', build: throwing(new Response('x', { status: 418 })), status: 500 },
  {
    title: 'a body that is no JSON: a cycle',
    build: replyWith((ctx) => {
      const cycle: { self?: unknown } = {};
      cycle.self = cycle;
      ctx.body = cycle;
    }),
    status: 500,
  },
  { title: 'a body that is no JSON: a bigint', build: replyWith((ctx) => (ctx.body = { big: 1n })), status: 500 },
  {
    title: 'a body whose toJSON throws, after headers were set',
    build: replyWith((ctx) => {
      ctx.set(foreign);
      ctx.body = {
        toJSON() {
          throw new Error('x');
        },
      };
    }),
    status: 500,
  },
  {
    title: 'an error after ctx.status and ctx.message were set',
    build: replyWith((ctx) => {
      ctx.status = 202;
      ctx.message = 'Fine';
      throw new Error('x');
    }),
    status: 500,
  },
  {
    title: 'an error after a redirect',
    build: replyWith((ctx) => {
      ctx.redirect('/elsewhere');
      throw new Error('x');
    }),
    status: 500,
  },
  {
    title: 'an error after ctx.res.setHeader',
    build: replyWith((ctx) => {
      ctx.res.setHeader('access-control-allow-origin', '*');
      ctx.res.statusCode = 203;
      throw new Error('x');
    }),
    status: 500,
  },
  {
    title: 'an error that comes late',
    build: replyWith(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      throw new Error('x');
    }),
    status: 500,
  },
  {
    title: 'an error of a middleware behind the handler that answered',
    build: replyWith(
      afterwards(() => {
        throw new Error('x');
      }),
      (ctx) => (ctx.body = Readable.from(['never'])),
    ),
    status: 500,
  },
  {
    title: 'an error that a middleware in front rethrows as another',
    front: async (ctx, next) => {
      try {
        await next();
      } catch (error) {
        ctx.throw(503, 'later', { headers: { 'Retry-After': '1', ...foreign }, cause: error });
      }
    },
    build: throwing(new Error('x')),
    status: 503,
  },
  {
    title: 'an error that a middleware in front swallows',
    front: async (_ctx, next) => {
      await next().catch(() => {});
    },
    build: throwing(new Error('x')),
    status: 404,
  },
  {
    title: 'an error page that a middleware in front writes on the raw response',
    front: async (ctx, next) => {
      await next().catch(() => {
        ctx.respond = false;
        ctx.res.writeHead(500, { ...foreign, 'Content-Type': 'text/html' }).end('<h1>failed</h1>');
      });
    },
    build: throwing(new Error('x')),
    status: 500,
  },
  {
    title: 'ctx.onerror called by hand',
    build: replyWith((ctx) => {
      ctx.respond = false;
      ctx.onerror(Object.assign(new Error('x'), { status: 507, headers: foreign }));
    }),
    status: 507,
  },
  {
    title: "an error handler of the application's own context",
    build: (app) => {
      const own = function (this: Context, error?: Error | null): void {
        if (error === null || error === undefined) return; // the end of every response comes here too
        this.status = 500;
        this.set(foreign);
        this.res.end(JSON.stringify({ message: error.message }));
      };
      Object.assign(app.context, { onerror: own });
      app.use(() => {
        throw new Error('x');
      });
    },
    status: 500,
  },
  {
    title: 'HEAD, where the handler throws',
    build: throwing(Object.assign(new Error('x'), { status: 403, headers: foreign })),
    request: { method: 'HEAD' },
    status: 403,
  },
  {
    title: 'OPTIONS, where the handler throws',
    build: throwing(Object.assign(new Error('x'), { status: 403, headers: foreign })),
    request: { method: 'OPTIONS' },
    status: 403,
  },
];

const missing = (status: number): Reply => ({
  title: 'an error of a file that is not there',
  build: throwing(Object.assign(new Error('x'), { code: 'ENOENT' })),
  status,
});

describeReplies('Koa 3', Koa, [...errors, missing(500)]);
describeReplies('Koa 2', Koa2, [...errors, missing(404)]);

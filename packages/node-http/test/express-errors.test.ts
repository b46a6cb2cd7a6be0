import { PassThrough } from 'node:stream';
import type { WireRequest } from '@cors-policy/conformance';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import express4 from 'express4';
import { vi } from 'vitest';
import { type Build, describeReplies, type Reply } from './fixture/express-twins.js';

// Express reports what handlers throw on purpose here.
vi.spyOn(console, 'error').mockImplementation(() => {});

const foreign = { Vary: 'Accept', 'Access-Control-Allow-Origin': '*', 'Access-Control-Max-Age': '9' };

const handling =
  (...handlers: readonly RequestHandler[]): Build =>
  (app) =>
    app.all('/', ...handlers);

const throwing = (thrown: unknown): Build =>
  handling(() => {
    throw thrown;
  });

const passing = (thrown: unknown): Build => handling((_req, _res, next) => next(thrown));

const posting = (type: string, body: string): WireRequest => ({
  method: 'POST',
  headers: [['Content-Type', type]],
  body,
});

const onError =
  (handler: ErrorRequestHandler): Build =>
  (app) =>
    app
      .get('/', () => {
        throw Object.assign(new Error('x'), { status: 409 });
      })
      .use(handler);

/** What Express answers where something fails, and what handlers of errors make of it. */
const errors: readonly Reply[] = [
  {
    title: 'an error with a status and headers',
    build: throwing(Object.assign(new Error('x'), { status: 409, headers: foreign })),
    status: 409,
  },
  {
    title: 'an error with statusCode',
    build: throwing(Object.assign(new Error('x'), { statusCode: 429 })),
    status: 429,
  },
  {
    title: 'an error with a status that is none',
    build: throwing(Object.assign(new Error('x'), { status: 99 })),
    status: 500,
  },
  {
    title: 'an error with the status of a success',
    build: throwing(Object.assign(new Error('x'), { status: 200 })),
    status: 500,
  },
  { title: 'a frozen error', build: throwing(Object.freeze(new Error('x'))), status: 500 },
  { title: 'a number', build: throwing(7), status: 500 },
  { title: 'a symbol', build: passing(Symbol('x')), status: 500 },
  { title: 'false, which is no error', build: throwing(false), status: 404 },
  { title: 'next of an error', build: passing(new Error('x')), status: 500 },
  { title: 'next of a text', build: passing('x'), status: 500 },
  { title: 'next of `route`', build: passing('route'), status: 404 },
  { title: 'next of `router`', build: passing('router'), status: 404 },
  {
    title: 'an error later',
    build: handling((_req, _res, next) => void setTimeout(() => next(new Error('x')), 2)),
    status: 500,
  },
  {
    title: 'an error after a status and headers',
    build: handling((_req, res) => {
      res.status(418).set(foreign);
      throw new Error('x');
    }),
    status: 418,
  },
  {
    title: 'an error handler that replies',
    build: onError((_error, _req, res, _next) => void res.status(502).set(foreign).send('x')),
    status: 502,
  },
  {
    title: 'an error handler that passes it on',
    build: onError((error, _req, _res, next) => next(error)),
    status: 409,
  },
  {
    title: 'an error handler that throws itself',
    build: onError(() => {
      throw new Error('again');
    }),
    status: 409,
  },
  { title: 'an error handler that forgets it', build: onError((_error, _req, _res, next) => next()), status: 404 },
  {
    title: 'an error handler on the raw response',
    build: onError((_error, _req, res, _next) => void res.writeHead(500, 'Bad Luck', foreign).end('x')),
    status: 500,
  },
  {
    title: 'an error of a parameter',
    build: (app) =>
      app
        .param('id', () => {
          throw new Error('x');
        })
        .get('/:id', (_, res) => void res.send('never')),
    request: { target: '/7' },
    status: 500,
  },
  { title: 'a JSON that cannot be made', build: handling((_, res) => void res.json({ big: 1n })), status: 500 },
  {
    title: 'a header that cannot be sent',
    build: handling((_, res) => void res.set('X-A', 'a\nb').send('x')),
    status: 500,
  },
  { title: 'a view that there is not', build: handling((_, res) => res.render('none')), status: 500 },
  {
    title: 'a body that is too large',
    build: (app, { json }) => app.use(json({ limit: 5 })).post('/', (_, res) => void res.send('never')),
    request: posting('application/json', '{"a":"long"}'),
    status: 413,
  },
  {
    title: 'a body with too many parameters',
    build: (app, { urlencoded }) =>
      app.use(urlencoded({ extended: false, parameterLimit: 1 })).post('/', (_, res) => void res.send('never')),
    request: posting('application/x-www-form-urlencoded', 'a=1&b=2'),
    status: 413,
  },
  {
    title: 'a body in an unknown charset',
    build: (app, { json }) => app.use(json()).post('/', (_, res) => void res.send('never')),
    request: posting('application/json; charset=odd', '{}'),
    status: 415,
  },
  {
    title: 'a body that is shorter than it says',
    build: (app, { text }) =>
      app
        .use(
          text({
            verify: () => {
              throw new Error('x');
            },
          }),
        )
        .post('/', (_, res) => void res.send('never')),
    request: posting('text/plain', 'x'),
    status: 403,
  },
  {
    title: 'a method that the route has not',
    build: (app) => app.get('/', (_, res) => void res.send('x')),
    request: { method: 'DELETE' },
    status: 404,
  },
  {
    title: 'HEAD, where the handler throws',
    build: throwing(new Error('x')),
    request: { method: 'HEAD' },
    status: 500,
  },
  {
    title: 'OPTIONS, where the handler throws',
    build: throwing(new Error('x')),
    request: { method: 'OPTIONS' },
    status: 500,
  },
];

const setting =
  (settings: Readonly<Record<string, unknown>>, build: Build): Build =>
  (app, create) => {
    for (const [name, value] of Object.entries(settings)) app.set(name, value);
    build(app, create);
  };

const others: readonly Reply[] = [
  {
    title: 'no ETags',
    build: setting(
      { etag: false },
      handling((_, res) => void res.json(1)),
    ),
    status: 200,
  },
  {
    title: 'a trusted proxy',
    build: setting(
      { 'trust proxy': true },
      handling((req, res) => void res.json([req.hostname, req.protocol, req.ip])),
    ),
    request: {
      headers: [
        ['X-Forwarded-Host', 'a.example'],
        ['X-Forwarded-Proto', 'https'],
        ['X-Forwarded-For', '1.2.3.4'],
      ],
    },
    status: 200,
  },
  {
    title: 'res.jsonp',
    build: handling((_, res) => void res.jsonp({ a: 1 })),
    request: { target: '/?callback=f' },
    status: 200,
  },
  {
    title: 'res.links and res.location',
    build: handling((_, res) => void res.links({ next: '/b' }).location('/b').status(201).end()),
    status: 201,
  },
  {
    title: 'res.set of Vary in a list',
    build: handling((_, res) => void res.set('Vary', ['A', 'b', 'ORIGIN']).send('x')),
    status: 200,
  },
  {
    title: 'res.removeHeader of everything',
    build: handling((_, res) => {
      res.set(foreign);
      for (const name of res.getHeaderNames()) res.removeHeader(name);
      res.send('x');
    }),
    status: 200,
  },
  {
    title: 'a stream that fails before its first byte',
    build: handling((_, res, next) => {
      const body = new PassThrough();
      body.on('error', next).pipe(res);
      setTimeout(() => body.destroy(new Error('x')), 2);
    }),
    status: 500,
  },
  {
    title: 'an application within another, each with X-Powered-By',
    build: (app, create) =>
      app.use(
        '/in',
        create().get('/', (_, res) => void res.send('x')),
      ),
    request: { target: '/in' },
    status: 200,
  },
  {
    title: 'a router that goes on',
    build: (app, { Router }) =>
      app
        .use(
          Router().use((_req, res, next) => {
            res.vary('X-Router');
            next();
          }),
        )
        .get('/', (_, res) => void res.send('x')),
    status: 200,
  },
  {
    title: 'a route with several handlers',
    build: handling(
      (_req, res, next) => {
        res.vary('A');
        next();
      },
      (_req, res, next) => {
        res.vary('B');
        next();
      },
      (_, res) => void res.send('x'),
    ),
    status: 200,
  },
  {
    title: 'an end of its own making',
    build: handling((_, res) => {
      const end = res.end.bind(res);
      res.end = ((...args: Parameters<typeof end>) => {
        res.setHeader('X-Took', '1');
        return end(...args);
      }) as typeof res.end;
      res.send('x');
    }),
    status: 200,
  },
];

describeReplies('Express 5', express, [...errors, ...others]);
describeReplies('Express 4', express4, [...errors, ...others]);

import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import express from 'express';
import express4 from 'express4';
import { vi } from 'vitest';
import { describeReplies, type Reply } from './fixture/express-twins.js';

// Express reports what handlers throw on purpose here.
vi.spyOn(console, 'error').mockImplementation(() => {});

const folder = fileURLToPath(new URL('./fixture', import.meta.url));
const file = fileURLToPath(import.meta.url);

/** What applications do with Express's own means: each is a way of its own to the header block. */
const replies: readonly Reply[] = [
  { title: 'res.json', build: (app) => app.get('/', (_, res) => void res.json({ a: 1 })), status: 200 },
  {
    title: 'res.json, when the ETag still matches',
    build: (app) => app.get('/', (_, res) => void res.json({ a: 1 })),
    request: { headers: [['If-None-Match', '*']] },
    status: 304,
  },
  {
    title: 'res.send of bytes',
    build: (app) => app.get('/', (_, res) => void res.send(Buffer.from([0, 255]))),
    status: 200,
  },
  { title: 'res.sendStatus', build: (app) => app.get('/', (_, res) => void res.sendStatus(418)), status: 418 },
  { title: 'res.redirect', build: (app) => app.get('/', (_, res) => res.redirect(307, '/elsewhere')), status: 307 },
  { title: 'res.sendFile', build: (app) => app.get('/', (_, res) => res.sendFile(file)), status: 200 },
  {
    title: 'res.sendFile of a range',
    build: (app) => app.get('/', (_, res) => res.sendFile(file)),
    request: { headers: [['Range', 'bytes=2-9']] },
    status: 206,
  },
  {
    title: 'res.sendFile of a range that is not there',
    build: (app) => app.get('/', (_, res) => res.sendFile(file)),
    request: { headers: [['Range', 'bytes=99999999-']] },
    status: 416,
  },
  {
    title: 'res.sendFile of a file that is not there',
    build: (app) => app.get('/', (_, res) => res.sendFile(`${file}.none`)),
    status: 404,
  },
  { title: 'res.download', build: (app) => app.get('/', (_, res) => res.download(file, 'caf\u00e9.ts')), status: 200 },
  {
    title: 'res.format, which varies on Accept',
    build: (app) => app.get('/', (_, res) => void res.format({ json: () => res.json(1), text: () => res.send('1') })),
    status: 200,
  },
  {
    title: 'res.format with nothing acceptable',
    build: (app) => app.get('/', (_, res) => void res.format({ json: () => res.json(1) })),
    request: { headers: [['Accept', 'image/png']] },
    status: 406,
  },
  {
    title: 'res.vary and res.append',
    build: (app) =>
      app.get(
        '/',
        (_, res) =>
          void res.vary('Cookie').append('Vary', 'Accept').append('Link', '</a>').append('Link', '</b>').send('x'),
      ),
    status: 200,
  },
  {
    title: 'several cookies',
    build: (app) =>
      app.get(
        '/',
        (_, res) => void res.cookie('a', '1').cookie('b', '2', { httpOnly: true }).clearCookie('c').send('x'),
      ),
    status: 200,
  },
  {
    title: 'CORS headers of its own',
    build: (app) =>
      app.get(
        '/',
        (_, res) =>
          void res.set({ 'Access-Control-Allow-Origin': '*', 'access-control-allow-credentials': 'true' }).send('x'),
      ),
    status: 200,
  },
  {
    title: 'writeHead behind the X-Powered-By of Express',
    build: (app) =>
      app.get(
        '/',
        (_, res) =>
          void res.writeHead(200, ['access-control-allow-origin', '*', 'Vary', 'Accept', 'X-A', '1']).end('x'),
      ),
    status: 200,
  },
  {
    title: 'a stream that is piped',
    build: (app) => app.get('/', (_, res) => void Readable.from(['a', 'b', 'c']).pipe(res)),
    status: 200,
  },
  {
    title: 'a static file',
    build: (app, { static: serve }) => app.use(serve(folder)),
    request: { target: '/express-twins.ts' },
    status: 200,
  },
  {
    title: 'a static folder, by redirect',
    build: (app, { static: serve }) => app.use(serve(`${folder}/..`)),
    request: { target: '/fixture' },
    status: 301,
  },
  {
    title: 'a static file, for a method that it does not know',
    build: (app, { static: serve }) => app.use(serve(folder, { fallthrough: false })),
    request: { method: 'DELETE', target: '/express-twins.ts' },
    status: 405,
  },
  {
    title: 'a body that is no JSON',
    build: (app, { json }) => app.use(json()).post('/', (_, res) => void res.send('never')),
    request: { method: 'POST', headers: [['Content-Type', 'application/json']], body: '{' },
    status: 400,
  },
  {
    title: 'a body in an unknown coding',
    build: (app, { json }) => app.use(json()).post('/', (_, res) => void res.send('never')),
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
    title: 'a path parameter that cannot be decoded',
    build: (app) => app.get('/items/:id', (_, res) => void res.send('never')),
    request: { target: '/items/%zz' },
    status: 400,
  },
  {
    title: 'a router below a prefix',
    build: (app, { Router }) =>
      app.use(
        '/api',
        Router().get('/items', (req, res) => void res.send(req.originalUrl)),
      ),
    request: { target: '/api/items?a=b' },
    status: 200,
  },
  {
    title: 'an application below a prefix, with an error of its own',
    build: (app, create) =>
      app.use(
        '/api',
        create().use(() => {
          throw Object.assign(new Error('teapot'), {
            status: 418,
            headers: { 'X-From-Error': 'yes', Vary: 'X-Error' },
          });
        }),
      ),
    request: { target: '/api/x' },
    status: 418,
  },
  {
    title: "an error handler of the application's own",
    build: (app) =>
      app
        .get('/', () => {
          throw new Error('x');
        })
        .use(
          ((_error, _req, res, _next) =>
            void res.status(502).json({ failed: true })) satisfies express.ErrorRequestHandler,
        ),
    status: 502,
  },
  {
    title: 'an error after headers were set',
    build: (app) =>
      app.get('/', (_, res) => {
        res.set({ Vary: 'Accept', 'Set-Cookie': ['a=1', 'b=2'] });
        throw new Error('x');
      }),
    status: 500,
  },
  {
    title: 'OPTIONS answered by the router',
    build: (app) => app.get('/', (_, res) => void res.send('x')),
    request: { method: 'OPTIONS' },
    status: 200,
  },
];

describeReplies('Express 5', express, replies);
describeReplies('Express 4', express4, replies);

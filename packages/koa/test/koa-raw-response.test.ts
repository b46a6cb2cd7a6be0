import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import Koa, { type Context } from 'koa';
import Koa2 from 'koa2';
import { afterAll, beforeAll } from 'vitest';
import { describeReplies, type Reply, replyWith } from './fixture/reply.js';

const foreign = { Vary: 'Accept', 'Access-Control-Allow-Origin': '*', 'Access-Control-Max-Age': '9' };

/** What an upstream sends, CORS headers among it, a line each. */
const upstreamLines = [
  ['Access-Control-Allow-Origin', '*'],
  ['access-control-allow-origin', 'https://app.example'],
  ['Vary', 'Accept'],
  ['Vary', 'Cookie'],
  ['Set-Cookie', 'a=1'],
  ['Set-Cookie', 'b=2'],
  ['X-Upstream', 'yes'],
].flat();

const upstream = createServer((_request, response) => {
  response.writeHead(203, upstreamLines);
  response.end('upstream');
});
beforeAll(() => new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', () => resolve())));
afterAll(() => {
  upstream.close();
});

const answerOfUpstream = (): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    // PROOF: a server that listens on a TCP port has an address of this shape.
    const { port } = upstream.address() as AddressInfo;
    httpRequest({ port, host: '127.0.0.1', agent: false }, resolve).on('error', reject).end();
  });

const raw =
  (act: (ctx: Context) => unknown): Reply['build'] =>
  (app) =>
    app.use((ctx) => {
      ctx.respond = false;
      return act(ctx);
    });

/** Ways round Koa: Node's own response, with `ctx.respond = false` or without. */
const replies: readonly Reply[] = [
  {
    title: 'writeHead with a reason and an object',
    build: raw((ctx) => ctx.res.writeHead(202, 'Mine', foreign).end('raw')),
    status: 202,
  },
  {
    title: 'writeHead with a reason and a list',
    build: raw((ctx) => ctx.res.writeHead(202, 'Mine', Object.entries(foreign).flat()).end('raw')),
    status: 202,
  },
  {
    title: 'writeHead, with what ctx.set gave before',
    build: raw((ctx) => {
      ctx.set(foreign);
      ctx.vary('Cookie');
      ctx.res.writeHead(200, { 'X-A': '1' }).end('raw');
    }),
    status: 200,
  },
  {
    title: 'write alone, without writeHead',
    build: raw((ctx) => {
      ctx.status = 206;
      ctx.set(foreign);
      ctx.res.write('ra');
      ctx.res.end('w');
    }),
    status: 206,
  },
  {
    title: 'end alone',
    build: raw((ctx) => {
      ctx.res.statusCode = 410;
      ctx.res.end();
    }),
    status: 410,
  },
  {
    title: 'flushHeaders, and the body later',
    build: raw(async (ctx) => {
      ctx.status = 200;
      ctx.set(foreign);
      ctx.res.flushHeaders();
      await new Promise((resolve) => setTimeout(resolve, 2));
      ctx.res.end('later');
    }),
    status: 200,
  },
  {
    title: 'a pipeline into the raw response',
    build: raw(async (ctx) => {
      ctx.res.setHeader('Content-Encoding', 'gzip').setHeader('Vary', 'Accept-Encoding');
      ctx.status = 200;
      await pipeline(Readable.from(['a', 'b']), createGzip(), ctx.res);
    }),
    status: 200,
  },
  {
    title: 'an upstream whose headers are given to writeHead as they came',
    build: raw(async (ctx) => {
      const answer = await answerOfUpstream();
      ctx.res.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
      await pipeline(answer, ctx.res);
    }),
    status: 203,
  },
  {
    title: 'an upstream whose headers are set one by one',
    build: replyWith(async (ctx) => {
      const answer = await answerOfUpstream();
      ctx.status = answer.statusCode ?? 0;
      for (const [name, value] of Object.entries(answer.headers)) ctx.set(name, value ?? '');
      ctx.body = answer;
    }),
    status: 203,
  },
  {
    title: 'interim answers: 103 and 102',
    build: replyWith((ctx) => {
      ctx.res.writeEarlyHints({ link: '</a.css>; rel=preload' });
      ctx.res.writeProcessing();
      ctx.body = 'x';
    }),
    status: 200,
  },
  {
    title: 'Expect: 100-continue',
    build: replyWith(async (ctx) => {
      let body = '';
      for await (const bytes of ctx.req) body += String(bytes);
      ctx.body = body;
    }),
    request: { method: 'POST', headers: [['Expect', '100-continue']], body: 'posted' },
    status: 200,
  },
  {
    title: 'trailers',
    build: raw((ctx) => {
      ctx.res.writeHead(200, { Trailer: 'X-Sum', ...foreign });
      ctx.res.write('a');
      ctx.res.addTrailers({ 'X-Sum': '1' });
      ctx.res.end();
    }),
    status: 200,
  },
  {
    title: 'writeHead while Koa still responds',
    build: replyWith((ctx) => {
      ctx.body = 'y';
      ctx.res.writeHead(201, { ...foreign, 'Content-Length': '1' });
    }),
    status: 201,
  },
  {
    title: 'end while Koa still responds',
    build: replyWith((ctx) => {
      ctx.status = 200;
      ctx.res.end('raw');
    }),
    status: 200,
  },
  {
    title: 'an error once the whole answer is on its way',
    build: raw((ctx) => {
      ctx.res.writeHead(200, foreign).end('raw');
      throw new Error('too late');
    }),
    status: 200,
  },
  {
    title: 'headers once the answer is on its way, which Koa drops',
    build: replyWith((ctx) => {
      ctx.respond = false;
      ctx.res.writeHead(200, { 'X-A': '1' }).end('raw');
      ctx.set('Access-Control-Allow-Origin', '*');
      ctx.remove('X-A');
    }),
    status: 200,
  },
  {
    title: 'setHeaders with a Map',
    build: replyWith((ctx) => {
      ctx.res.setHeaders(new Map(Object.entries(foreign)));
      ctx.body = 'x';
    }),
    status: 200,
  },
  {
    title: 'appendHeader on top of ctx.set',
    build: replyWith((ctx) => {
      ctx.set('Vary', 'Accept');
      ctx.res.appendHeader('Vary', 'Cookie').appendHeader('Access-Control-Allow-Origin', 'https://a.example');
      ctx.body = 'x';
    }),
    status: 200,
  },
  {
    title: 'HEAD with ctx.respond = false',
    build: raw((ctx) => ctx.res.writeHead(200, { ...foreign, 'Content-Length': '9' }).end()),
    request: { method: 'HEAD' },
    status: 200,
  },
];

describeReplies('Koa 3', Koa, replies);
describeReplies('Koa 2', Koa2, replies);

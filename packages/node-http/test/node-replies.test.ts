import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll } from 'vitest';
import { describeReplies, type Reply, refused } from './fixture/listener-twins.js';

const foreign = { Vary: 'Accept', 'Access-Control-Allow-Origin': '*', 'Access-Control-Max-Age': '9' };

/** What it sends, a line each. */
const upstreamLines = [
  ['Access-Control-Allow-Origin', '*'],
  ['access-control-allow-origin', 'https://app.example'],
  ['Vary', 'Accept'],
  ['Vary', 'Cookie'],
  ['Set-Cookie', 'a=1'],
  ['Set-Cookie', 'b=2'],
  ['Connection', 'close'],
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

const replies: readonly Reply[] = [
  {
    title: 'flushHeaders',
    listener: (_, res) => {
      res.statusCode = 206;
      res.setHeader('vary', 'A');
      res.flushHeaders();
      setTimeout(() => res.end('x'), 2);
    },
    status: 206,
  },
  {
    title: 'flushHeaders twice',
    listener: (_, res) => {
      res.flushHeaders();
      res.flushHeaders();
      res.end('x');
    },
    status: 200,
  },
  {
    title: 'write, and headers that come too late',
    listener: refused((res) => {
      res.write('a');
      res.setHeader('Access-Control-Allow-Origin', '*');
    }),
    status: 200,
  },
  { title: 'end with a coding', listener: (_, res) => res.end('c3b6', 'hex'), status: 200 },
  {
    title: 'end twice',
    listener: (_, res) => {
      res.on('error', () => {}); // of the second
      res.end('x');
      res.end('y');
    },
    status: 200,
  },
  { title: 'a body under 204', listener: (_, res) => res.writeHead(204).end('x'), status: 204 },
  {
    title: 'a body under 304',
    listener: (_, res) => res.writeHead(304, { ETag: '"a"', ...foreign }).end('x'),
    status: 304,
  },
  { title: '205', listener: (_, res) => res.writeHead(205).end(), status: 205 },
  { title: '421', listener: (_, res) => res.writeHead(421, foreign).end(), status: 421 },
  {
    title: 'statusMessage',
    listener: (_, res) => {
      res.statusMessage = 'Mine';
      res.end('x');
    },
    status: 200,
  },
  {
    title: 'chunked by hand',
    listener: (_, res) => {
      res.writeHead(200, { 'Transfer-Encoding': 'chunked' });
      res.write('a');
      res.end('b');
    },
    status: 200,
  },
  {
    title: 'Connection: close by hand',
    listener: (_, res) => res.writeHead(200, { Connection: 'close' }).end('x'),
    status: 200,
  },
  {
    title: 'no Date',
    listener: (_, res) => {
      res.sendDate = false;
      res.end('x');
    },
    status: 200,
  },
  {
    title: 'trailers',
    listener: (_, res) => {
      res.writeHead(200, { Trailer: 'X-Sum' });
      res.write('a');
      res.addTrailers({ 'X-Sum': '1', 'Access-Control-Allow-Origin': '*' });
      res.end();
    },
    status: 200,
  },
  {
    title: 'interim answers: 100, 102 and 103',
    listener: (_, res) => {
      res.writeContinue();
      res.writeProcessing();
      res.writeEarlyHints({ link: '</a>', 'access-control-allow-origin': '*' });
      res.end('x');
    },
    status: 200,
  },
  {
    title: 'Expect: 100-continue',
    listener: async (req, res) => {
      res.setHeader('X-Length', String((await req.toArray()).join('').length));
      res.end('x');
    },
    request: { method: 'POST', headers: [['Expect', '100-continue']], body: 'posted' },
    status: 200,
  },
  {
    title: 'cork and uncork',
    listener: (_, res) => {
      res.cork();
      res.write('a');
      res.write('b');
      res.uncork();
      res.end();
    },
    status: 200,
  },
  {
    title: 'a pipeline',
    listener: async (_, res) => {
      res.setHeader('Content-Encoding', 'gzip').setHeader('Vary', 'Accept-Encoding');
      await pipeline(Readable.from(['a', 'b']), createGzip(), res);
    },
    status: 200,
  },
  {
    title: 'an upstream, its headers as they came',
    listener: async (_, res) => {
      const answer = await answerOfUpstream();
      res.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
      answer.pipe(res);
    },
    status: 203,
  },
  {
    title: 'an upstream, its headers as an object',
    listener: async (_, res) => {
      const answer = await answerOfUpstream();
      res.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(res);
    },
    status: 203,
  },
  {
    title: 'an upstream, its headers by setHeaders',
    listener: async (_, res) => {
      const answer = await answerOfUpstream();
      res.statusCode = answer.statusCode ?? 0;
      res.setHeaders(new Map(Object.entries(answer.headersDistinct).map(([name, value]) => [name, value ?? []])));
      answer.pipe(res);
    },
    status: 203,
  },
  {
    title: 'setHeaders with Headers of Fetch',
    listener: (_, res) => {
      const headers = new Headers(foreign);
      headers.append('Set-Cookie', 'a=1');
      headers.append('Set-Cookie', 'b=2');
      res.setHeaders(headers);
      res.end('x');
    },
    status: 200,
  },
  {
    title: 'appendHeader',
    listener: (_, res) => {
      res.setHeader('Vary', 'A');
      res.appendHeader('Vary', ['B', 'origin']).appendHeader('Access-Control-Expose-Headers', 'x-a');
      res.end('x');
    },
    status: 200,
  },
  {
    title: 'HEAD with a length',
    listener: (_, res) => res.writeHead(200, { 'Content-Length': '5', ...foreign }).end(),
    request: { method: 'HEAD' },
    status: 200,
  },
  {
    title: 'HEAD with a body',
    listener: (_, res) => {
      res.write('x');
      res.end('y');
    },
    request: { method: 'HEAD' },
    status: 200,
  },
  {
    title: 'DELETE with a body',
    listener: (req, res) => {
      req.resume().on('end', () => res.writeHead(202).end());
    },
    request: { method: 'DELETE', body: 'x' },
    status: 202,
  },
  {
    title: 'a listener that never reads the body',
    listener: (_, res) => res.end('x'),
    request: { method: 'POST', body: 'x'.repeat(100_000) },
    status: 200,
  },
  {
    title: 'a length that is held to',
    listener: (_, res) => {
      res.strictContentLength = true;
      res.writeHead(200, { 'Content-Length': 1 }).end('x');
    },
    status: 200,
  },
  {
    title: 'several values for one header, joined',
    options: { uniqueHeaders: ['x-a'] },
    listener: (_, res) => res.setHeader('X-A', ['1', '2']).end('x'),
    status: 200,
  },
];

describeReplies('a listener of node:http answers as without CORS, with the headers of the decision', replies);

import { createServer } from 'node:http';
import {
  callers,
  exchange,
  expectAnswered,
  expectDecorated,
  type FetchHandler,
  listConfig,
  listen,
  preflight,
  preflightAnswer,
  type WireRequest,
} from '@cors-policy/conformance';
import { withCors } from '@cors-policy/fetch';
import { describe, expect, it } from 'vitest';
import { nodeBridge } from './fixture/node-bridge.js';

const foreign = { Vary: 'Accept', 'Access-Control-Allow-Origin': '*', 'Access-Control-Max-Age': '9' };

interface Reply {
  readonly title: string;
  readonly handler: FetchHandler;
  readonly request?: WireRequest;
  readonly status: number;
}

/** What somebody else answers, fetched over the network. */
const upstream =
  (answer: () => Response, init: RequestInit = {}): FetchHandler =>
  async () => {
    const { port, close } = await listen(createServer(nodeBridge(answer)));
    try {
      const response = await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual', ...init });
      if (response.body !== null) await response.clone().arrayBuffer(); // before the upstream goes
      return response;
    } finally {
      await close();
    }
  };

const cookies = (): Headers => {
  const headers = new Headers(foreign);
  for (const cookie of ['b=1; Path=/', 'a=2', 'b=3; Expires=Wed, 21 Oct 2015 07:28:00 GMT'])
    headers.append('Set-Cookie', cookie);
  return headers;
};

class Page extends Response {
  readonly kind = 'page';
}

const streamOf = (...parts: readonly string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });

/** Made anew for each request, in every way that there is to make one. */
const replies: readonly Reply[] = [
  { title: 'a text', handler: () => new Response('x'), status: 200 },
  { title: 'nothing', handler: () => new Response(), status: 200 },
  { title: 'nothing under 204', handler: () => new Response(null, { status: 204, headers: foreign }), status: 204 },
  { title: 'nothing under 205', handler: () => new Response(null, { status: 205 }), status: 205 },
  {
    title: 'nothing under 304',
    handler: () => new Response(null, { status: 304, headers: { etag: '"a"', ...foreign } }),
    status: 304,
  },
  { title: 'JSON', handler: () => Response.json({ a: 1 }, { status: 422, headers: foreign }), status: 422 },
  { title: 'a redirect', handler: () => Response.redirect('http://a.example/b', 303), status: 303 },
  {
    title: 'a redirect by hand',
    handler: () => new Response(null, { status: 308, headers: { location: '/b' } }),
    status: 308,
  },
  { title: 'a status of its own', handler: () => new Response('x', { status: 299 }), status: 299 },
  {
    title: 'a reason of its own',
    handler: () => new Response('x', { status: 200, statusText: 'Just Fine' }),
    status: 200,
  },
  { title: 'several cookies', handler: () => new Response('x', { headers: cookies() }), status: 200 },
  {
    title: 'headers as pairs',
    handler: () =>
      new Response('x', {
        headers: [
          ['Vary', 'a'],
          ['vary', 'ORIGIN'],
          ['X-A', '1'],
          ['x-a', '2'],
        ],
      }),
    status: 200,
  },
  {
    title: 'headers afterwards',
    handler: () => {
      const response = new Response('x');
      for (const [name, value] of Object.entries(foreign)) response.headers.append(name, value);
      response.headers.append('access-control-allow-origin', 'https://app.example');
      return response;
    },
    status: 200,
  },
  { title: 'a Vary of everything', handler: () => new Response('x', { headers: { vary: 'Accept, *' } }), status: 200 },
  { title: 'an empty Vary', handler: () => new Response('x', { headers: { vary: '' } }), status: 200 },
  { title: 'a stream', handler: () => new Response(streamOf('a', 'b')), status: 200 },
  {
    title: 'a stream that is piped through another',
    handler: () => new Response(streamOf('a').pipeThrough(new TransformStream())),
    status: 200,
  },
  {
    title: 'a compressed stream',
    handler: () =>
      new Response(streamOf('abc').pipeThrough(new CompressionStream('gzip')), {
        headers: { 'content-encoding': 'gzip', vary: 'accept-encoding' },
      }),
    status: 200,
  },
  { title: 'a Blob', handler: () => new Response(new Blob(['x'], { type: 'text/a' })), status: 200 },
  { title: 'bytes', handler: () => new Response(new Uint8Array([0, 255])), status: 200 },
  { title: 'parameters', handler: () => new Response(new URLSearchParams({ a: '1' })), status: 200 },
  { title: 'a clone', handler: () => new Response('x', { headers: foreign }).clone(), status: 200 },
  { title: 'a subclass', handler: () => new Page('x', { headers: foreign }), status: 200 },
  {
    title: 'a late one',
    handler: async () => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      return new Response('x');
    },
    status: 200,
  },
  {
    title: 'a thenable',
    handler: () => {
      const then = (resolve: (response: Response) => void): void => resolve(new Response('x'));
      // PROOF: whatever has a `then` is waited for.
      return Object.fromEntries([['then', then]]) as unknown as Promise<Response>;
    },
    status: 200,
  },
  {
    title: "a response like any other, of nobody's class",
    handler: () => ({ status: 202, statusText: '', headers: new Headers(foreign), body: null }) as unknown as Response,
    status: 202,
  },
  {
    title: 'an upstream',
    handler: upstream(() => new Response('up', { status: 203, headers: cookies() })),
    status: 203,
  },
  {
    title: 'an upstream that redirects',
    handler: upstream(() => Response.redirect('http://a.example/b', 302)),
    status: 302,
  },
  {
    title: 'an upstream without a body',
    handler: upstream(() => new Response(null, { status: 204, headers: foreign })),
    status: 204,
  },
  {
    title: 'an upstream that has nothing new',
    handler: upstream(() => new Response(null, { status: 304, headers: { etag: '"a"', ...foreign } }), {
      headers: { 'if-none-match': '"a"' },
    }),
    status: 304,
  },
  {
    title: 'an upstream that was asked for the head',
    handler: upstream(() => new Response('up', { headers: foreign }), { method: 'HEAD' }),
    status: 200,
  },
  {
    title: 'an upstream with an error',
    handler: upstream(() => new Response('down', { status: 503, headers: { 'retry-after': '1', ...foreign } })),
    status: 503,
  },
  {
    title: 'a copy of an upstream with more headers',
    handler: async (request) => {
      const response = await upstream(() => new Response('up', { headers: foreign }))(request);
      return new Response(response.body, {
        status: response.status,
        headers: { ...Object.fromEntries(response.headers), 'x-a': '1' },
      });
    },
    status: 200,
  },
  {
    title: 'the request itself, echoed',
    handler: async (request) => new Response(await request.text(), { headers: { 'x-method': request.method } }),
    request: { method: 'POST', body: 'posted' },
    status: 200,
  },
  {
    title: 'the body of the request, streamed',
    handler: (request) => new Response(request.body),
    request: { method: 'PUT', body: 'x'.repeat(70_000) },
    status: 200,
  },
  {
    title: 'a bare OPTIONS',
    handler: () => new Response(null, { status: 204, headers: { allow: 'GET', ...foreign } }),
    request: { method: 'OPTIONS' },
    status: 204,
  },
  {
    title: 'HEAD',
    handler: () => new Response('x', { headers: { 'content-length': '1', ...foreign } }),
    request: { method: 'HEAD' },
    status: 200,
  },
  {
    title: 'a method of its own',
    handler: ({ method }) => new Response(method),
    request: { method: 'PROPFIND' },
    status: 200,
  },
  {
    title: 'a target in absolute form',
    handler: ({ url }) => new Response(new URL(url).pathname),
    request: { target: 'http://conformance.test/a?b' },
    status: 200,
  },
];

describe('withCors answers as the handler does, with the headers of the decision', () => {
  it.each(replies.map((reply): [string, Reply] => [reply.title, reply]))(
    '%s',
    async (_title, { handler, request = {}, status }) => {
      const [guarded, twin] = await Promise.all(
        [withCors(listConfig, handler), handler].map((one) => listen(createServer(nodeBridge(one)))),
      );
      if (guarded === undefined || twin === undefined) throw new Error('there are two servers');
      try {
        for (const { headers, answer } of callers) {
          const asked = { ...request, headers: [...headers, ...(request.headers ?? [])] };
          const plain = await exchange('http/1.1', twin.port, asked);
          expectDecorated(await exchange('http/1.1', guarded.port, asked), plain, answer);
          expect(plain.status).toBe(status);
        }
        const before = { ...preflight(), target: request.target };
        expectAnswered(await exchange('http/1.1', guarded.port, before), 204, preflightAnswer);
      } finally {
        await Promise.all([guarded.close(), twin.close()]);
      }
    },
  );
});

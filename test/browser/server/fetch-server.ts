import { withCors } from '@cors-policy/fetch';
import { nodeBridge } from '../../../packages/fetch/test/fixture/node-bridge.js';
import type { AdapterServer } from './adapter-server.js';
import { completeReply, type Reply } from './reply.js';

const targetOf = (url: string): string => {
  const { pathname, search } = new URL(url);
  return pathname + search;
};

/** A Fetch handler behind a bridge from `node:http`. */
export const fetchServer: AdapterServer = {
  name: 'fetch',
  mount: ({ policyFor, application }) =>
    nodeBridge(
      withCors(
        (request) => policyFor(targetOf(request.url)),
        ({ method, url, headers }) =>
          responseOf(application({ method, url: targetOf(url), headers: Object.fromEntries(headers) })),
        { onError: () => new Response('failed', { status: 500, headers: { 'content-type': 'text/plain' } }) },
      ),
    ),
};

function responseOf(reply: Reply): Response {
  if (reply === 'throws') throw new Error('the handler fails');
  const { status, headers, body } = completeReply(reply);
  return new Response(body && streamOf(body), { status, headers: headers.map(([name, value]) => [name, value]) });
}

function streamOf(chunks: readonly string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
}

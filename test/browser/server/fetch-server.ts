import { Readable } from 'node:stream';
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
  // PROOF: Node's stream of bytes is the web's; the types of the two libraries differ.
  const stream = body && (Readable.toWeb(Readable.from(body, { objectMode: false })) as ReadableStream<Uint8Array>);
  return new Response(stream, { status, headers: headers.map(([name, value]) => [name, value]) });
}

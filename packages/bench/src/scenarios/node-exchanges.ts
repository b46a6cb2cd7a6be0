import { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { freshStrings } from '../measure/fresh-strings.js';
import { browserFields, methodOf } from './browser-fields.js';
import type { PlainRequest } from './fresh-requests.js';

/** A request as a server of `node:http` hands it to its listener, and the response to it. */
export interface NodeExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** What Node's parser calls on a request that it makes. */
interface ParsedMessage {
  _addHeaderLines(lines: readonly string[], count: number): void;
}

/**
 * Makes exchanges of the same request again and again. No socket is behind them: what a response writes stays in its
 * buffer, as it does when a client is slow, so that header code is measured and no system call.
 */
export function nodeExchanges(request: PlainRequest, count: number): () => NodeExchange[] {
  const lines = browserFields(request).flat();
  const strings = freshStrings(lines);
  return () => Array.from({ length: count }, () => exchange(methodOf(request), strings.take()));
}

function exchange(method: string, lines: readonly string[]): NodeExchange {
  // PROOF: all that Node reads of the socket, here and while it writes, is there or may be missing.
  const request = new IncomingMessage(undefined as unknown as Socket);
  request.method = method;
  request.url = '/items';
  request.httpVersionMajor = 1;
  request.httpVersionMinor = 1;
  request.httpVersion = '1.1';
  // PROOF: every Node from 18 on has the method, with these arguments.
  // oxlint-disable-next-line eslint/no-underscore-dangle -- Node's own name
  (request as unknown as ParsedMessage)._addHeaderLines(lines, lines.length);
  // Node itself looks for `Expect` before it calls the listener, which makes the object of the headers.
  void request.headers;
  return { request, response: new ServerResponse(request) };
}

import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Header, WireRequest, WireResponse } from '@cors-policy/browser-model';

/** Carries one request to a server and brings the answer's status and header lines, as they are on the wire. */
export type WireClient = (request: WireRequest) => Promise<WireResponse>;

export interface ClientOptions {
  /** How long a server may take to answer, in milliseconds. */
  readonly timeout: number;
  /** Goes with requests that have credentials. */
  readonly cookie?: string | undefined;
  /** Takes certificates that nobody vouches for. */
  readonly insecure: boolean;
}

/** As much of a header block as Chromium takes, in bytes. */
const MAX_HEADER_SIZE = 262_144;

/** Nothing came back, or nothing that is HTTP. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * A client over Node's own HTTP, because `fetch` joins header lines, follows redirects and drops what it does not like.
 *
 * Each request has a connection of its own, which is closed when the header block has come: what the body says is no
 * matter. Nothing is followed and nothing is tried again.
 */
export function wireClient({ timeout, cookie, insecure }: ClientOptions): WireClient {
  return (request) =>
    new Promise((resolve, reject) => {
      const url = new URL(request.url);
      const open = url.protocol === 'https:' ? secureRequest : plainRequest;
      const outgoing = open(url, {
        method: request.method,
        headers: headerLines(request, url, cookie).flat(),
        agent: false,
        rejectUnauthorized: !insecure,
        // To see what a server sends, and not only what it should send.
        insecureHTTPParser: true,
        maxHeaderSize: MAX_HEADER_SIZE,
        signal: AbortSignal.timeout(timeout),
      });
      // All of them: Node drops those behind the first two thousand.
      outgoing.maxHeadersCount = 0;
      outgoing.on('response', (incoming) => {
        resolve({ status: incoming.statusCode ?? 0, headers: inPairs(incoming.rawHeaders) });
        incoming.destroy();
      });
      outgoing.on('upgrade', (incoming, socket) => {
        resolve({ status: incoming.statusCode ?? 0, headers: inPairs(incoming.rawHeaders) });
        socket.destroy();
      });
      outgoing.on('error', (error) => reject(new NoAnswer(inWords(error, timeout))));
      outgoing.end(request.body);
    });
}

function headerLines(request: WireRequest, url: URL, cookie: string | undefined): Header[] {
  const { method, headers, body, includesCredentials } = request;
  const isBodyExpected = body !== undefined || ['POST', 'PUT', 'PATCH'].includes(method);
  return [
    ['host', url.host],
    ['connection', 'close'],
    ...(headers.some(([name]) => name === 'user-agent') ? [] : [['user-agent', 'cors-policy'] as const]),
    ...headers,
    ...(includesCredentials && cookie !== undefined ? [['cookie', cookie] as const] : []),
    ...(isBodyExpected ? [['content-length', String(Buffer.byteLength(body ?? ''))] as const] : []),
  ];
}

function inPairs(lines: readonly string[]): Header[] {
  return Array.from({ length: lines.length / 2 }, (_, index) => [lines[2 * index] ?? '', lines[2 * index + 1] ?? '']);
}

function inWords(error: Error, timeout: number): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return `no answer within ${timeout / 1000} s`;
  if (/wrong version number|packet length too long/.test(error.message))
    return 'it does not speak TLS: did you mean http://?';
  return 'code' in error && error.message === '' ? String(error.code) : error.message;
}

import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';
import type { WireHeader, WireRequest, WireResponse } from './wire-message.js';

const patience = 5_000;

/** Hop-by-hop fields that HTTP/2 forbids, and `Host`, which is `:authority` there. */
const notInHttp2 = new Set(['host', 'connection', 'keep-alive', 'upgrade', 'transfer-encoding', 'proxy-connection']);

type SentHeaders = Record<string, string | string[]>;

const headersOf = (request: WireRequest): SentHeaders => {
  const sent: SentHeaders = {
    ':method': request.method ?? 'GET',
    ':path': request.target ?? '/',
    ':scheme': 'http',
    ':authority': 'conformance.test',
  };
  if (request.body !== undefined) sent['content-length'] = String(Buffer.byteLength(request.body, 'latin1'));
  for (const [key, value] of request.headers ?? []) {
    const name = key.toLowerCase();
    if (name === 'host') sent[':authority'] = value;
    if (notInHttp2.has(name)) continue;
    const earlier = sent[name];
    sent[name] = earlier === undefined ? value : [earlier, value].flat();
  }
  return sent;
};

/** Node gives the header block behind its documented arguments as one flat list, the only place where duplicates show. */
const pairsOf = (flat: readonly string[]): readonly WireHeader[] =>
  flat.flatMap((name, at): WireHeader[] => (at % 2 === 0 && !name.startsWith(':') ? [[name, flat[at + 1] ?? '']] : []));

const responseOf = (stream: ClientHttp2Stream): Promise<WireResponse | undefined> =>
  new Promise((resolve, reject) => {
    let head: { readonly status: number; readonly headers: readonly WireHeader[] } | undefined;
    const interim: { status: number; headers: readonly WireHeader[] }[] = [];
    const body: Buffer[] = [];
    let trailers: readonly WireHeader[] = [];
    let ended = false;
    const timer = setTimeout(() => {
      stream.destroy();
      reject(new Error(`no answer within ${patience} ms`));
    }, patience);
    stream.on('headers', (headers, _flags, flat?: readonly string[]) => {
      interim.push({ status: Number(headers[':status']), headers: pairsOf(flat ?? []) });
    });
    stream.on('response', (headers, _flags, flat?: readonly string[]) => {
      if (flat === undefined) reject(new Error('this Node does not hand out the raw header block'));
      head = { status: Number(headers[':status']), headers: pairsOf(flat ?? []) };
    });
    stream.on('trailers', (_headers, _flags, flat?: readonly string[]) => {
      trailers = pairsOf(flat ?? []);
    });
    stream.on('data', (bytes: Buffer) => body.push(bytes));
    stream.on('end', () => {
      ended = true;
    });
    stream.on('close', () => {
      clearTimeout(timer);
      const complete = ended && stream.rstCode === 0;
      resolve(head && { ...head, reason: '', body: Buffer.concat(body), trailers, interim, complete });
    });
  });

/** A cleartext HTTP/2 connection. */
export class H2Connection {
  readonly #session: ClientHttp2Session;

  private constructor(session: ClientHttp2Session) {
    this.#session = session;
  }

  static open(port: number): Promise<H2Connection> {
    return new Promise((resolve, reject) => {
      const session = connect(`http://127.0.0.1:${port}`, () => {
        session.off('error', reject);
        session.on('error', () => {}); // a stream of this session rejects for it
        resolve(new H2Connection(session));
      });
      session.once('error', reject);
    });
  }

  /** Starts a request; the response is undefined when the stream closed without one. */
  start(request: WireRequest): {
    readonly stream: ClientHttp2Stream;
    readonly response: Promise<WireResponse | undefined>;
  } {
    const stream = this.#session.request(headersOf(request), { endStream: request.body === undefined });
    stream.on('error', () => {}); // 'close' follows
    const response = responseOf(stream);
    if (request.body !== undefined) stream.end(request.body, 'latin1');
    return { stream, response };
  }

  exchange(request: WireRequest): Promise<WireResponse | undefined> {
    return this.start(request).response;
  }

  destroy(): void {
    this.#session.destroy();
  }
}

import type { WireHeader, WireResponse } from './wire-message.js';

/**
 * HTTP/1.1 responses, read strictly: the kit must see what is on the wire, so nothing is repaired, joined or trimmed
 * beyond the optional white space around a field value.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3 for how long a body is
 */

const crlf = Buffer.from('\r\n');

/** A response that no HTTP/1.1 server may send. */
class MalformedResponse extends Error {}

interface Head {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly WireHeader[];
  /** Where the body begins. */
  readonly end: number;
}

interface Body {
  readonly body: Buffer;
  readonly trailers: readonly WireHeader[];
  readonly complete: boolean;
  readonly end: number;
}

/** One final response and the bytes behind it; `undefined` while more has to arrive. */
export interface ParsedResponse {
  readonly response: WireResponse;
  readonly rest: Buffer;
}

const parseLine = (line: string): WireHeader => {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(colon, 0));
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
    throw new MalformedResponse(`not a header line: ${JSON.stringify(line)}`);
  return [name, line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')];
};

const parseHead = (bytes: Buffer): Head | undefined => {
  const stop = bytes.indexOf('\r\n\r\n');
  if (stop === -1) return undefined;
  const [first = '', ...lines] = bytes.subarray(0, stop).toString('latin1').split('\r\n');
  const match = /^HTTP\/1\.[01] ([1-9][0-9]{2})(?: (.*))?$/s.exec(first);
  if (match === null) throw new MalformedResponse(`not a status line: ${JSON.stringify(first)}`);
  return { status: Number(match[1]), reason: match[2] ?? '', headers: lines.map(parseLine), end: stop + 4 };
};

const parseChunks = (bytes: Buffer, from: number, closed: boolean): Body | undefined => {
  const pieces: Buffer[] = [];
  const cut = (): Body | undefined =>
    closed ? { body: Buffer.concat(pieces), trailers: [], complete: false, end: bytes.length } : undefined;
  for (let at = from; ; ) {
    const lineEnd = bytes.indexOf(crlf, at);
    if (lineEnd === -1) return cut();
    const line = bytes.subarray(at, lineEnd).toString('latin1');
    if (!/^[0-9a-f]{1,8}(?:;.*)?$/i.test(line))
      throw new MalformedResponse(`not a chunk size: ${JSON.stringify(line)}`);
    const size = Number.parseInt(line, 16);
    at = lineEnd + 2;
    if (size > 0) {
      if (bytes.length < at + size + 2) return cut();
      pieces.push(bytes.subarray(at, at + size));
      at += size + 2;
      continue;
    }
    const trailers: WireHeader[] = [];
    for (;;) {
      const end = bytes.indexOf(crlf, at);
      if (end === -1) return cut();
      const trailer = bytes.subarray(at, end).toString('latin1');
      at = end + 2;
      if (trailer === '') return { body: Buffer.concat(pieces), trailers, complete: true, end: at };
      trailers.push(parseLine(trailer));
    }
  }
};

const fieldOf = (head: Head, name: string): readonly string[] =>
  head.headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);

const parseBody = (bytes: Buffer, head: Head, method: string, closed: boolean): Body | undefined => {
  const none: Body = { body: Buffer.alloc(0), trailers: [], complete: true, end: head.end };
  if (method === 'HEAD' || head.status < 200 || head.status === 204 || head.status === 304) return none;
  const coding = fieldOf(head, 'transfer-encoding');
  const lengths = fieldOf(head, 'content-length');
  if (coding.length > 0 && lengths.length > 0) throw new MalformedResponse('both content-length and transfer-encoding');
  if (coding.length > 0) {
    if (coding.join() !== 'chunked') throw new MalformedResponse(`transfer-encoding: ${coding.join()}`);
    return parseChunks(bytes, head.end, closed);
  }
  if (lengths.length > 0) {
    const length = Number(lengths[0]);
    if (lengths.length > 1 || !Number.isSafeInteger(length))
      throw new MalformedResponse(`content-length: ${lengths.join()}`);
    if (bytes.length >= head.end + length)
      return { ...none, body: bytes.subarray(head.end, head.end + length), end: head.end + length };
    return closed ? { ...none, body: bytes.subarray(head.end), complete: false, end: bytes.length } : undefined;
  }
  return closed ? { ...none, body: bytes.subarray(head.end), end: bytes.length } : undefined;
};

/** Reads the first final response of what arrived so far to a request with this method. */
export const parseResponse = (arrived: Buffer, method: string, closed: boolean): ParsedResponse | undefined => {
  const interim: { status: number; headers: readonly WireHeader[] }[] = [];
  let bytes = arrived;
  for (;;) {
    const head = parseHead(bytes);
    if (head === undefined) return undefined;
    if (head.status < 200 && head.status !== 101) {
      interim.push({ status: head.status, headers: head.headers });
      bytes = bytes.subarray(head.end);
      continue;
    }
    const body = parseBody(bytes, head, method, closed);
    if (body === undefined) return undefined;
    const response: WireResponse = {
      status: head.status,
      reason: head.reason,
      headers: head.headers,
      body: body.body,
      trailers: body.trailers,
      interim,
      complete: body.complete,
    };
    return { response, rest: bytes.subarray(body.end) };
  }
};

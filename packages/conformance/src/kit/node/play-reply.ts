import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import {
  type ReplyScript,
  releasePath,
  type ScriptedHead,
  type ScriptedHeader,
  type Thrown,
} from '../fixture/reply-script.js';

export type NodeRequest = IncomingMessage | Http2ServerRequest;
export type NodeResponse = ServerResponse | Http2ServerResponse;

/** What a script throws: the very value, so that a `null` is a `null`. */
export const thrownValue = (thrown: Thrown): unknown => {
  switch (thrown) {
    case 'error':
      return new Error('the handler failed');
    case 'string':
      return 'the handler failed';
    case 'null':
      return null;
  }
};

type NodeHead = Record<string, FieldValue> | FieldValue[] | [string, FieldValue][];

type FieldValue = string | number | string[];

/** Node wants arrays mutable. */
export const fieldValue = (value: ScriptedHeader[1]): FieldValue => (typeof value === 'object' ? [...value] : value);

const headArgument = ({ form, headers }: ScriptedHead): NodeHead => {
  switch (form) {
    case 'object':
    case 'object-third':
      return Object.fromEntries(headers.map(([name, value]) => [name, fieldValue(value)]));
    case 'flat-array':
      return headers.flatMap(([name, value]) => [name, fieldValue(value)]);
    case 'nested-arrays':
      return headers.map(([name, value]): [string, FieldValue] => [name, fieldValue(value)]);
  }
};

const writeHead = (response: NodeResponse, script: ReplyScript, head: ScriptedHead): void => {
  // PROOF: all three forms are taken by writeHead at run time (nodejs.org/api/http.html#responsewriteheadstatuscode-statusmessage-headers);
  // its type declaration leaves the nested one out, and the two classes have no common signature.
  const target = response as { writeHead(status: number, ...rest: readonly unknown[]): unknown };
  const phrased = script.statusMessage !== undefined || head.form === 'object-third';
  const rest = phrased ? [script.statusMessage, headArgument(head)] : [headArgument(head)];
  target.writeHead(script.status ?? 200, ...rest);
};

/** Streams that wait for a release, by the port of their server: several servers may run in one process. */
const waiting = new Map<number | undefined, Set<() => void>>();

const portOf = ({ socket }: NodeResponse): number | undefined => socket?.localPort;

const untilReleased = (response: NodeResponse): Promise<void> =>
  new Promise((resolve) => {
    const port = portOf(response);
    waiting.set(port, (waiting.get(port) ?? new Set()).add(resolve));
  });

const release = (response: NodeResponse): void => {
  const port = portOf(response);
  for (const goOn of waiting.get(port) ?? []) goOn();
  waiting.delete(port);
};

const playStream = async (response: NodeResponse, script: ReplyScript): Promise<void> => {
  // PROOF: both classes write and flush alike; the union of their overloads is not callable.
  const target = response as {
    write(bytes: string, encoding: 'latin1'): boolean;
    flushHeaders(): void;
    addTrailers(trailers: Record<string, unknown>): void;
    end(): void;
    destroy(error: Error): void;
  };
  for (const step of script.stream ?? []) {
    if ('write' in step) target.write(step.write, 'latin1');
    else if ('flush' in step) target.flushHeaders();
    else await untilReleased(response);
  }
  if (script.trailers !== undefined) target.addTrailers(Object.fromEntries(script.trailers));
  if (script.streamFails !== true) return target.end();
  await new Promise((resolve) => setTimeout(resolve, 20)); // lets what was written leave first
  target.destroy(new Error('the stream failed')); // an error, because HTTP/2 takes a bare destroy for an end
};

/** The reply itself, as a handler over a Node response writes it. */
const writeReply = (response: NodeResponse, script: ReplyScript): void => {
  for (const [name, value] of script.set ?? []) response.setHeader(name, fieldValue(value));
  for (const [name, value] of script.append ?? []) {
    // PROOF: Http2ServerResponse has appendHeader since Node 20.12; its type declaration lags behind.
    (response as ServerResponse).appendHeader(name, typeof value === 'number' ? String(value) : value);
  }
  if (script.earlyHints !== undefined) response.writeEarlyHints({ link: script.earlyHints });
  if (script.throws !== undefined) throw thrownValue(script.throws);
  if (script.head !== undefined) writeHead(response, script, script.head);
  else {
    response.statusCode = script.status ?? 200;
    if (script.statusMessage !== undefined) response.statusMessage = script.statusMessage;
  }
  if (script.stream !== undefined) {
    void playStream(response, script);
    return;
  }
  // PROOF: as above, the two classes end alike.
  (response as ServerResponse).end(script.body ?? '', 'latin1');
};

/**
 * Carries a reply script out on a Node response. Throws what the script throws; returns a promise only where the
 * script says `late` or `rejects`.
 */
export const playReply = (response: NodeResponse, script: ReplyScript): void | Promise<void> => {
  if (script.late !== true && script.rejects !== true) return writeReply(response, script);
  return new Promise((resolve) => setTimeout(resolve, 1)).then(() => writeReply(response, script));
};

/** Answers a request for `releasePath`; says whether it was one. */
export const answersRelease = (request: NodeRequest, response: NodeResponse): boolean => {
  if (request.url !== releasePath) return false;
  release(response);
  // PROOF: as above.
  (response as ServerResponse).end('released');
  return true;
};

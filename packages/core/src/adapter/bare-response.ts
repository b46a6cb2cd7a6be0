import type { HeaderDecision } from '../decision.js';
import { joinVary } from './vary.js';

/** What is looked at to know whether a response is bare. */
interface Response {
  readonly writeHead: (...args: never[]) => unknown;
  getHeaderNames(): readonly string[];
}

/** A response that takes its headers as a flat list. */
export interface BareResponse {
  writeHead(status: number, headers: string[]): unknown;
}

/** RFC 9110 §15.3.5: the one successful status without a length. */
export const NO_CONTENT = 204;

/**
 * Whether this is a response of `node:http` as Node made it, on which nothing is set and nothing hooked. Only that one is
 * known to take a flat list; its prototype has `_implicitHeader`, which neither that of HTTP/2 nor a stand-in's has.
 */
export function isBare<Given extends Response>(response: Given): response is Given & BareResponse {
  const prototype: unknown = Object.getPrototypeOf(response);
  return (
    typeof prototype === 'object' &&
    prototype !== null &&
    Object.hasOwn(prototype, '_implicitHeader') &&
    'writeHead' in prototype &&
    response.writeHead === prototype.writeHead &&
    response.getHeaderNames().length === 0
  );
}

/** The last list and what it was made of. Most preflights get the answer of the one before. */
interface FlatHeaders {
  readonly status: number;
  readonly decision: HeaderDecision;
  readonly headers: readonly string[];
}

let last: FlatHeaders | undefined;

/**
 * The headers of a response that ends with this decision, in the flat form that `writeHead` takes.
 *
 * @param decision deeply frozen, so that what was made of it once holds for good
 * @returns a list of its own each time: whoever patched Node's prototype may write to it
 */
export function flatHeaders(status: number, decision: HeaderDecision): string[] {
  if (last?.decision !== decision || last.status !== status) {
    last = { status, decision, headers: flatten(status, decision) };
  }
  return last.headers.slice();
}

function flatten(status: number, { headers, vary }: HeaderDecision): readonly string[] {
  // Node knows the length of a body only where the header block is still to be written at the end of the response.
  const flat: string[] = status === NO_CONTENT ? [] : ['content-length', '0'];
  for (const [name, value] of headers) flat.push(name, value);
  if (vary.length > 0) flat.push('vary', joinVary(vary));
  return flat;
}

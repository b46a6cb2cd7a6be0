import type { HeaderDecision, HeaderEntry } from '../decision.js';
import { flatHeaders, isBare, NO_CONTENT } from './bare-response.js';
import { type ForeignHeaders, isForeignHeader } from './foreign-headers.js';
import { addToUnconcerned, type HeaderArgument, parseHeaderArgument } from './header-argument.js';
import { isSwitchingProtocols } from './switching-protocols.js';
import { joinVary, mergeVary, unionVary, varyMembers } from './vary.js';

/** What the adapters need of a response of `node:http`, `node:https` or `node:http2`, on which most frameworks stand. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent: boolean;
  writeHead: (...args: never[]) => unknown;
  getHeader(name: string): string | number | readonly string[] | undefined;
  getHeaderNames(): readonly string[];
  hasHeader(name: string): boolean;
  setHeader(name: string, value: string): unknown;
  removeHeader(name: string): void;
  end(): unknown;
}

/** What is applied to a response. */
interface Applied {
  readonly decision: HeaderDecision;
  readonly vary: readonly string[];
  readonly foreignHeaders: ForeignHeaders;
}

/** What is to be applied when the header block is written. */
interface Pending extends Applied {
  decision: HeaderDecision;
  vary: readonly string[];
  foreignHeaders: ForeignHeaders;
}

// INVARIANT: this name and the shape of `Pending` are shared by all copies of this package in one process, ESM and CJS
// alike; a change of the shape takes a new name.
const pendingKey: unique symbol = Symbol.for('@cors-policy/node-response/pending/1');

interface HookedResponse extends NodeResponse {
  [pendingKey]?: Pending;
  /** An old alias of `writeHead` that Node 26 has no more; without a hook of its own it would go round the policy. */
  writeHeader?: NodeResponse['writeHead'];
}

/** Applies a decision to a response now; does nothing once the header block is on its way. */
export function applyNow(response: NodeResponse, decision: HeaderDecision, foreignHeaders: ForeignHeaders): void {
  if (response.headersSent) return;
  setHeaders(response, response.getHeaderNames(), { decision, vary: decision.vary, foreignHeaders });
}

/**
 * Ends a response here, with the headers of a decision, this status and no body.
 *
 * Where nothing is set on it yet and nobody hooked it, as on a bare server, one `writeHead` with all headers is half the
 * work of setting them one by one.
 */
export function endWith(
  response: NodeResponse,
  status: number,
  decision: HeaderDecision,
  foreignHeaders: ForeignHeaders,
): void {
  if (!response.headersSent) {
    if (isBare(response)) response.writeHead(status, flatHeaders(status, decision));
    else {
      applyAtCommit(response, decision, foreignHeaders);
      unframe(response, status);
      response.statusCode = status;
    }
  }
  // Also where somebody sent headers in the meantime (a timeout, say): what the policy refuses must not run all the same.
  response.end();
}

/**
 * Takes off what was set earlier of how a body is framed: there is none, and a length that promises one makes the client
 * wait for it, or take the next response for it.
 */
export function unframe(response: NodeResponse, status: number): void {
  for (const name of FRAMING) if (response.hasHeader(name)) response.removeHeader(name);
  if (!response.hasHeader('content-length')) return;
  if (status === NO_CONTENT) response.removeHeader('content-length');
  // Once it was removed, Node does not write it itself any more.
  else response.setHeader('content-length', '0');
}

/** RFC 9112 §6.1, and the announcement of trailers, which stand behind a chunked body only. */
const FRAMING = ['transfer-encoding', 'trailer'];

/**
 * Applies a decision at the moment when the header block is written, whoever writes it: the handler, a router's 404,
 * the framework's error handler.
 *
 * The first registration on a response hooks its `writeHead`; a further one only replaces the decision, so the innermost
 * wins. An inner decision that is out of scope has nothing to put in its place, and only adds what it varies on.
 */
export function applyAtCommit(
  response: HookedResponse,
  decision: HeaderDecision,
  foreignHeaders: ForeignHeaders,
): void {
  const outOfScope = decision.kind === 'out-of-scope';
  if (isStandIn(response)) applyNow(response, decision, foreignHeaders);
  const pending = response[pendingKey];
  if (pending === undefined) {
    if (outOfScope && decision.vary.length === 0 && decision.headers.length === 0) return;
    const first: Pending = { decision, vary: decision.vary, foreignHeaders };
    const { writeHead, writeHeader } = response;
    const hook = hookOf(writeHead, first);
    response[pendingKey] = first;
    response.writeHead = hook;
    if (typeof writeHeader === 'function') {
      response.writeHeader = writeHeader === writeHead ? hook : hookOf(writeHeader, first);
    }
  } else if (outOfScope) {
    pending.vary = unionVary(pending.vary, decision.vary);
  } else {
    pending.decision = decision;
    pending.vary = decision.vary;
    pending.foreignHeaders = foreignHeaders;
  }
}

/**
 * Whether this only looks like a response of Node: what tests and serverless frameworks put in its place (`node-mocks-http`,
 * `node-mock-http`) never calls its own `writeHead`, so that what waits for it would be lost. On these the decision is
 * applied at once, too. Node's own have `_implicitHeader`, which calls it, or are of HTTP/2.
 */
function isStandIn(response: NodeResponse): boolean {
  return !('_implicitHeader' in response) && !('createPushResponse' in response) && 'getHeaderNames' in response;
}

/** `writeHead` with the decision applied, be it on the response or among the headers that it is given. */
function hookOf(writeHead: NodeResponse['writeHead'], pending: Pending): (...args: unknown[]) => unknown {
  // The two forms in which it is called most are plain calls, which are the quickest.
  return function (this: NodeResponse, ...args) {
    const isDue = !this.headersSent && !isSwitchingProtocols(args[0]);
    // PROOF, here and below: it gets what was given for it.
    const status = args[0] as never;
    if (args.length === 1) {
      // With no more than a status, as Node itself calls it: nothing is to be looked for.
      if (isDue) setHeaders(this, this.getHeaderNames(), pending);
      return writeHead.call(this, status);
    }
    const second = args[1];
    if (args.length === 2 && typeof second !== 'string') {
      return writeHead.call(this, status, (isDue ? writeHeaders(this, second, pending) : second) as never);
    }
    if (isDue) amendArguments(this, args, pending);
    return Reflect.apply(writeHead, this, args);
  };
}

/** Those of `writeHead(status, headers)` or `writeHead(status, reason, headers)`. */
function amendArguments(response: NodeResponse, args: unknown[], pending: Pending): void {
  // `writeHead(200, undefined, headers)` is `writeHead(200, headers)` to Node, but not to all who hook it before us.
  if (typeof args[1] !== 'string' && args[2] !== undefined && args[2] !== null) args.splice(1, 1);
  const position = typeof args[1] === 'string' ? 2 : 1;
  const given = args[position];
  const headers = writeHeaders(response, given, pending);
  if (headers !== given) args[position] = headers;
}

/**
 * Where the handler gave headers to `writeHead`, ours go in among those, and not by `setHeader`: one header that is set
 * makes Node send the given ones through `setHeader` too, which on Node 20 loses repeated lines and refuses nested
 * arrays.
 *
 * @param given the headers argument of `writeHead`, of whatever form
 * @returns what to give in its place; itself where all is set on the response
 */
function writeHeaders(response: NodeResponse, given: unknown, applied: Applied): unknown {
  const { decision, vary } = applied;
  const names = response.getHeaderNames();
  if (names.length === 0) {
    const added = addToUnconcerned(given, decision.headers, vary.length === 0 ? undefined : joinVary(vary));
    if (added !== undefined) return added;
  }
  const argument = parseHeaderArgument(given);
  if (argument === undefined) {
    setHeaders(response, names, applied);
    return given;
  }
  if (takesForeign(applied)) removeForeign(response, names);
  return amendArgument(response, argument, applied);
}

/** @param names of the headers that are set on the response */
function setHeaders(response: NodeResponse, names: readonly string[], applied: Applied): void {
  const { decision, vary, foreignHeaders } = applied;
  if (takesForeign(applied)) removeForeign(response, names);
  // By place, as in `addToUnconcerned`.
  for (const header of decision.headers) {
    if (foreignHeaders === 'replace' || !names.includes(header[0])) response.setHeader(header[0], header[1]);
  }
  const merged = names.includes('vary') ? mergeVary(response.getHeader('vary'), vary) : joinVary(vary);
  if (merged !== undefined && merged !== '') response.setHeader('vary', merged);
}

function removeForeign(response: NodeResponse, names: readonly string[]): void {
  for (const name of names) if (isForeignHeader(name)) response.removeHeader(name);
}

function amendArgument(response: NodeResponse, argument: HeaderArgument, pending: Applied): unknown {
  const { names } = argument;
  const added: HeaderEntry[] = [];
  for (const header of pending.decision.headers) {
    const isSet = pending.foreignHeaders === 'keep' && (response.hasHeader(header[0]) || names.includes(header[0]));
    if (!isSet) added.push(header);
  }
  const vary = mergeAllVary(response.getHeader('vary'), argument, pending.vary);
  if (vary !== undefined) added.push(['vary', vary]);

  const takes = takesForeign(pending);
  const dropped: number[] = [];
  names.forEach((name, place) => {
    if ((takes && isForeignHeader(name)) || added.some(([own]) => own === name)) dropped.push(place);
  });
  return argument.amend(dropped, added);
}

/** Whether the handler's own `access-control-*` headers are taken off. */
function takesForeign({ decision, foreignHeaders }: Applied): boolean {
  return foreignHeaders === 'replace' && decision.kind !== 'out-of-scope';
}

/** Several values may meet, set before and given now, of which Node would keep one: they become one line. */
function mergeAllVary(set: unknown, argument: HeaderArgument, names: readonly string[]): string | undefined {
  if (!argument.names.includes('vary')) return mergeVary(set, names);
  const given = argument.names.flatMap((name, place) => (name === 'vary' ? [argument.value(place)] : []));
  const values = set === undefined ? given : [set, ...given];
  if (names.length === 0 || values.length < 2) return mergeVary(values[0], names);
  return mergeVary(undefined, values.flatMap(varyMembers).concat(names));
}

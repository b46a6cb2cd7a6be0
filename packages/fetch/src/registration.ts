import { createMarks, type Marks, unionVary } from '@cors-policy/core/adapter';
import { applyPending, copyWithout, isUntouchable, type Pending } from './apply-decision.js';
import type { FetchRequest } from './describe-request.js';

/**
 * Where several registrations meet on one request, the innermost wins. An outer one learns of it in two ways: by the
 * request, which holds also where an error page or a framework's copy took the place of the inner response; and by the
 * response, which holds also where the inner one was given a request of its own (a prefix cut off its URL, say).
 */
export interface Registration {
  /** The first that decided something about the same request, maybe itself; `undefined` where nothing was decided here. */
  outermost: Registration | undefined;
  /** What is to be applied, and then was. That of the outermost is what the innermost so far decided. */
  pending: Pending | undefined;
  readonly origin: string | undefined;
  /** What stands for the middleware; `undefined` where nothing was decided here. */
  readonly by: object | undefined;
  /** When it began, and then when it was applied. */
  turn: number;
}

// INVARIANT: this name and these shapes are shared by all copies of this package in one process, ESM and CJS alike; a
// change of the shapes takes a new name.
const registryKey: unique symbol = Symbol.for('@cors-policy/fetch/registry/2');

interface Registry {
  /** On a request: the outermost, while it is served. On a response: the last that was applied to it. */
  readonly marks: Marks<FetchRequest | Response, Registration>;
  turn: number;
}

/**
 * Registers a decision for the time in which a request is served.
 *
 * @param own what was decided; `undefined` where nothing was
 * @param by what stands for the middleware that decided
 */
export function register(
  request: FetchRequest,
  origin: string | undefined,
  own: Pending | undefined,
  by: object,
): Registration {
  const { marks, turn } = sharedRegistry();
  const registration: Registration = {
    outermost: undefined,
    pending: own,
    origin,
    by: own && by,
    turn,
  };
  if (own === undefined) return registration;
  const outermost = marks.get(request) ?? registration;
  registration.outermost = outermost;
  if (outermost === registration) marks.set(request, registration);
  else outermost.pending = inside(outermost.pending, own);
  return registration;
}

/** The request is served; should the same object come again, it comes anew. */
export function unregister(request: FetchRequest, registration: Registration): void {
  if (registration.outermost === registration) sharedRegistry().marks.set(request, undefined);
}

/** Applies to a response what the innermost registration decided. */
export function settle(response: Response, registration: Registration): Response {
  if (!isResponse(response) || isUntouchable(response)) return response;
  const trace = sharedRegistry().marks.get(response);
  const isKept = trace !== undefined && !isWithin(trace, registration);
  // The other request may be waiting to be answered still, with the headers that stand on the kept one.
  const own = isKept ? copyWithout(response, trace.pending) : response;
  const innermost = registration.outermost?.pending;
  if (innermost === undefined) return own;
  const pending = isKept ? innermost : (trace?.pending ?? innermost);
  return note(applyPending(own, pending), pending, registration);
}

/** Notes of a response what was applied to it. */
export function note(response: Response, pending: Pending, registration: Registration): Response {
  if (pending.decision.kind !== 'out-of-scope') {
    const registry = sharedRegistry();
    registry.turn += 1;
    registration.turn = registry.turn;
    registration.pending = pending;
    registry.marks.set(response, registration);
  }
  return response;
}

/**
 * A response that a program keeps may carry the trace of another request. One that was given a request of its own is
 * younger, of the same origin, and by another middleware.
 */
function isWithin(trace: Registration, { outermost, origin, by, turn }: Registration): boolean {
  return trace.outermost === outermost || (trace.turn > turn && trace.origin === origin && trace.by !== by);
}

/** An inner decision that is out of scope has nothing to put in place of the outer one, and only adds what it varies on. */
function inside(outer: Pending | undefined, own: Pending): Pending {
  if (outer === undefined || own.decision.kind !== 'out-of-scope') return own;
  return { ...outer, vary: unionVary(outer.vary, own.vary) };
}

/** Some handlers answer elsewhere and return nothing (`server.upgrade` in Bun); that is for who called them to judge. */
function isResponse(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'headers' in value;
}

let registry: Registry | undefined;

function sharedRegistry(): Registry {
  if (registry !== undefined) return registry;
  const known: unknown = Reflect.get(globalThis, registryKey);
  // PROOF: nobody else has this name, see above.
  registry = (known as Registry | undefined) ?? { marks: createMarks(), turn: 0 };
  // Where the global object takes no more properties, each copy keeps to itself.
  Reflect.defineProperty(globalThis, registryKey, { value: registry });
  return registry;
}

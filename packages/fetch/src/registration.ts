import { unionVary } from '@cors-policy/core/adapter';
import { applyPending, copyWithout, isUntouchable, type Pending } from './apply-decision.js';
import type { FetchRequest } from './describe-request.js';

/**
 * Where several registrations meet on one request, the innermost wins. An outer one learns of it in two ways: by the
 * request, which holds also where an error page or a framework's copy took the place of the inner response; and by the
 * response, which holds also where the inner one was given a request of its own (a prefix cut off its URL, say).
 */
export interface Registration {
  /** Applies to the response what the innermost registration decided. */
  settle(response: Response): Response;
  /** The request is served; should the same object come again, it comes anew. */
  end(): void;
}

/** By request: what the innermost registration so far decided. */
interface Entry {
  pending: Pending;
}

/** By response: what was applied to it, for which request of which origin, at which turn, and by which middleware. */
interface Trace {
  readonly pending: Pending;
  readonly entry: Entry;
  readonly turn: number;
  readonly origin: string | null;
  readonly by: object;
}

// INVARIANT: this name and these shapes are shared by all copies of this package in one process, ESM and CJS alike; a
// change of the shapes takes a new name.
const registryKey: unique symbol = Symbol.for('@cors-policy/fetch/registry/1');

interface Registry {
  readonly requests: WeakMap<FetchRequest, Entry>;
  readonly responses: WeakMap<Response, Trace>;
  turn: number;
}

/**
 * Registers a decision for the time in which a request is served.
 *
 * @param by what stands for the middleware that decided
 */
export function register(request: FetchRequest, own: Pending, by: object): Registration {
  const registry = sharedRegistry();
  const { requests, responses } = registry;
  const began = registry.turn;
  const origin = request.headers.get('origin');
  const outer = requests.get(request);
  const entry = outer ?? { pending: own };
  if (outer === undefined) requests.set(request, entry);
  else outer.pending = inside(outer.pending, own);

  /**
   * A response that a program keeps may carry a trace of another request. One that was given a request of its own is
   * younger, of the same origin, and by another middleware.
   */
  const isOfThisRequest = (trace: Trace): boolean =>
    trace.entry === entry || (trace.turn > began && trace.origin === origin && trace.by !== by);

  return {
    settle(response) {
      if (!isResponse(response) || isUntouchable(response)) return response;
      const trace = responses.get(response);
      const isKept = trace !== undefined && !isOfThisRequest(trace);
      const pending = trace === undefined || isKept ? entry.pending : trace.pending;
      // The other request may be waiting to be answered still, with the headers that stand on the kept one.
      const settled = applyPending(isKept ? copyWithout(response, trace.pending) : response, pending);
      if (pending.decision.kind !== 'out-of-scope') {
        registry.turn += 1;
        responses.set(settled, { pending, entry, turn: registry.turn, origin, by });
      }
      return settled;
    },
    end() {
      if (outer === undefined) requests.delete(request);
    },
  };
}

/**
 * For a request about which nothing is decided. A response that a program keeps may carry what was applied to it for another
 * request; that comes off.
 *
 * @returns what is to be done to the response
 */
export function passBy(request: FetchRequest): (response: Response) => Response {
  const { responses, turn: began } = sharedRegistry();
  const origin = request.headers.get('origin');
  return (response) => {
    const trace = isResponse(response) ? responses.get(response) : undefined;
    // A younger one is that of a middleware within.
    const isKept = trace !== undefined && !(trace.turn > began && trace.origin === origin);
    return isKept ? copyWithout(response, trace.pending) : response;
  };
}

/** An inner decision that is out of scope has nothing to put in place of the outer one, and only adds what it varies on. */
function inside(outer: Pending, own: Pending): Pending {
  return own.decision.kind === 'out-of-scope' ? { ...outer, vary: unionVary(outer.vary, own.vary) } : own;
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
  registry = (known as Registry | undefined) ?? { requests: new WeakMap(), responses: new WeakMap(), turn: 0 };
  // Where the global object takes no more properties, each copy keeps to itself.
  Reflect.defineProperty(globalThis, registryKey, { value: registry });
  return registry;
}

import { unionVary } from '@cors-policy/core/adapter';
import { applyPending, type Pending } from './apply-decision.js';
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

/** By response: what was applied to it, at which turn, and for whom. */
interface Trace {
  readonly pending: Pending;
  readonly turn: number;
  readonly origin: string | null;
}

// INVARIANT: this name and these shapes are shared by all copies of this package in one process, ESM and CJS alike; a
// change of the shapes takes a new name.
const registryKey: unique symbol = Symbol.for('@cors-policy/fetch/registry/2');

interface Registry {
  readonly requests: WeakMap<FetchRequest, Entry>;
  readonly responses: WeakMap<Response, Trace>;
  turn: number;
  /** How many registrations are being served. */
  open: number;
}

/** Registers a decision for the time in which a request is served. */
export function register(request: FetchRequest, own: Pending): Registration {
  const registry = sharedRegistry();
  const { requests, responses } = registry;
  const began = registry.turn;
  registry.open += 1;
  const outer = requests.get(request);
  const entry = outer ?? { pending: own };
  if (outer === undefined) requests.set(request, entry);
  else outer.pending = inside(outer.pending, own);

  /** A response that a program keeps may carry a trace of another request: older, or from elsewhere. */
  const tracedTo = (response: Response): Pending | undefined => {
    const trace = responses.get(response);
    if (trace === undefined || trace.turn <= began) return undefined;
    return trace.origin === request.headers.get('origin') ? trace.pending : undefined;
  };

  return {
    settle(response) {
      if (!isResponse(response)) return response;
      const pending = tracedTo(response) ?? entry.pending;
      const settled = applyPending(response, pending);
      // An outer registration is open too; where none is, nobody will ask.
      if (registry.open > 1 && pending.decision.kind !== 'out-of-scope') {
        registry.turn += 1;
        responses.set(settled, { pending, turn: registry.turn, origin: request.headers.get('origin') });
      }
      return settled;
    },
    end() {
      registry.open -= 1;
      if (outer === undefined) requests.delete(request);
    },
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
  registry = (known as Registry | undefined) ?? { requests: new WeakMap(), responses: new WeakMap(), turn: 0, open: 0 };
  // Where the global object takes no more properties, each copy keeps to itself.
  Reflect.defineProperty(globalThis, registryKey, { value: registry });
  return registry;
}

import type { FastifyInstance } from 'fastify';
import createRouter from 'find-my-way';
import type { RouteCors } from './registration.js';

/** Where a request lands: the context whose registrations are in force there, and what the route itself says of CORS. */
export interface Place {
  readonly server: FastifyInstance;
  readonly cors: RouteCors | undefined;
}

/** Those constraints of a route of which a preflight tells how the request that follows will meet them. */
export interface Constraints {
  readonly host?: unknown;
  readonly version?: unknown;
}

export interface TableEntry {
  readonly method: string | readonly string[];
  readonly url: string;
  readonly constraints: Constraints;
  readonly place: Place;
  /** Where several entries are for the same requests, the one of the lowest rank counts, and of these the first. */
  readonly rank: number;
}

/** Places by method and path, found as Fastify's own router finds routes, and by the same options. */
export interface RouteTable {
  add(entry: TableEntry): void;
  find(method: string, url: string, constraints: Constraints): Place | undefined;
}

type Router = createRouter.Instance<createRouter.HTTPVersion.V1>;
type HTTPMethod = createRouter.HTTPMethod;

/** Makes a table: filled while the application starts, asked from then on. */
export function createRouteTable(root: FastifyInstance): RouteTable {
  const entries: TableEntry[] = [];
  let router: Router | undefined;
  return {
    add: (entry) => void entries.push(entry),
    find(method, url, constraints) {
      router ??= buildRouter(root, entries);
      // PROOF: methods are looked up in an object without a prototype, so any string will do; only places are stored.
      return router.find(method as HTTPMethod, url, constraints)?.store;
    },
  };
}

function buildRouter({ initialConfig }: FastifyInstance, entries: readonly TableEntry[]): Router {
  // Fastify 4 has the options of its router at the top; Fastify 5 has them there or in `routerOptions`. Both put their
  // defaults in, of which one differs.
  const {
    ignoreTrailingSlash = false,
    ignoreDuplicateSlashes = false,
    caseSensitive = true,
    maxParamLength = 100,
    useSemicolonDelimiter = false,
  } = { ...initialConfig, ...initialConfig.routerOptions };
  const slashes = { ignoreTrailingSlash, ignoreDuplicateSlashes };
  // The regexes of routes it has judged itself.
  const options = { ...slashes, caseSensitive, maxParamLength, useSemicolonDelimiter, allowUnsafeRegex: true };
  const router = createRouter(options);
  for (const entry of [...entries].sort((one, other) => one.rank - other.rank)) addTo(router, entry);
  return router;
}

function addTo(router: Router, { method, url, constraints, place }: TableEntry): void {
  for (const one of [method].flat()) {
    try {
      // PROOF: Fastify, which has the same router, has refused what is none of its methods.
      router.on(one as HTTPMethod, url, { constraints }, neverCalled, place);
    } catch {
      // An entry for the same requests stands there already.
    }
  }
}

/** What routers call is a handler; this one is only asked what it would call. */
function neverCalled(): void {
  // Nothing to do.
}

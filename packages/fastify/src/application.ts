import { subscribe } from 'node:diagnostics_channel';
import { classify, type Decider } from '@cors-policy/core/adapter';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { lineageOf } from './lineage.js';
import type { Registration } from './registration.js';
import { constraintsAfter, constraintsOf } from './route-constraints.js';
import { createRouteTable, type Place } from './route-table.js';

/** What is known of one Fastify application: in which contexts the plugin is registered, and which routes there are. */
export interface Application {
  /**
   * Takes up a registration.
   *
   * @throws TypeError, PolicyError (`ERR_CORS_POLICY`) where a route within it has a policy of its own that is none
   */
  register(context: FastifyInstance, registration: Registration): void;
  /**
   * Looks at the policies of all routes once more, when the application is about to start: hooks may have set some.
   *
   * @throws TypeError, PolicyError (`ERR_CORS_POLICY`) where one of them is none
   */
  checkRoutes(): void;
  /** Who decides about a request, from the innermost outwards; nobody where no registration is in force. */
  decidersFor(request: FastifyRequest): readonly Decider<FastifyRequest>[];
}

const applications = new WeakMap<FastifyInstance, Application>();

/**
 * The application that a context is of.
 *
 * @param isNew whether it has no routes yet, so that it will be known of all of them
 */
export function applicationOf(context: FastifyInstance, isNew = false): Application {
  const lineage = lineageOf(context);
  const root = lineage.at(-1) ?? context;
  const application = applications.get(root) ?? createApplication(root, lineage, isNew);
  applications.set(root, application);
  return application;
}

// A plugin is loaded only when its application starts, and by then there are routes. So every application is known from
// its first moment, unless it was there before this module: then its routes are, from when the plugin is loaded.
// https://fastify.dev/docs/latest/Reference/Hooks/#diagnostics-channel-hooks
subscribe('fastify.initialization', (message) => {
  // PROOF: what is published is documented there.
  const { fastify } = message as { readonly fastify: FastifyInstance };
  applicationOf(fastify, true);
});

/** A route as its `onRoute` hooks are shown it. */
type Route = RouteOptions & { readonly routePath: string };

/** A place with a name that can be told. What the route says of CORS is read anew each time. */
interface NamedPlace extends Place {
  readonly name: string;
}

/** @param contexts those that there are already and that may get routes */
function createApplication(root: FastifyInstance, contexts: readonly FastifyInstance[], isNew: boolean): Application {
  const registrations = new Map<FastifyInstance, readonly Registration[]>();
  /** The same for every request, once the application has started. */
  const inForceAt = new WeakMap<FastifyInstance, readonly Registration[]>();
  const places: NamedPlace[] = [];
  /** Of the constraint strategies by their names. */
  const areOwn = new Map<string, boolean>();
  /** Known with the first request, after which there are neither new routes nor new registrations. */
  let mayHaveOwnPolicies: boolean | undefined;
  let isSameEverywhere = false;
  const routes = createRouteTable(root);
  const prefixes = createRouteTable(root);

  // Contexts that are made later take the hook over from the one around them.
  for (const context of contexts) context.addHook('onRoute', addRoute);

  function addRoute(this: FastifyInstance, route: Route): void {
    const { method, url, routePath, prefixTrailingSlash = 'both' } = route;
    const place: NamedPlace = {
      server: this,
      name: `${String(method)} ${url}`,
      // The application's own `onRoute` hooks come behind this one, and may still set it.
      get cors() {
        return route.config?.cors;
      },
    };
    places.push(place);
    define(place);
    const { known: constraints, unknown: rank } = constraintsOf(route, isOwnStrategy);
    routes.add({ method, url, constraints, place, rank });
    // The index of a prefix is reached with a slash and without, and Fastify tells of one of them only.
    if (routePath === '' && prefixTrailingSlash === 'both') {
      routes.add({ method, url: `${url}/`, constraints, place, rank: Number.POSITIVE_INFINITY });
    }
  }

  /**
   * Asked before the first route with such a constraint, because Fastify says `true` of the router's own strategies, too,
   * once one of them is in use. Where there may be such routes already, they are taken for the router's own.
   */
  function isOwnStrategy(name: string): boolean {
    const isOwn = areOwn.get(name) ?? (isNew && root.hasConstraintStrategy(name));
    areOwn.set(name, isOwn);
    return isOwn;
  }

  /** Those of a context and of the contexts around it, innermost first; of one context, the latest first. */
  function registrationsFor(context: FastifyInstance): readonly Registration[] {
    return lineageOf(context).flatMap((one) => registrations.get(one) ?? []);
  }

  /** So that a mistake in a route's own policy stops the start. */
  function define({ server, cors, name }: NamedPlace): void {
    try {
      if (cors !== undefined && cors !== false) registrationsFor(server)[0]?.deciderOf(cors);
    } catch (error) {
      throw withName(error, `the route ${name}, config.cors`);
    }
  }

  function register(context: FastifyInstance, registration: Registration): void {
    registrations.set(context, [registration, ...(registrations.get(context) ?? [])]);
    checkRoutes();
    const [, parent] = lineageOf(context);
    if (parent === undefined || parent.prefix === context.prefix) return;
    const { prefix } = context;
    const entry = { method: 'GET', constraints: {}, place: { server: context, cors: undefined }, rank: 0 };
    prefixes.add({ ...entry, url: prefix });
    prefixes.add({ ...entry, url: prefix.endsWith('/') ? `${prefix}*` : `${prefix}/*` });
  }

  function checkRoutes(): void {
    places.forEach(define);
  }

  function placeOf(request: FastifyRequest): Place {
    const { raw, server, is404 } = request;
    const { method = '', url = '', headers } = raw;
    const requestedMethod = headers['access-control-request-method'];
    if (classify(method, headers.origin, requestedMethod) === 'preflight') {
      return routes.find(requestedMethod ?? '', url, constraintsAfter(headers)) ?? placeWithoutRoute(url, server);
    }
    if (is404) return placeWithoutRoute(url, server);
    // Asking a request for the options of its route costs more than all the rest, and most applications need not.
    return { server, cors: mayHaveOwnPolicies ? request.routeOptions.config.cors : undefined };
  }

  /** Where no route is: the context whose prefix the path has, unless Fastify itself knows of one within it. */
  function placeWithoutRoute(url: string, server: FastifyInstance): Place {
    const place = prefixes.find('GET', url, {});
    return place === undefined || lineageOf(server).includes(place.server) ? { server, cors: undefined } : place;
  }

  function decidersFor(request: FastifyRequest): readonly Decider<FastifyRequest>[] {
    if (mayHaveOwnPolicies === undefined) {
      mayHaveOwnPolicies = !isNew || places.some(({ cors }) => cors !== undefined);
      isSameEverywhere = !mayHaveOwnPolicies && [...registrations.keys()].every((context) => context === root);
    }
    // Then it does not matter where a request lands, and most applications are so.
    if (isSameEverywhere) return registrations.get(root) ?? [];
    const { server, cors } = placeOf(request);
    const inForce = inForceAt.get(server) ?? registrationsFor(server);
    inForceAt.set(server, inForce);
    const [innermost] = inForce;
    if (innermost === undefined || cors === undefined) return inForce;
    return cors === false ? [] : [innermost.deciderOf(cors), ...inForce];
  }

  return { register, checkRoutes, decidersFor };
}

/** The same error, of the same class and with all that it holds, but saying where. */
function withName(error: unknown, name: string): unknown {
  if (!(error instanceof Error)) return error;
  const { message, stack } = error;
  error.message = `${name}: ${message}`;
  // What is printed is the stack, which holds the message as it was.
  if (stack !== undefined) error.stack = stack.replace(message, () => error.message);
  return error;
}

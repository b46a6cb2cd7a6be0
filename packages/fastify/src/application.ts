import { subscribe } from 'node:diagnostics_channel';
import { classify, type Decider } from '@cors-policy/core/adapter';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { lineageOf } from './lineage.js';
import type { Registration, RouteCors } from './registration.js';
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
  /** Who decides about a request, from the innermost outwards; nobody where no registration is in force. */
  decidersFor(request: FastifyRequest): readonly Decider<FastifyRequest>[];
}

const applications = new WeakMap<FastifyInstance, Application>();

/**
 * The application that a context is of.
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

interface OwnPolicy {
  readonly server: FastifyInstance;
  readonly cors: Exclude<RouteCors, false>;
  readonly name: string;
}

/** @param contexts those that there are already and that may get routes */
function createApplication(root: FastifyInstance, contexts: readonly FastifyInstance[], isNew: boolean): Application {
  const registrations = new WeakMap<FastifyInstance, readonly Registration[]>();
  /** The same for every request, once the application has started. */
  const inForceAt = new WeakMap<FastifyInstance, readonly Registration[]>();
  const ownPolicies: OwnPolicy[] = [];
  /** Asking a request for the options of its route costs more than all the rest, and most applications need not. */
  let mayHaveOwnPolicies = !isNew;
  const routes = createRouteTable(root);
  const prefixes = createRouteTable(root);

  // Contexts that are made later take the hook over from the one around them.
  for (const context of contexts) context.addHook('onRoute', addRoute);

  function addRoute(this: FastifyInstance, route: RouteOptions & { readonly routePath: string }): void {
    const { method, url, config, routePath, prefixTrailingSlash = 'both' } = route;
    const cors = config?.cors;
    mayHaveOwnPolicies ||= cors !== undefined;
    const place: Place = { server: this, cors };
    if (cors !== undefined && cors !== false) {
      const own = { server: this, cors, name: `${String(method)} ${url}` };
      ownPolicies.push(own);
      define(own);
    }
    const { known: constraints, unknown: rank } = constraintsOf(route);
    routes.add({ method, url, constraints, place, rank });
    // The index of a prefix is reached with a slash and without, and Fastify tells of one of them only.
    if (routePath === '' && prefixTrailingSlash === 'both') {
      routes.add({ method, url: `${url}/`, constraints, place, rank: Number.POSITIVE_INFINITY });
    }
  }

  /** Those of a context and of the contexts around it, innermost first; of one context, the latest first. */
  function registrationsFor(context: FastifyInstance): readonly Registration[] {
    return lineageOf(context).flatMap((one) => registrations.get(one) ?? []);
  }

  /** So that a mistake in a route's own policy stops the start. */
  function define({ server, cors, name }: OwnPolicy): void {
    try {
      registrationsFor(server)[0]?.deciderOf(cors);
    } catch (error) {
      throw withName(error, `the route ${name}, config.cors`);
    }
  }

  function register(context: FastifyInstance, registration: Registration): void {
    registrations.set(context, [registration, ...(registrations.get(context) ?? [])]);
    ownPolicies.forEach(define);
    const [, parent] = lineageOf(context);
    if (parent === undefined || parent.prefix === context.prefix) return;
    const { prefix } = context;
    const entry = { method: 'GET', constraints: {}, place: { server: context, cors: undefined }, rank: 0 };
    prefixes.add({ ...entry, url: prefix });
    prefixes.add({ ...entry, url: prefix.endsWith('/') ? `${prefix}*` : `${prefix}/*` });
  }

  function placeOf(request: FastifyRequest): Place {
    const { raw, server, is404 } = request;
    const { method = '', url = '', headers } = raw;
    const requestedMethod = headers['access-control-request-method'];
    if (classify(method, headers.origin, requestedMethod) === 'preflight') {
      return routes.find(requestedMethod ?? '', url, constraintsAfter(headers)) ?? placeWithoutRoute(url, server);
    }
    if (is404) return placeWithoutRoute(url, server);
    return { server, cors: mayHaveOwnPolicies ? request.routeOptions.config.cors : undefined };
  }

  /** Where no route is: the context whose prefix the path has, unless Fastify itself knows of one within it. */
  function placeWithoutRoute(url: string, server: FastifyInstance): Place {
    const place = prefixes.find('GET', url, {});
    return place === undefined || lineageOf(server).includes(place.server) ? { server, cors: undefined } : place;
  }

  function decidersFor(request: FastifyRequest): readonly Decider<FastifyRequest>[] {
    const { server, cors } = placeOf(request);
    const inForce = inForceAt.get(server) ?? registrationsFor(server);
    inForceAt.set(server, inForce);
    const [innermost] = inForce;
    if (innermost === undefined || cors === undefined) return inForce;
    return cors === false ? [] : [innermost.deciderOf(cors), ...inForce];
  }

  return { register, decidersFor };
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

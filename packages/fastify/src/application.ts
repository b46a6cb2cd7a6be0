import { classify, type Decider } from '@cors-policy/core/adapter';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { lineageOf } from './lineage.js';
import type { Registration } from './registration.js';
import { constraintsAfter, constraintsOf } from './route-constraints.js';
import { createRouteTable, type Place } from './route-table.js';

/** What is known of one Fastify application: in which contexts the plugin is registered, and which routes there are. */
export interface Application {
  /** Takes up a registration, and from now on the routes of its context and of those around it. */
  register(context: FastifyInstance, registration: Registration): void;
  /** Who decides about a request, from the innermost outwards; nobody where no registration is in force. */
  decidersFor(request: FastifyRequest): readonly Decider<FastifyRequest>[];
}

/** Makes the record of an application, when the plugin is registered in it for the first time. */
export function createApplication(root: FastifyInstance): Application {
  const registrations = new WeakMap<FastifyInstance, readonly Registration[]>();
  const listening = new WeakSet<FastifyInstance>();
  const routes = createRouteTable(root);
  const prefixes = createRouteTable(root);

  /** Those of a context and of the contexts around it, innermost first; of one context, the latest first. */
  function registrationsFor(context: FastifyInstance): readonly Registration[] {
    return lineageOf(context).flatMap((one) => registrations.get(one) ?? []);
  }

  function register(context: FastifyInstance, registration: Registration): void {
    const lineage = lineageOf(context);
    registrations.set(context, [registration, ...(registrations.get(context) ?? [])]);
    if (context.prefix !== (lineage[1]?.prefix ?? '')) addPrefix(context);
    for (const one of lineage) {
      // Contexts that are made later within this one take the hook over from it.
      if (!listening.has(one)) one.addHook('onRoute', addRoute);
      listening.add(one);
    }
  }

  function addPrefix(context: FastifyInstance): void {
    const { prefix } = context;
    const entry = { method: 'GET', constraints: {}, place: { server: context, cors: undefined }, rank: 0 };
    prefixes.add({ ...entry, url: prefix });
    prefixes.add({ ...entry, url: prefix.endsWith('/') ? `${prefix}*` : `${prefix}/*` });
  }

  function addRoute(this: FastifyInstance, route: RouteOptions & { readonly routePath: string }): void {
    const place: Place = { server: this, cors: route.config?.cors };
    // Defined at once, so that a mistake in it stops the start.
    if (place.cors !== undefined && place.cors !== false) registrationsFor(this)[0]?.deciderOf(place.cors);
    const { method, url, routePath, prefixTrailingSlash = 'both' } = route;
    const { known: constraints, unknown: rank } = constraintsOf(route);
    routes.add({ method, url, constraints, place, rank });
    // The index of a prefix is reached with a slash and without, and Fastify tells of one of them only.
    if (routePath === '' && prefixTrailingSlash === 'both') {
      routes.add({ method, url: `${url}/`, constraints, place, rank: Number.POSITIVE_INFINITY });
    }
  }

  function placeOf(request: FastifyRequest): Place {
    const { raw, server, is404 } = request;
    const { method = '', url = '', headers } = raw;
    const requestedMethod = headers['access-control-request-method'];
    if (classify(method, headers.origin, requestedMethod) === 'preflight') {
      return routes.find(requestedMethod ?? '', url, constraintsAfter(headers)) ?? placeOfPath(url, server);
    }
    return is404 ? placeOfPath(url, server) : { server, cors: request.routeOptions.config.cors };
  }

  /** Where no route is: the context whose prefix the path has, unless Fastify itself knows of one within it. */
  function placeOfPath(url: string, server: FastifyInstance): Place {
    const place = prefixes.find('GET', url, {});
    return place === undefined || lineageOf(server).includes(place.server) ? { server, cors: undefined } : place;
  }

  function decidersFor(request: FastifyRequest): readonly Decider<FastifyRequest>[] {
    const { server, cors } = placeOf(request);
    const inForce = registrationsFor(server);
    const [innermost] = inForce;
    if (innermost === undefined || cors === false) return [];
    const deciders = inForce.map(({ decider }) => decider);
    return cors === undefined ? deciders : [innermost.deciderOf(cors), ...deciders];
  }

  return { register, decidersFor };
}

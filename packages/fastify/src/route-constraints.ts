import type { NodeRequestHeaders } from '@cors-policy/core/adapter';
import type { RouteOptions } from 'fastify';
import type { Constraints } from './route-table.js';

/** The newest version: what find-my-way understands by it. */
const ANY_VERSION = '*';

const namesAcceptVersion = /(?:^|,)[\t ]*accept-version[\t ]*(?:,|$)/i;

/**
 * What of a route's constraints a preflight tells.
 *
 * Its host is that of the request that follows. The version is not: browsers send `Accept-Version` with the request
 * only, and in the preflight its name. What an application's own strategies read nobody knows, so those are left out, and
 * `unknown` says how many they are.
 *
 * @param isOwn whether a strategy is the application's own, which may have the name of one of the router's
 */
export function constraintsOf(
  { constraints = {} }: Pick<RouteOptions, 'constraints'>,
  isOwn: (name: string) => boolean,
): { readonly known: Constraints; readonly unknown: number } {
  const all = Object.entries(constraints);
  const known = all.filter(([name]) => (name === 'host' || name === 'version') && !isOwn(name));
  return { known: Object.fromEntries(known), unknown: all.length - known.length };
}

/**
 * How the request after a preflight will meet them. Where it is going to have a version, of which a preflight tells the
 * name and not the value, that is taken for the newest.
 *
 * @param headers those of the preflight
 */
export function constraintsAfter(headers: NodeRequestHeaders): Constraints {
  const version = headers['accept-version'];
  const willHaveVersion = namesAcceptVersion.test(String(headers['access-control-request-headers'] ?? ''));
  return {
    host: headers.host ?? headers[':authority'],
    version: version ?? (willHaveVersion ? ANY_VERSION : undefined),
  };
}

import {
  VARY_ORIGIN,
  VARY_REQUEST_HEADERS,
  VARY_REQUEST_METHOD,
  VARY_REQUEST_PRIVATE_NETWORK,
  VARY_SEC_FETCH_SITE,
} from '../protocol/header-names.js';

/** What `Vary` depends on: the rules of a group together, and never the outcome for a request. */
export interface VaryInputs {
  readonly isPublic: boolean;
  readonly rejects: boolean;
  readonly privateNetwork: boolean;
}

/**
 * The request fields that a shared cache must tell responses apart by. A cache that first stored the answer to a
 * request without `Origin` would hand it to everybody, so the names are the same whatever the request held.
 *
 * CSRF adds none: it concerns methods that no cache stores.
 *
 * @param checked whether an outside check may grant the origin; then even a public rule depends on it
 * @see https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches
 */
export function compileVary(rules: readonly VaryInputs[], checked: boolean): readonly string[] {
  if (rules.every((rule) => rule.isPublic)) return Object.freeze(checked ? [VARY_ORIGIN] : []);
  return Object.freeze(rules.some((rule) => rule.rejects) ? [VARY_ORIGIN, VARY_SEC_FETCH_SITE] : [VARY_ORIGIN]);
}

/** The same for a preflight, which also reads what is asked for. */
export function compilePreflightVary(rules: readonly VaryInputs[], checked: boolean): readonly string[] {
  const privateNetwork = rules.some((rule) => rule.privateNetwork) ? [VARY_REQUEST_PRIVATE_NETWORK] : [];
  return Object.freeze([...compileVary(rules, checked), VARY_REQUEST_METHOD, VARY_REQUEST_HEADERS, ...privateNetwork]);
}

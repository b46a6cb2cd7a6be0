import type { RequestKind } from './decision.js';

/**
 * Tells apart, by what browsers send, requests outside of CORS, preflights, and all others.
 *
 * A preflight is `OPTIONS` with `Origin` and a non-empty `Access-Control-Request-Method`. Nothing wider: a script may
 * send `OPTIONS` itself, which is preflighted like any other method and belongs to the application.
 *
 * @param origin `undefined` where there is none; an empty field is one
 * @see https://fetch.spec.whatwg.org/#cors-preflight-request
 */
export function classify(
  method: string,
  origin: string | undefined,
  requestedMethod: string | undefined,
): Exclude<RequestKind, 'out-of-scope'> {
  if (origin === undefined) return 'non-cors';
  return method === 'OPTIONS' && requestedMethod !== undefined && requestedMethod !== '' ? 'preflight' : 'actual';
}

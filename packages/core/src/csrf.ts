import type { CsrfDenials, CsrfGuard } from './decide/rule-group.js';
import { includesOrigin } from './origin/origin-set.js';
import { type Fields, readField } from './read-request.js';
import { namesHost } from './same-origin.js';

/**
 * Whether a request may write, in the rules that ask: CORS alone does not tell, because a browser sends a simple POST
 * of any page without asking.
 *
 * The algorithm is that of Go's `net/http.CrossOriginProtection`, and stricter in one point: an empty `Sec-Fetch-Site`
 * is a value like any other.
 *
 * 1. GET, HEAD and OPTIONS pass: they do not write.
 * 2. `Sec-Fetch-Site` says `same-origin` or `none`: pass. Any other value: the origin must be trusted.
 * 3. Without it and without `Origin` the client is no browser of the last years: pass.
 * 4. Without it, `Origin` names our host: pass; else the origin must be trusted.
 *
 * A malformed origin is in no set, so it is never trusted; neither is `null`, which no set of trusted origins holds.
 *
 * @param guards the rules of the group that ask
 * @param method the method, or the requested one of a preflight
 * @returns `undefined` where it may, else the denials of the first rule that does not trust the origin
 * @see https://pkg.go.dev/net/http#CrossOriginProtection
 */
export function refuseWriting(
  guards: readonly CsrfGuard[],
  method: string,
  origin: string | undefined,
  fields: Fields,
): CsrfDenials | undefined {
  if (guards.length === 0 || method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return undefined;
  const fetchSite = readField(fields['sec-fetch-site']);
  if (fetchSite === 'same-origin' || fetchSite === 'none') return undefined;
  if (fetchSite === undefined && (origin === undefined || namesHost(origin, readField(fields.host)))) return undefined;
  for (const { trusted, denials } of guards) {
    if (origin === undefined || !includesOrigin(trusted, origin)) return denials;
  }
  return undefined;
}

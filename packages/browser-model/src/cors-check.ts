import type { WireResponse } from './browser-request.js';
import type { FetchRequest } from './fetch-request.js';
import { checked, type Finding } from './finding.js';
import { get } from './header-list.js';

/**
 * Whether a response may be shared with the page: the fields `Access-Control-Allow-Origin` and, for a request with
 * credentials, `Access-Control-Allow-Credentials`.
 *
 * @param origin the request's origin, byte-serialized
 * @returns one or two findings; all have to have passed
 * @see https://fetch.spec.whatwg.org/#cors-check
 */
export function corsCheck(
  { credentials }: Pick<FetchRequest, 'credentials'>,
  origin: string,
  { headers }: WireResponse,
): readonly Finding[] {
  const withCredentials = credentials === 'include';
  // Steps 1 to 4. Several lines are one value here, which is no origin.
  const allowed = get(headers, 'access-control-allow-origin');
  const passes = allowed === origin || (!withCredentials && allowed === '*');
  const wanted = withCredentials ? `${origin}, for the request has credentials` : `${origin} or *`;
  const originFinding = checked('allow-origin', passes, 'access-control-allow-origin', allowed, wanted);
  // Steps 5 to 8.
  if (!passes || !withCredentials) return [originFinding];
  const granted = get(headers, 'access-control-allow-credentials');
  return [
    originFinding,
    checked('allow-credentials', granted === 'true', 'access-control-allow-credentials', granted, 'true'),
  ];
}

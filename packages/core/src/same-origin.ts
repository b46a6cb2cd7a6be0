import { defaultPort, parseOrigin } from './origin/origin.js';

/**
 * Whether an `Origin` names the host and port that the request was sent to. The scheme of the request is not known
 * here (a proxy may end TLS), so an `http:` page and an `https:` server of one host and port pass for the same; a
 * browser that sends `Sec-Fetch-Site` does not take this road.
 *
 * `X-Forwarded-Host` and its like are never read: whoever sends the request writes them.
 *
 * @param host the `Host` field, whose case and default port make no difference
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.2
 */
export function namesHost(value: string, host: string | undefined): boolean {
  if (host === undefined) return false;
  const origin = parseOrigin(value);
  const implied = origin && defaultPort(origin.scheme);
  if (origin === undefined || implied === undefined) return false;
  const { host: name, port } = origin;
  const expected = port === '' ? name : `${name}:${port}`;
  // The length is compared first: what is lower-cased is as short as an origin.
  if (host.length > expected.length + implied.length + 1) return false;
  const actual = host.toLowerCase();
  return actual === expected || (port === '' && actual === `${name}:${implied}`);
}

/**
 * Whether a request with an `Origin` comes from the server's own origin: the browser says so, or, where it says
 * nothing, host and port do. Same-origin requests carry `Origin` too when they are not GET or HEAD.
 * @see https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header
 */
export function isSameOrigin(origin: string, fetchSite: string | undefined, host: string | undefined): boolean {
  return fetchSite === undefined ? namesHost(origin, host) : fetchSite === 'same-origin';
}

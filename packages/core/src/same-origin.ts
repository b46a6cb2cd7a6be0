import { hostEndOf, MALFORMED_ORIGIN, scanOrigin } from './origin/origin.js';
import { type Fields, readField } from './read-request.js';

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
  // How much longer an origin is tells nearly all others apart: by its scheme, which `Host` lacks, less a default port.
  const longer = value.length - host.length;
  if (longer === HTTPS.length) return isHostOf(value, HTTPS, host);
  if (longer === HTTP.length) return isHostOf(value, HTTP, host);
  return longer === 4 && (hasDefaultPort(value, HTTPS, host, ':443') || hasDefaultPort(value, HTTP, host, ':80'));
}

const HTTPS = 'https://';
const HTTP = 'http://';

function hasDefaultPort(value: string, scheme: string, host: string, port: string): boolean {
  return (
    host.endsWith(port) &&
    isHostOf(value, scheme, host.slice(0, -port.length)) &&
    hostEndOf(scanOrigin(value)) === value.length
  );
}

function isHostOf(value: string, scheme: string, host: string): boolean {
  if (!value.startsWith(scheme) || scanOrigin(value) === MALFORMED_ORIGIN) return false;
  return value.endsWith(host.toLowerCase());
}

/**
 * Whether a request with an `Origin` comes from the server's own origin: the browser says so, or, where it says
 * nothing, host and port do. Same-origin requests carry `Origin` too when they are not GET or HEAD.
 * @see https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header
 */
export function isSameOrigin(origin: string, fields: Fields): boolean {
  const fetchSite = readField(fields['sec-fetch-site']);
  return fetchSite === undefined ? namesHost(origin, readField(fields.host)) : fetchSite === 'same-origin';
}

import { classifyOrigin, defaultPort } from './origin.js';

/**
 * Whether an `Origin` names the host and port that the request was sent to. The scheme cannot be compared: behind a
 * proxy that ends TLS a server does not know its own.
 *
 * @see https://pkg.go.dev/net/http#CrossOriginProtection
 */
export function originEqualsHost(value: string, host: string | undefined): boolean {
  const origin = classifyOrigin(value);
  if (typeof origin === 'string' || host === undefined) return false;
  if (origin.scheme !== 'http' && origin.scheme !== 'https') return false;
  // One port at most: `a.example:8443:443` is no host.
  if (origin.port !== '') return host.toLowerCase() === `${origin.host}:${origin.port}`;
  return withoutPort(host.toLowerCase(), defaultPort(origin.scheme)) === origin.host;
}

function withoutPort(host: string, port: string): string {
  return host.endsWith(`:${port}`) ? host.slice(0, -port.length - 1) : host;
}

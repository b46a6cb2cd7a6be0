import { isIPv4 } from './ip-address.js';

/**
 * Whether a host can only be this machine: what it sends crosses no network.
 * @see https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy
 */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || (host.startsWith('127.') && isIPv4(host))
  );
}

import { evaluate } from './evaluate.js';
import type { Policy } from './policy/policy.js';

/**
 * Whether a policy lets an origin in, for servers that answer without CORS headers: browsers open a WebSocket of any
 * page to any server, so an upgrade handler has to ask.
 *
 * An origin that is absent is not allowed, whatever the policy says: a browser always sends one. Neither is the
 * server's own, unless the policy lists it: a WebSocket request does not tell it apart.
 *
 * @param origin the value of the `Origin` field
 * @param path the path of the request; needed where a rule has `paths`
 * @example
 * server.on('upgrade', (request, socket) => {
 *   if (!isOriginAllowed(policy, request.headers.origin, request.url)) return socket.destroy();
 *   // ...
 * });
 * @see https://www.rfc-editor.org/rfc/rfc6455#section-10.2
 */
export function isOriginAllowed(policy: Policy, origin: string | undefined, path?: string): boolean {
  if (typeof origin !== 'string') return false;
  return evaluate(policy, { method: 'GET', path, headers: { origin } }).verdict === 'allowed';
}

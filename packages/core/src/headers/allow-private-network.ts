import type { HeaderEntry } from '../decision.js';
import { ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK } from '../protocol/header-names.js';

/**
 * Whether a preflight asks for a private network, by the one value that asks.
 * @see https://wicg.github.io/private-network-access/#cors-preflight
 */
export function asksPrivateNetwork(field: string | undefined): boolean {
  return field === 'true';
}

/** `Access-Control-Allow-Private-Network` is `true` where it was asked for and is on, else absent. */
export function emitAllowPrivateNetwork(granted: boolean): HeaderEntry | undefined {
  return granted ? ALLOW_PRIVATE_NETWORK : undefined;
}

const ALLOW_PRIVATE_NETWORK: HeaderEntry = Object.freeze([ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK, 'true']);

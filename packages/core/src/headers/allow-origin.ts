import type { HeaderEntry } from '../decision.js';
import { ACCESS_CONTROL_ALLOW_ORIGIN } from '../protocol/header-names.js';

/** The value that lets every origin read, without credentials only. */
export const ANY_ORIGIN = '*';

/**
 * `Access-Control-Allow-Origin` holds `*` or the request's own `Origin`, byte for byte: browsers compare it so, and a
 * list or `null` made up here would either fail or open a hole.
 * @see https://fetch.spec.whatwg.org/#cors-check
 */
export function emitAllowOrigin(value: string): HeaderEntry {
  return Object.freeze([ACCESS_CONTROL_ALLOW_ORIGIN, value]);
}

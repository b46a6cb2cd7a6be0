import type { HeaderEntry } from '../decision.js';
import { TIMING_ALLOW_ORIGIN } from '../protocol/header-names.js';

/**
 * `Timing-Allow-Origin` for whoever may read the response.
 * @param origin the value of `Access-Control-Allow-Origin`
 * @see https://www.w3.org/TR/resource-timing/#sec-timing-allow-origin
 */
export function emitTimingAllowOrigin(origin: string): HeaderEntry {
  return Object.freeze([TIMING_ALLOW_ORIGIN, origin]);
}

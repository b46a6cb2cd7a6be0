import type { HeaderEntry } from '../decision.js';
import { ACCESS_CONTROL_MAX_AGE } from '../protocol/header-names.js';

/** What a browser is told by default: a day, in seconds. Chromium keeps at most 2 hours of it, WebKit 10 minutes, Firefox all. */
export const DEFAULT_MAX_AGE = 86_400;

/**
 * `Access-Control-Max-Age` in plain digits; `false` sends none, and the browser keeps the answer for 5 seconds.
 * @see https://fetch.spec.whatwg.org/#http-access-control-max-age
 */
export function emitMaxAge(seconds: number | false): HeaderEntry | undefined {
  return seconds === false ? undefined : Object.freeze([ACCESS_CONTROL_MAX_AGE, String(seconds)]);
}

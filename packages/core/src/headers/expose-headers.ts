import type { HeaderEntry } from '../decision.js';
import { ACCESS_CONTROL_EXPOSE_HEADERS } from '../protocol/header-names.js';

/**
 * `Access-Control-Expose-Headers`: the configured names and never one of the request's.
 * @see https://fetch.spec.whatwg.org/#http-access-control-expose-headers
 */
export function emitExposeHeaders(headers: '*' | readonly string[]): HeaderEntry | undefined {
  const value = headers === '*' ? '*' : headers.join(',');
  return value === '' ? undefined : Object.freeze([ACCESS_CONTROL_EXPOSE_HEADERS, value]);
}

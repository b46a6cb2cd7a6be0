import { MAX_REQUEST_METHOD_LENGTH } from './limits.js';
import { isToken } from './token.js';

/** What django-cors-headers allows by default, and so do we. Frozen; extend it with a spread. */
export const defaultMethods: readonly string[] = Object.freeze(['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

/**
 * Whether CORS cannot forbid this method: a preflight for it passes whatever `Access-Control-Allow-Methods` says.
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-method
 */
export function isSafelistedMethod(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'POST';
}

/**
 * Whether no script can send this method, in any case of its letters.
 * @see https://fetch.spec.whatwg.org/#forbidden-method
 */
export function isForbiddenMethod(method: string): boolean {
  return /^(?:connect|trace|track)$/i.test(method);
}

/** Whether an `Access-Control-Request-Method` value is a method at all, within its budget. */
export function isRequestMethod(value: string): boolean {
  return value.length <= MAX_REQUEST_METHOD_LENGTH && isToken(value);
}

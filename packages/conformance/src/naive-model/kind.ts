import type { RequestDescriptor } from '@cors-policy/core';
import { readField } from './field.js';

/** The request method; what is no string is no method. */
function methodOf(request: RequestDescriptor): string {
  const method: unknown = request.method;
  return typeof method === 'string' ? method : '';
}

/**
 * What a request is. A CORS-preflight request is `OPTIONS` with `Origin` and `Access-Control-Request-Method`, and
 * nothing wider: a plain `OPTIONS` belongs to the application.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-request
 */
export function kindOf(request: RequestDescriptor): 'non-cors' | 'actual' | 'preflight' {
  if (readField(request, 'origin') === undefined) return 'non-cors';
  const asksForMethod = (readField(request, 'access-control-request-method') ?? '') !== '';
  return methodOf(request) === 'OPTIONS' && asksForMethod ? 'preflight' : 'actual';
}

/** The method that the page wants to use: for a preflight it is the one asked for. */
export function intendedMethod(request: RequestDescriptor): string {
  if (kindOf(request) === 'preflight') return readField(request, 'access-control-request-method') ?? '';
  return methodOf(request);
}

import type { RequestDescriptor, RequestHeaderFields } from '@cors-policy/core';

/**
 * The value of a request header field; `undefined` where the field is absent. A present but empty field is the
 * empty string. One that is no string at all is present and malformed: a NUL is no origin, no method and no list.
 */
export function readField(request: RequestDescriptor, name: keyof RequestHeaderFields): string | undefined {
  const value: unknown = request.headers[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : '\u0000';
}

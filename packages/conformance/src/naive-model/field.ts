import type { RequestDescriptor, RequestHeaderFields } from '@cors-policy/core';

/**
 * The value of a request header field; `undefined` where the field is absent. A present but empty field is the
 * empty string, and so is one that is no string at all: present, and good for nothing.
 */
export function readField(request: RequestDescriptor, name: keyof RequestHeaderFields): string | undefined {
  const value: unknown = request.headers[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : '';
}

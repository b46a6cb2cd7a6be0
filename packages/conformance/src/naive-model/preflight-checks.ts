import type { RequestDescriptor } from '@cors-policy/core';
import { readField } from './field.js';
import { listMembers } from './field-list.js';
import type { Rule } from './rule.js';
import { isToken } from './token.js';

/**
 * Whether the method asked for may be used. GET, HEAD and POST always may: the standard lets a browser use them
 * whatever the answer is. Methods are compared with their case.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch (step 7.5)
 */
export function methodPasses(rule: Rule, method: string): boolean {
  if (!isMethod(method)) return false;
  return ['GET', 'HEAD', 'POST', ...rule.methods].includes(method) || rule.methods.includes('*');
}

/** Whether a value is a method that can be sent back. */
export function isMethod(value: string): boolean {
  return isToken(value) && value.length <= 64;
}

/**
 * Whether every header name asked for may be used. Without credentials `*` does not stand for `authorization`.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch (steps 7.6 and 7.7)
 * @see https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name
 */
export function requestHeadersPass(rule: Rule, value: string | undefined): boolean {
  if (value === undefined) return true;
  if (!isHeaderList(value)) return false;
  return listMembers(value).every((member) => headerPasses(rule, member.toLowerCase()));
}

/** Whether a value is a list of header names, perhaps empty, within the limit. */
export function isHeaderList(value: string): boolean {
  return value.length <= 4096 && listMembers(value).every(isToken);
}

function headerPasses(rule: Rule, name: string): boolean {
  if (rule.allowedHeaders.includes(name)) return true;
  return rule.allowedHeaders.includes('*') && (rule.credentials || name !== 'authorization');
}

/** Whether the request asks, as the withdrawn Private Network Access drafts had it, to reach a more private network. */
export function asksForPrivateNetwork(request: RequestDescriptor): boolean {
  return readField(request, 'access-control-request-private-network') === 'true';
}

import type { HeaderEntry, RequestDescriptor } from '@cors-policy/core';
import { readField } from './field.js';
import { listMembers } from './field-list.js';
import { isPublic } from './origin-set.js';
import { asksForPrivateNetwork, isHeaderList, isMethod } from './preflight-checks.js';
import type { Rule } from './rule.js';

/**
 * The headers of an actual response that a rule lets an origin read.
 *
 * @see https://fetch.spec.whatwg.org/#http-responses
 * @see https://www.w3.org/TR/resource-timing/#sec-timing-allow-origin
 */
export function actualHeaders(rule: Rule, origin: string): HeaderEntry[] {
  const allowOrigin = isPublic(rule) ? '*' : origin;
  return present([
    ['access-control-allow-origin', allowOrigin],
    ['access-control-allow-credentials', rule.credentials ? 'true' : ''],
    ['access-control-expose-headers', wholeOrStar(rule.exposedHeaders)],
    ['timing-allow-origin', rule.timing ? allowOrigin : ''],
  ]);
}

/**
 * The headers of a preflight's answer once the origin passed. They are the same where the method or a header is
 * refused: the browser compares them itself, and names the culprit in its own message.
 */
export function preflightHeaders(rule: Rule, request: RequestDescriptor): HeaderEntry[] {
  return present([
    ['access-control-allow-origin', isPublic(rule) ? '*' : (readField(request, 'origin') ?? '')],
    ['access-control-allow-credentials', rule.credentials ? 'true' : ''],
    ['access-control-allow-methods', allowMethods(rule, request)],
    ['access-control-allow-headers', allowHeaders(rule, request)],
    ['access-control-max-age', rule.maxAge === false ? '' : String(rule.maxAge)],
    ['access-control-allow-private-network', rule.privateNetwork && asksForPrivateNetwork(request) ? 'true' : ''],
  ]);
}

function allowMethods(rule: Rule, request: RequestDescriptor): string {
  if (!rule.methods.includes('*') || !rule.credentials) return wholeOrStar(rule.methods);
  // Browsers take `*` literally when credentials are sent, so what was asked for stands in its place.
  const asked = readField(request, 'access-control-request-method') ?? '';
  return isMethod(asked) ? asked : '';
}

function allowHeaders(rule: Rule, request: RequestDescriptor): string {
  if (!rule.allowedHeaders.includes('*')) return rule.allowedHeaders.join(',');
  if (!rule.credentials) return rule.allowedHeaders.includes('authorization') ? '*,authorization' : '*';
  const asked = readField(request, 'access-control-request-headers') ?? '';
  return isHeaderList(asked) && listMembers(asked).length > 0 ? asked : '';
}

function wholeOrStar(names: readonly string[]): string {
  return names.includes('*') ? '*' : names.join(',');
}

/** A header without a value is not sent. */
function present(headers: HeaderEntry[]): HeaderEntry[] {
  return headers.filter(([, value]) => value !== '');
}

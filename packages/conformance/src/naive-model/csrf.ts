import type { RequestDescriptor } from '@cors-policy/core';
import { readField } from './field.js';
import type { Group } from './group.js';
import { originEqualsHost } from './host.js';
import { intendedMethod } from './kind.js';
import { patternMatches } from './origin-pattern.js';
import type { Rule } from './rule.js';

/**
 * The first rule that forbids this request to write; `undefined` where it may.
 *
 * The algorithm is that of Go's `net/http.CrossOriginProtection`: a browser that says where a request comes from is
 * believed, one too old for `Sec-Fetch-Site` still sends `Origin`, and what sends neither is no browser.
 *
 * @see https://pkg.go.dev/net/http#CrossOriginProtection
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function csrfObjector(group: Group, request: RequestDescriptor): Rule | undefined {
  if (['GET', 'HEAD', 'OPTIONS'].includes(intendedMethod(request))) return undefined;
  const site = readField(request, 'sec-fetch-site');
  const origin = readField(request, 'origin');
  if (site === 'same-origin' || site === 'none') return undefined;
  if (site === undefined) {
    if (origin === undefined || originEqualsHost(origin, readField(request, 'host'))) return undefined;
  }
  return group.find((rule) => rule.trustedOrigins !== undefined && !trusts(rule.trustedOrigins, origin));
}

function trusts(trustedOrigins: NonNullable<Rule['trustedOrigins']>, origin: string | undefined): boolean {
  return origin !== undefined && trustedOrigins.some((pattern) => patternMatches(pattern, origin));
}

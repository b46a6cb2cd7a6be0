import type { RequestDescriptor } from '@cors-policy/core';
import type { Group } from './group.js';
import { kindOf } from './kind.js';
import { isPublic } from './origin-set.js';

/**
 * What a response depends on. It follows from the rules that could answer at this path, never from the one that
 * did: a cache must keep the answer for one origin apart from the answer for another, whichever it saw first.
 *
 * @see https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches
 */
export function varyOf(group: Group, request: RequestDescriptor): string[] {
  const names = [];
  const readsOrigin = !group.every(isPublic);
  if (readsOrigin || isGuarded(request)) names.push('Origin');
  if (readsOrigin && group.some((rule) => rule.rejects)) names.push('Sec-Fetch-Site');
  if (kindOf(request) !== 'preflight') return names;
  names.push('Access-Control-Request-Method', 'Access-Control-Request-Headers');
  if (group.some((rule) => rule.privateNetwork)) names.push('Access-Control-Request-Private-Network');
  return names;
}

/** What a response depends on where no rule answers. */
export function varyOutOfScope(request: RequestDescriptor): string[] {
  return isGuarded(request) ? ['Origin'] : [];
}

/** Whether an outside check looks at origins: its answer need not be known to know that. */
function isGuarded(request: RequestDescriptor): boolean {
  return request.granted !== undefined;
}

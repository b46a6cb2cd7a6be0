import type { CanonicalRule } from '../policy/policy-config.js';
import { AUTHORIZATION } from '../protocol/header-names.js';
import { isSafelistedMethod } from '../protocol/method.js';
import type { ChangeAspect } from './policy-diff.js';

/** What one rule grants to the origins that it allows and another one does not. */
export interface WiderGrant {
  readonly aspect: ChangeAspect;
  /** The field of the rule. */
  readonly field: keyof CanonicalRule;
  /** The names that are new; none where it is a switch. */
  readonly names: readonly string[];
}

/** Compares what two rules grant, origins aside. */
export function widerGrants(before: CanonicalRule, after: CanonicalRule): readonly WiderGrant[] {
  const lists: readonly WiderGrant[] = [
    { aspect: 'methods', field: 'methods', names: newMethods(before, after) },
    { aspect: 'headers', field: 'allowedHeaders', names: newHeaders(before, after) },
    { aspect: 'exposed-headers', field: 'exposedHeaders', names: newExposed(before, after) },
  ];
  const switches: readonly WiderGrant[] = [
    { aspect: 'credentials', field: 'credentials', names: [] },
    { aspect: 'private-network', field: 'privateNetwork', names: [] },
    { aspect: 'timing', field: 'timing', names: [] },
  ];
  return [
    ...lists.filter(({ names }) => names.length > 0),
    ...switches.filter(({ field }) => after[field] === true && before[field] !== true),
  ];
}

function newMethods(before: CanonicalRule, after: CanonicalRule): readonly string[] {
  if (before.methods === '*') return [];
  if (after.methods === '*') return ['*'];
  return after.methods.filter((method) => !isSafelistedMethod(method) && !before.methods.includes(method));
}

function newHeaders(before: CanonicalRule, after: CanonicalRule): readonly string[] {
  const named = after.allowedHeaders === '*' ? ['*'] : after.allowedHeaders;
  const names = new Set(named);
  // With credentials `*` is this name too.
  if (names.has('*') && after.credentials) names.add(AUTHORIZATION);
  return [...names].filter((name) => !allowsHeader(before, name));
}

/** Whether a rule allows a header; `*` stands for one that no list has. */
function allowsHeader({ allowedHeaders, credentials }: CanonicalRule, name: string): boolean {
  if (allowedHeaders.includes(name)) return true;
  return allowedHeaders.includes('*') && (credentials || name !== AUTHORIZATION);
}

function newExposed(before: CanonicalRule, after: CanonicalRule): readonly string[] {
  if (before.exposedHeaders.includes('*')) return [];
  return [after.exposedHeaders].flat().filter((name) => !before.exposedHeaders.includes(name));
}

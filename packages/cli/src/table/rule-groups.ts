import type { CanonicalRule, Policy, RegexSource } from '@cors-policy/core';

/** Rules with the same paths: the first group whose paths match a request answers alone. */
export interface RuleGroup {
  /** `undefined` is every path. */
  readonly paths: readonly (string | RegexSource)[] | undefined;
  readonly rules: readonly PlacedRule[];
}

/** A rule, and which one of the policy it is. */
export interface PlacedRule {
  readonly index: number;
  readonly rule: CanonicalRule;
}

/** The rules of a policy by their paths, as the engine groups them: as sets. The canonical form has them in lower case. */
export function groupsOf(policy: Policy): readonly RuleGroup[] {
  const groups = new Map<string, { paths: RuleGroup['paths']; rules: PlacedRule[] }>();
  for (const [index, rule] of rulesOf(policy).entries()) {
    const key = JSON.stringify(rule.paths?.map(pathKey).sort() ?? 'every path');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { paths: rule.paths, rules: [{ index, rule }] });
    else group.rules.push({ index, rule });
  }
  return [...groups.values()];
}

function rulesOf(policy: Policy): readonly CanonicalRule[] {
  const json = policy.toJSON();
  // `Array.isArray` does not narrow a readonly array.
  return Array.isArray(json) ? (json as readonly CanonicalRule[]) : [json as CanonicalRule];
}

function pathKey(path: string | RegexSource): string {
  return typeof path === 'string' ? path : `/${path.regex}/${path.flags ?? ''}`;
}

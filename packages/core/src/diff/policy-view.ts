import type { CompiledRule } from '../decide/compiled-rule.js';
import { NO_SCOPE } from '../path/path-scopes.js';
import { compiledPolicy, type Policy } from '../policy/policy.js';
import type { CanonicalRule } from '../policy/policy-config.js';
import type { GroupPair, ScopedPolicy } from './group-pairs.js';
import { areaOfOrigins, areaOfSet, type OriginArea } from './origin-region.js';

/** A rule as it is compared. */
export interface RuleView {
  readonly index: number;
  readonly canonical: CanonicalRule;
  readonly origins: OriginArea;
  /** The origins that may write; `undefined` where the rule does not ask. */
  readonly trusted: OriginArea | undefined;
  readonly rejects: boolean;
}

/** A policy as it is compared: its groups of rules, by number. */
export interface PolicyView extends ScopedPolicy {
  readonly policy: Policy;
  readonly groups: readonly (readonly RuleView[])[];
}

export function viewPolicy(policy: Policy): PolicyView {
  const compiled = compiledPolicy(policy);
  const rules = [policy.toJSON()].flat();
  const groups = compiled.groups.map((group) => group.rules.flatMap((rule) => viewRule(rule, rules[rule.index])));
  return { policy, compiled, rules, groups };
}

function viewRule(rule: CompiledRule, canonical: CanonicalRule | undefined): readonly RuleView[] {
  if (canonical === undefined) return []; // every rule has its JSON
  const { csrf } = canonical;
  const trusted = csrf && rule.trusted ? areaOfSet(csrf.trustedOrigins, rule.trusted) : undefined;
  return [{ index: rule.index, canonical, origins: areaOfOrigins(rule, canonical), trusted, rejects: rule.rejects }];
}

/** What one policy answers a path with. */
export interface Side {
  /** The rules for the path; none where it is out of scope. */
  readonly rules: readonly RuleView[];
  /**
   * The rules that answer an origin that an outside check granted: the policy's first ones where none is for the path;
   * `undefined` where there is no such check.
   */
  readonly granting: readonly RuleView[] | undefined;
}

/** @param checked whether an outside check may grant an origin */
export function sideOf({ groups }: PolicyView, number: number, { isAmbiguous }: GroupPair, checked: boolean): Side {
  const rules = number === NO_SCOPE ? [] : (groups[number] ?? []);
  const first = isAmbiguous ? [] : (groups[0] ?? []);
  return { rules, granting: checked ? (number === NO_SCOPE ? first : rules) : undefined };
}

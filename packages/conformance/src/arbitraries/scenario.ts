import type { PolicyConfig, RequestDescriptor } from '@cors-policy/core';
import fc from 'fast-check';
import { type RequestPlan, type RequestSubjects, requestPlan } from './request.js';
import { anyRule, listingRule, type RuleGrant } from './rule-grant.js';

/** A valid config, and what requests may be about that know it. */
export interface KnownConfig {
  readonly config: PolicyConfig | readonly PolicyConfig[];
  readonly subjects: RequestSubjects;
}

/** A valid config, and requests that know it. */
export interface Scenario {
  readonly config: KnownConfig['config'];
  readonly requests: readonly RequestDescriptor[];
}

/** What a rule has in common with the next one, the last with the first. */
interface Ties {
  /** It lists origins that the next one has too, perhaps by a wildcard. */
  readonly origins: boolean;
  /** It is in the same group. */
  readonly paths: boolean;
}

const ties = fc.record<Ties>({ origins: fc.boolean(), paths: fc.boolean() });

function tied(rule: PolicyConfig, next: RuleGrant | undefined, ties: Ties): PolicyConfig {
  if (next === undefined) return rule;
  const { paths, ...others } = rule;
  const ownPaths = ties.paths ? next.rule.paths : paths;
  const origins = ties.origins && Array.isArray(rule.origins) ? [...rule.origins, ...next.origins] : rule.origins;
  // A list of origins stays one.
  return { ...others, origins, ...(ownPaths === undefined ? {} : { paths: ownPaths }) } as PolicyConfig;
}

/** Two configs in three have one rule, and half of these are it. No two rules are equal, which `maxAge` sees to. */
export function knownConfig(rule: fc.Arbitrary<RuleGrant>, maxRules: number): fc.Arbitrary<KnownConfig> {
  const part = fc.tuple(rule, ties);
  const parts = fc.oneof(
    { weight: 2, arbitrary: fc.array(part, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(part, { minLength: Math.min(2, maxRules), maxLength: maxRules }) },
  );
  return fc.tuple(parts, fc.boolean()).map(([parts, isList]) => {
    const grants = parts.map(([grant]) => grant);
    const rules = parts.map(([{ rule }, ties], index) => {
      const own = grants.length === 1 ? rule : tied(rule, grants[(index + 1) % grants.length], ties);
      return index === 0 ? own : { ...own, maxAge: 100 + index };
    });
    const [only] = rules;
    return {
      config: rules.length === 1 && only !== undefined && !isList ? only : rules,
      subjects: { origins: grants.flatMap(({ origins }) => origins), paths: grants.flatMap(({ paths }) => paths) },
    };
  });
}

/** Few requests of each config: what is wrong with it shows in one of many configs, not in one of many requests. */
export function scenarioOf(known: fc.Arbitrary<KnownConfig>, plan: fc.Arbitrary<RequestPlan>): fc.Arbitrary<Scenario> {
  return fc
    .tuple(known, fc.array(plan, { minLength: 1, maxLength: 3 }))
    .map(([{ config, subjects }, plans]) => ({ config, requests: plans.map((plan) => plan(subjects)) }));
}

/** Rules of every kind, in groups by path, and requests of every kind. */
export const groupScenario: fc.Arbitrary<Scenario> = scenarioOf(knownConfig(anyRule, 3), requestPlan);

/** The same with few rules, where it is not about groups. */
export const scenario: fc.Arbitrary<Scenario> = scenarioOf(knownConfig(anyRule, 2), requestPlan);

/** Origins in all their forms, and little else to hide them. */
export const originScenario: fc.Arbitrary<Scenario> = scenarioOf(knownConfig(listingRule, 1), requestPlan);

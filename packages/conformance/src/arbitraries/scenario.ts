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

/** One rule is a config itself half of the time. No two rules are equal, which `maxAge` sees to. */
export function knownConfig(rule: fc.Arbitrary<RuleGrant>, maxRules: number): fc.Arbitrary<KnownConfig> {
  return fc.tuple(fc.array(rule, { minLength: 1, maxLength: maxRules }), fc.boolean()).map(([grants, isList]) => {
    const rules = grants.map(({ rule }, index) => (index === 0 ? rule : { ...rule, maxAge: 100 + index }));
    const [only] = rules;
    return {
      config: rules.length === 1 && only !== undefined && !isList ? only : rules,
      subjects: { origins: grants.flatMap(({ origins }) => origins), paths: grants.flatMap(({ paths }) => paths) },
    };
  });
}

export function scenarioOf(known: fc.Arbitrary<KnownConfig>, plan: fc.Arbitrary<RequestPlan>): fc.Arbitrary<Scenario> {
  return fc
    .tuple(known, fc.array(plan, { minLength: 1, maxLength: 4 }))
    .map(([{ config, subjects }, plans]) => ({ config, requests: plans.map((plan) => plan(subjects)) }));
}

/** Rules of every kind, in groups by path, and requests of every kind. */
export const groupScenario: fc.Arbitrary<Scenario> = scenarioOf(knownConfig(anyRule, 3), requestPlan);

/** The same with few rules, where it is not about groups. */
export const scenario: fc.Arbitrary<Scenario> = scenarioOf(knownConfig(anyRule, 2), requestPlan);

/** Origins in all their forms, and little else to hide them. */
export const originScenario: fc.Arbitrary<Scenario> = scenarioOf(knownConfig(listingRule, 1), requestPlan);

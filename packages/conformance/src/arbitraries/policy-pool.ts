import { definePolicy, type Policy, type PolicyConfig, type RequestDescriptor } from '@cors-policy/core';
import fc from 'fast-check';
import { RUNS } from '../properties/runs.js';
import { type RequestPlan, type RequestSubjects, requestPlan } from './request.js';
import { anyRule, type RuleGrant } from './rule-grant.js';
import { knownConfig } from './scenario.js';

/** A policy, and what requests may be about that know it. */
export interface KnownPolicy {
  readonly config: PolicyConfig | readonly PolicyConfig[];
  readonly policy: Policy;
  readonly subjects: RequestSubjects;
}

/** How many policies there are to choose from: each is asked about a hundred times, but for the first fifty. */
const POOL_SIZE = Math.max(50, Math.floor(RUNS / 100));

/**
 * Policies that are defined once and asked often. The number of a policy is the seed that it is made from, so that a
 * failure can be replayed.
 */
export function policyPool(rule: fc.Arbitrary<RuleGrant>, maxRules: number): fc.Arbitrary<KnownPolicy> {
  const configs = knownConfig(rule, maxRules);
  const pool = new Map<number, KnownPolicy>();
  const make = (seed: number): KnownPolicy => {
    const [known] = fc.sample(configs, { seed, numRuns: 1 });
    if (known === undefined) throw new Error('a sample of one is empty');
    return { ...known, policy: definePolicy(known.config) };
  };
  return fc.nat({ max: POOL_SIZE - 1 }).map((number) => {
    const known = pool.get(number) ?? make(number);
    pool.set(number, known);
    return known;
  });
}

export const knownPolicy: fc.Arbitrary<KnownPolicy> = policyPool(anyRule, 3);

/** A policy of a pool, and requests that know it. */
export interface Questions extends KnownPolicy {
  readonly requests: readonly RequestDescriptor[];
}

export function questionsFor(
  pool: fc.Arbitrary<KnownPolicy> = knownPolicy,
  plan: fc.Arbitrary<RequestPlan> = requestPlan,
): fc.Arbitrary<Questions> {
  return fc
    .tuple(pool, fc.array(plan, { minLength: 1, maxLength: 4 }))
    .map(([known, plans]) => ({ ...known, requests: plans.map((plan) => plan(known.subjects)) }));
}

import fc from 'fast-check';
import { type PageRequest, pageRequestPlan } from './page-request.js';
import { type KnownPolicy, knownPolicy } from './policy-pool.js';

/** Pages that know a policy, what they want of its server, and what a check outside of the policy says of them. */
export interface PageVisits extends KnownPolicy {
  readonly wishes: readonly PageRequest[];
  readonly granted: boolean | 'failed' | undefined;
}

const granted = fc.constantFrom<PageVisits['granted'][]>(undefined, undefined, undefined, false, true, 'failed');

export const pageVisits: fc.Arbitrary<PageVisits> = fc
  .tuple(knownPolicy, fc.array(pageRequestPlan, { minLength: 1, maxLength: 3 }), granted)
  .map(([known, plans, granted]) => ({ ...known, granted, wishes: plans.map((plan) => plan(known.subjects)) }));

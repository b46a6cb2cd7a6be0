import fc from 'fast-check';
import { type PageRequest, pageRequestPlan } from './page-request.js';
import { type KnownPolicy, knownPolicy } from './policy-pool.js';

/** Pages that know a policy, and what they want of its server. */
export interface PageVisits extends KnownPolicy {
  readonly wishes: readonly PageRequest[];
}

/** Half of the pages and servers of each policy are of the kinds that come close. */
export const pageVisits: fc.Arbitrary<PageVisits> = fc
  .tuple(knownPolicy, fc.array(pageRequestPlan, { minLength: 1, maxLength: 3 }))
  .map(([known, plans]) => ({ ...known, wishes: plans.map((plan) => plan(known.subjects)) }));

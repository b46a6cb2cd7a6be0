import fc from 'fast-check';
import type { Reply } from '../server/reply.js';
import { type Host, hosts, type PagePlace } from './page-place.js';
import { type PolicyPlan, policyFor } from './policy-plan.js';
import { replyPlan } from './reply-plan.js';
import { type RequestPlan, requestPlans } from './request-plan.js';

/** A case: everything but the ports, which differ from run to run. */
export interface CasePlan {
  /** Where the script runs. */
  readonly page: PagePlace;
  /** The name under which it asks for the server. */
  readonly apiHost: Host;
  /** Behind the path of the case. */
  readonly target: string;
  readonly policy: PolicyPlan;
  readonly reply: Reply;
  readonly requests: readonly RequestPlan[];
}

const pages = fc.record<PagePlace>({
  host: fc.constantFrom(...hosts),
  portIndex: fc.constantFrom(0, 1),
  place: fc.constantFrom('page', 'page', 'page', 'page', 'page', 'sandbox'),
});

/** Most of them in the scopes that policies have; `/item%2fx` means different things to different routers. */
const targets = fc.constantFrom(
  ...Array<string>(12).fill('/item'),
  '/ITEM/x',
  '/ITEM/x',
  '/item?q=1',
  '/it%65m',
  '/other',
  '/item%2fx',
);

const casePlan: fc.Arbitrary<CasePlan> = pages.chain((page) =>
  fc.record<CasePlan>({
    page: fc.constant(page),
    apiHost: fc.constantFrom('localhost', 'localhost', 'a.localhost', 'pr-1.dev.localhost'),
    target: targets,
    policy: policyFor(page),
    reply: replyPlan,
    requests: page.place === 'page' ? requestPlans : requestPlans.map(inModeCors),
  }),
);

/**
 * Of a sandboxed frame, browsers send `Origin: null` with no-cors requests that could have had cookies, and none with
 * others: a matter of cookies, and no script reads the answers.
 */
function inModeCors(plans: readonly RequestPlan[]): readonly RequestPlan[] {
  return plans.map((plan) => ({ ...plan, mode: 'cors' }));
}

/** The case of a number, which depends on the seed and the number alone. */
export function caseOf(seed: number, number: number): CasePlan {
  // Numbers next to each other get seeds that are far from each other.
  const [plan] = fc.sample(casePlan, { seed: Math.imul(seed * 1_000_003 + number + 1, 0x9e3779b1), numRuns: 1 });
  if (plan === undefined) throw new Error('a sample of one is empty');
  return plan;
}

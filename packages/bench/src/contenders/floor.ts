import type { Verdict } from '@cors-policy/core';
import type { DecisionScenario } from '../scenarios/decision-scenario.js';
import type { DecisionContender } from './decision-contender.js';

/** What a decision is at the very least: one frozen object for all requests. */
interface BareAnswer {
  readonly verdict: Verdict;
}

const ALLOWED: BareAnswer = Object.freeze({ verdict: 'allowed' });
const DENIED: BareAnswer = Object.freeze({ verdict: 'denied' });
const NONE: BareAnswer = Object.freeze({ verdict: 'not-applicable' });

/** The texts that are looked up: those of the policy, and where these are patterns, the origins that match one. */
function textsOf({ policy, requests, verdict }: DecisionScenario): string[] {
  const { origins } = policy;
  const listed = Array.isArray(origins) ? origins.filter((one): one is string => typeof one === 'string') : [];
  if (verdict !== 'allowed') return listed;
  return [...listed, ...requests.flatMap((request) => ('origin' in request ? [request.origin] : []))];
}

/** One `Map.get` on the origin, and a frozen object: less than any policy can do. */
export const mapGet: DecisionContender = {
  name: 'Map.get',
  prepare: (scenario) => {
    const map = new Map(textsOf(scenario).map((text) => [text, ALLOWED]));
    return ({ headers }) => map.get(headers.origin ?? '') ?? DENIED;
  },
};

/** Sees that there is no origin, and gives a frozen object. */
export const emptyLoop: DecisionContender = {
  name: 'empty loop',
  prepare: () => {
    return ({ headers }) => (headers.origin === undefined ? NONE : DENIED);
  },
};

import type { RequestDescriptor, Verdict } from '@cors-policy/core';
import { loopOf } from '../measure/loop.js';
import type { Subject } from '../measure/rounds.js';
import type { DecisionScenario } from '../scenarios/decision-scenario.js';
import { freshRequests } from '../scenarios/fresh-requests.js';

/** Answers one request. */
export type Ask = (request: RequestDescriptor) => { readonly verdict: Verdict };

/** Something that decides about requests, without a server around it. */
export interface DecisionContender {
  readonly name: string;
  /** Makes it ready for a policy, which is not measured, and gives what is. */
  readonly prepare: (scenario: DecisionScenario) => Ask;
}

/** How many requests are answered before the clock is started. */
const RUN_IN = 20;

export const subjectName = (scenario: DecisionScenario, { name }: DecisionContender): string =>
  `${scenario.name}: ${name}`;

/**
 * A contender in a scenario, ready to be measured, once it has answered every request as it has to.
 *
 * @throws Error where an answer is not that of the scenario
 */
export function decisionSubject(scenario: DecisionScenario, contender: DecisionContender): Subject {
  const ask = contender.prepare(scenario);
  const take = freshRequests(scenario.requests);
  const name = subjectName(scenario, contender);
  for (const request of take()) {
    const { verdict } = ask(request);
    if (verdict === scenario.verdict) continue;
    throw new Error(`${name}: says ${verdict} to ${JSON.stringify(request).slice(0, 400)}`);
  }
  const loop = loopOf(ask);
  return {
    name,
    prepare: () => {
      const others = take();
      const requests = take();
      // What ran before was another contender: whose code and tables the processor has at hand is not to count.
      loop(others.slice(0, RUN_IN));
      return { size: requests.length, run: () => loop(requests) };
    },
  };
}

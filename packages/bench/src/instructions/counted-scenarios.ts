import type { DecisionScenario } from '../scenarios/decision-scenario.js';
import { allowedOf, deniedOf, noOrigin, preflight, wildcardHitOf } from '../scenarios/evaluate-scenarios.js';
import { requestHeaders } from '../scenarios/hostile-scenarios.js';

/** What `evaluate` is asked while instructions are counted, and how often. */
export interface CountedScenario {
  readonly name: string;
  readonly scenario: () => DecisionScenario;
  /** Batches of requests that are not counted, by the end of which the optimised code is in place. */
  readonly warmUp: number;
  /** Batches that are counted. */
  readonly counted: number;
}

const USUAL = { warmUp: 20, counted: 30 };

/** One comma after the other: every one of them is a member of the list, and has to be looked at. */
function commas(): DecisionScenario {
  const scenario = requestHeaders.flat().find(({ name }) => name === '4 KB of commas');
  if (scenario === undefined) throw new Error('there is no such scenario');
  return scenario;
}

export const countedScenarios: readonly CountedScenario[] = [
  { name: 'no origin', scenario: () => noOrigin, ...USUAL },
  { name: 'allowed, of 1000', scenario: () => allowedOf(1000), ...USUAL },
  { name: 'denied, of 1000', scenario: () => deniedOf(1000), ...USUAL },
  { name: 'wildcard hit, of 100', scenario: () => wildcardHitOf(100), ...USUAL },
  { name: 'preflight, 3 headers', scenario: () => preflight, ...USUAL },
  { name: 'hostile: 4 KB of commas in ACRH', scenario: commas, warmUp: 40, counted: 40 },
];

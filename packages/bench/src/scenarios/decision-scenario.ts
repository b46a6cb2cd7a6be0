import type { PolicyConfig, Verdict } from '@cors-policy/core';
import type { PlainRequest } from './fresh-requests.js';

/** A policy, and requests of one sort that all get the same verdict. */
export interface DecisionScenario {
  readonly name: string;
  readonly policy: PolicyConfig;
  readonly requests: readonly PlainRequest[];
  readonly verdict: Verdict;
}

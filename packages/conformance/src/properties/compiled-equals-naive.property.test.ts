import { definePolicy, evaluate } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { groupScenario, originScenario, type Scenario } from '../arbitraries/scenario.js';
import { naiveEvaluate } from '../naive-model/index.js';
import { holds } from './runs.js';
import { expectSame } from './same.js';

function agree({ config, requests }: Scenario): void {
  const policy = definePolicy(config);
  for (const request of requests) {
    expectSame(evaluate(policy, request), naiveEvaluate(config, request), { config, request });
  }
}

describe('the engine and the naive model', () => {
  it('compiled-equals-naive: every valid config decides every request as the naive model does', () =>
    holds(fc.property(groupScenario, agree)));

  it('compiled-equals-naive, origins: so do lists of origins in all their forms', () =>
    holds(fc.property(originScenario, agree)));
});

import { definePolicy, evaluate } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { scenario } from '../arbitraries/scenario.js';
import { holds } from './runs.js';
import { expectSame } from './same.js';

describe('a policy as JSON', () => {
  it('json-round-trip: what JSON makes of a policy defines one that decides the same, and whose JSON is the same', () =>
    holds(
      fc.property(scenario, ({ config, requests }) => {
        const policy = definePolicy(config);
        const json = JSON.stringify(policy);
        const again = definePolicy(JSON.parse(json));
        expectSame(JSON.stringify(again), json, { config });
        for (const request of requests)
          expectSame(evaluate(again, request), evaluate(policy, request), { config, json, request });
      }),
    ));
});

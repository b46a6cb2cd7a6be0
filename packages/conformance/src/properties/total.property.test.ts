import { evaluate, isOriginAllowed, type RequestDescriptor } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { oddDescriptor, oddValue } from '../arbitraries/odd-descriptor.js';
import { knownPolicy, questionsFor } from '../arbitraries/policy-pool.js';
import { holds } from './runs.js';
import { expectWellShaped } from './well-shaped.js';

describe('evaluate is total', () => {
  it('total: no descriptor makes it throw, and each gets a well-shaped, deeply frozen decision', () =>
    holds(
      fc.property(questionsFor(), ({ policy, config, requests }) => {
        for (const request of requests) expectWellShaped(evaluate(policy, request), { config, request });
      }),
    ));

  it('total, ill-typed: neither does one whose parts are of any type, throw when read, or lie', () =>
    holds(
      fc.property(knownPolicy, oddDescriptor, ({ policy, config }, descriptor) => {
        // What no type lets through is what is asked here.
        expectWellShaped(evaluate(policy, descriptor() as RequestDescriptor), { config });
      }),
    ));

  it('total, isOriginAllowed: it answers true or false, whatever the origin and the path are', () =>
    holds(
      fc.property(knownPolicy, oddValue, oddValue, ({ policy }, origin, path) => {
        // As above.
        return typeof isOriginAllowed(policy, origin() as string, path() as string) === 'boolean';
      }),
    ));
});

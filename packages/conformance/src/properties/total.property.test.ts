import { evaluate, isOriginAllowed, type RequestDescriptor } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { junk, type Make, oddText } from '../arbitraries/junk.js';
import { knownPolicy, questionsFor } from '../arbitraries/policy-pool.js';
import { holds } from './runs.js';
import { expectWellShaped } from './well-shaped.js';

const value: fc.Arbitrary<Make> = fc.oneof(
  junk,
  fc
    .oneof(oddText, fc.constantFrom(undefined, 'OPTIONS', 'https://example.com', 'PUT', true, '/api'))
    .map((value) => () => value),
);

const fieldNames = [
  'origin',
  'host',
  'sec-fetch-site',
  'access-control-request-method',
  'access-control-request-headers',
  'access-control-request-private-network',
];

/** A descriptor whose every part may be anything. */
const oddDescriptor: fc.Arbitrary<Make> = fc.oneof(
  { weight: 1, arbitrary: junk },
  {
    weight: 2,
    arbitrary: fc
      .tuple(value, value, value, fc.array(value, { maxLength: 6 }), fc.boolean())
      .map(([method, path, granted, values, isPreflight]) => () => {
        const headers = Object.fromEntries(values.map((value, index) => [fieldNames[index], value()]));
        return { method: isPreflight ? 'OPTIONS' : method(), path: path(), granted: granted(), headers };
      }),
  },
  { weight: 1, arbitrary: value.map((headers) => () => ({ method: 'GET', path: '/api', headers: headers() })) },
);

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
      fc.property(knownPolicy, value, value, ({ policy }, origin, path) => {
        // As above.
        return typeof isOriginAllowed(policy, origin() as string, path() as string) === 'boolean';
      }),
    ));
});

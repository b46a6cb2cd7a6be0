import fc from 'fast-check';
import { describe, it } from 'vitest';
import { junk, type Make, oddText } from '../arbitraries/junk.js';
import { anyRule } from '../arbitraries/rule-grant.js';
import { knownConfig } from '../arbitraries/scenario.js';
import { expectPolicyOrError } from './expect-policy-or-error.js';
import { holds } from './runs.js';

const fields = [
  'origins',
  'methods',
  'allowedHeaders',
  'exposedHeaders',
  'credentials',
  'maxAge',
  'privateNetwork',
  'paths',
  'csrf',
  'disallowed',
  'preflightStatus',
  'timing',
  'dangerously',
  // and some that a rule does not have
  'origin',
  'allowed_origins',
  '__proto__',
  'x',
];

const characters = ['a', 'b', ':', '/', '.', '*', '[', ']', '@', '?', '#', ',', '%', ' ', '\\', '0', 'é', '-'];

const text: fc.Arbitrary<Make> = fc
  .oneof(oddText, fc.string({ unit: fc.constantFrom(...characters), maxLength: 14 }))
  .map((text) => () => text);

const value: fc.Arbitrary<Make> = fc.oneof(
  { weight: 3, arbitrary: junk },
  { weight: 2, arbitrary: text },
  { weight: 1, arbitrary: text.map((text) => () => `https://${String(text())}`) },
  {
    weight: 1,
    arbitrary: fc.tuple(text, text).map(([regex, flags]) => () => ({ regex: regex(), flags: flags() })),
  },
);

/** Where a value is put: as it is, in a list, in a list beside something good, or in the place of a csrf list. */
const wrap = fc.constantFrom<(value: unknown) => unknown>(
  (value) => value,
  (value) => [value],
  (value) => ['https://example.com', value, value],
  (value) => ({ trustedOrigins: value }),
  (value) => ({ trustedOrigins: ['https://example.com', value] }),
);

const [base] = fc.sample(knownConfig(anyRule, 1), { seed: 1, numRuns: 1 });

describe('definePolicy gives a policy or a PolicyError', () => {
  it('bad-input: for any value at all', () =>
    holds(
      fc.property(junk, fc.boolean(), (make, isList) => {
        expectPolicyOrError(isList ? [make(), make()] : make());
      }),
    ));

  it('bad-input, one field: for a good config with any value in one field', () =>
    holds(
      fc.property(fc.constantFrom(...fields), value, wrap, (field, make, put) => {
        const config = { ...[base?.config].flat()[0] };
        Object.defineProperty(config, field, { value: put(make()), enumerable: true, configurable: true });
        expectPolicyOrError(config);
      }),
    ));

  it('bad-input, all fields: for any values in some fields', () =>
    holds(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...fields), value, wrap), { maxLength: 4 }), (entries) => {
        expectPolicyOrError(Object.fromEntries(entries.map(([field, make, put]) => [field, put(make())])));
      }),
    ));
});

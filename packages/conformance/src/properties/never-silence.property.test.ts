import { isPolicy, type PolicyConfig } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { type Breakage, breakage, broken } from '../arbitraries/breakage.js';
import { anyRule } from '../arbitraries/rule-grant.js';
import { knownConfig } from '../arbitraries/scenario.js';
import { define } from './expect-policy-or-error.js';
import { holds } from './runs.js';
import { expectSame } from './same.js';

/** Good configs, made once. */
const configs = fc.constantFrom(
  ...fc.sample(knownConfig(anyRule, 2), { seed: 1, numRuns: 300 }).map(({ config }) => config),
);

/** Where a config is broken, and how the paths into it begin. */
interface BrokenConfig {
  readonly value: unknown;
  readonly prefix: readonly number[];
}

function breakAt(
  config: PolicyConfig | readonly PolicyConfig[],
  place: number,
  breakages: readonly Breakage[],
): BrokenConfig {
  const rules = [config].flat();
  const at = place % rules.length;
  const changed = rules.map((rule, index) => (index === at ? broken(rule, ...breakages) : rule));
  return Array.isArray(config) ? { value: changed, prefix: [at] } : { value: changed[0], prefix: [] };
}

/** The breakages that no issue is about: none at their place, and none below it. */
function unreported(config: unknown, prefix: readonly number[], breakages: readonly Breakage[]): readonly Breakage[] {
  const outcome = define(config);
  const places = isPolicy(outcome) ? [] : outcome.map(({ path }) => `${path.join('/')}/`);
  return breakages.filter(({ path }) => {
    const expected = `${[...prefix, ...path].join('/')}/`;
    return !places.some((place) => place.startsWith(expected));
  });
}

describe('definePolicy is never silent', () => {
  it('never-silence: what is wrong with one field is reported at its place, whatever else the config holds', () =>
    holds(
      fc.property(configs, breakage, fc.nat({ max: 1 }), (config, broke, place) => {
        const { value, prefix } = breakAt(config, place, [broke]);
        expectSame(unreported(value, prefix, [broke]), [], { value });
      }),
    ));

  it('never-silence, two: of two fields that are wrong both are reported', () =>
    holds(
      fc.property(configs, breakage, breakage, fc.nat({ max: 1 }), (config, one, other, place) => {
        const touched = Object.keys(one.fields).filter((field) => field in other.fields);
        if (touched.length > 0) return;
        const { value, prefix } = breakAt(config, place, [one, other]);
        expectSame(unreported(value, prefix, [one, other]), [], { value });
      }),
    ));
});

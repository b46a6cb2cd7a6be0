import { definePolicy, evaluate, type Policy, type PolicyConfig } from '@cors-policy/core';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import { describe, expect, it } from 'vitest';
import { loadVectors } from './vectors.js';

type Config = PolicyConfig | readonly PolicyConfig[];

/** A policy is defined once, as a server does, and serves all vectors that name it. */
const defined = new Map<Config, readonly [policy: Policy, again: Policy]>();

function policiesOf(config: Config): readonly [policy: Policy, again: Policy] {
  const known = defined.get(config);
  if (known !== undefined) return known;
  const policy = definePolicy(config, { publicSuffixes });
  const again = definePolicy(JSON.parse(JSON.stringify(policy)), { publicSuffixes });
  defined.set(config, [policy, again]);
  return [policy, again];
}

describe('the engine', () => {
  it.each(loadVectors().map((vector) => [vector.id, vector] as const))('%s', (_, { config, request, decision }) => {
    const [policy, again] = policiesOf(config);
    expect(evaluate(policy, request)).toEqual(decision);
    expect(evaluate(again, request)).toEqual(decision);
  });
});

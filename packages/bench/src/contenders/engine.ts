import { definePolicy, evaluate, type Policy, type PolicyConfig } from '@cors-policy/core';
import type { DecisionContender } from './decision-contender.js';

const defined = new WeakMap<PolicyConfig, Policy>();

/** A policy is defined once, however many scenarios have it. */
function policyFor(config: PolicyConfig): Policy {
  const policy = defined.get(config) ?? definePolicy(config);
  defined.set(config, policy);
  return policy;
}

export const engine: DecisionContender = {
  name: 'evaluate',
  prepare: ({ policy }) => {
    const compiled = policyFor(policy);
    return (request) => evaluate(compiled, request);
  },
};

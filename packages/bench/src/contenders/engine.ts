import {
  definePolicy,
  evaluate,
  type HeaderDecision,
  type Policy,
  type PolicyConfig,
  type RequestDescriptor,
} from '@cors-policy/core';
import type { DecisionScenario } from '../scenarios/decision-scenario.js';
import type { DecisionContender } from './decision-contender.js';

const defined = new WeakMap<PolicyConfig, Policy>();

/** A policy is defined once, however many scenarios have it. */
function policyFor(config: PolicyConfig): Policy {
  const policy = defined.get(config) ?? definePolicy(config);
  defined.set(config, policy);
  return policy;
}

/** A contender whose answers are whole decisions. */
interface Engine extends DecisionContender {
  readonly prepare: (scenario: DecisionScenario) => (request: RequestDescriptor) => HeaderDecision;
}

export const engine: Engine = {
  name: 'evaluate',
  prepare: ({ policy }) => {
    const compiled = policyFor(policy);
    return (request) => evaluate(compiled, request);
  },
};

export {
  type DecisionLabels,
  decisionLabels,
  definePolicy,
  type HeaderDecision,
  type HeaderEntry,
  type Policy,
  type PolicyConfig,
  PolicyError,
  type PublicSuffixes,
  type Reason,
  type RequestDescriptor,
  type RequestKind,
  type Verdict,
} from '@cors-policy/core';
export type {
  DecisionMessage,
  ForeignHeaders,
  NodeResponse,
  PolicyFunction,
  PolicySource,
} from '@cors-policy/core/adapter';
export { applyDecision } from './apply-decision.js';
export { type CorsMiddleware, type CorsOptions, cors, withCors } from './cors.js';
export type { NodeRequest } from './describe-request.js';

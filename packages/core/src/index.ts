export type { RowAnswer, RowStatus } from './decide/decision-rows.js';
export { type DecisionRow, decisionTable, type RowVary } from './decide/decision-table.js';
export type { HeaderDecision, HeaderEntry, Reason, RequestKind, Verdict } from './decision.js';
export { type DecisionLabels, decisionLabels } from './decision-labels.js';
export type { ChangeAspect, DiffOptions, PolicyChange, PolicyDiff } from './diff/policy-diff.js';
export { diffPolicies } from './diff-policies.js';
export { evaluate } from './evaluate.js';
export type {
  ExplainOptions,
  Explanation,
  ExplanationStep,
  ExplanationStepId,
  NearMiss,
  NearMissKind,
  Outcome,
} from './explain/explanation.js';
export { applyFix, type PolicyFix } from './explain/policy-fix.js';
export { explain } from './explain.js';
export { isOriginAllowed } from './is-origin-allowed.js';
export type { PublicSuffixes } from './origin/public-suffix.js';
export { type DefinePolicyOptions, definePolicy } from './policy/define-policy.js';
export { defaultAllowedHeaders } from './policy/headers-field.js';
export { isPolicy, type Policy } from './policy/policy.js';
export type {
  AnonymousRule,
  AnyOriginCredentialedRule,
  CanonicalRule,
  CredentialedRule,
  CsrfConfig,
  DangerousFlags,
  NullOriginCredentialedRule,
  OriginPattern,
  PathPattern,
  PolicyConfig,
  RegexSource,
  SingleHeaderName,
  SingleOriginPattern,
} from './policy/policy-config.js';
export { PolicyError } from './policy/policy-error.js';
export type { PolicyErrorCode, PolicyIssue, PolicyIssueCode, PolicyWarningCode } from './policy/policy-issue.js';
export { defaultMethods } from './protocol/method.js';
export type { RequestDescriptor, RequestHeaderFields } from './request-descriptor.js';

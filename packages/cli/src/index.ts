export { type CheckedPolicy, checkPolicyText } from './policy-file/check-policy.js';
export type { Position } from './policy-file/json-document.js';
export type { PolicyProblem, PolicyProblemCode } from './policy-file/policy-problem.js';

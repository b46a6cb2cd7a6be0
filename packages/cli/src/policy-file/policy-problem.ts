import type { PolicyIssueCode } from '@cors-policy/core';
import type { JsonProblem, Position } from './json-document.js';

export type PolicyProblemCode =
  | PolicyIssueCode
  | JsonProblem['code']
  /** A regex that takes long for some input. */
  | 'regex-slow'
  /** A regex of which nobody could tell whether it does. */
  | 'regex-speed-unknown';

/** One thing that is wrong with a policy file, or odd. Survives JSON. */
export interface PolicyProblem {
  readonly severity: 'error' | 'warning';
  readonly code: PolicyProblemCode;
  /** Where it stands in the file. */
  readonly position: Position;
  /** Where it stands in the policy: `['origins', 2]`. */
  readonly path: readonly (string | number)[];
  readonly value?: unknown;
  /** What is wrong, in one lower-case sentence. */
  readonly message: string;
  /** What to write instead, where there is one answer. */
  readonly hint?: string;
}

import { definePolicy, type Policy, type PolicyConfig, PolicyError, type PolicyIssue } from '@cors-policy/core';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import { type JsonDocument, type JsonProblem, readJson } from './json-document.js';
import type { PolicyProblem } from './policy-problem.js';
import { slowRegexes } from './slow-regexes.js';

/** A policy file as it was found. */
export interface CheckedPolicy {
  /** Present where the file has no errors but slow regexes. */
  readonly policy: Policy | undefined;
  /** In the order of the file. */
  readonly problems: readonly PolicyProblem[];
}

/** Reads the text of a policy file and finds all that `definePolicy` says of it, and where in the text. */
export function readPolicyText(text: string): CheckedPolicy & { readonly document: JsonDocument | undefined } {
  const document = readJson(text);
  if ('code' in document) return { policy: undefined, problems: [problemOfJson(document)], document: undefined };
  const twice = document.problems.map(problemOfJson);
  const { policy, errors, warnings } = define(document.value);
  const problems = [
    ...twice,
    ...errors.map((issue) => placed(issue, 'error', document)),
    ...warnings.map((issue) => placed(issue, 'warning', document)),
  ];
  return { policy: twice.length > 0 ? undefined : policy, problems: inOrder(problems), document };
}

/** The same, and what regexes a request could make slow. */
export async function checkPolicyText(text: string): Promise<CheckedPolicy> {
  const { policy, problems, document } = readPolicyText(text);
  if (document === undefined) return { policy, problems };
  return { policy, problems: inOrder([...problems, ...(await slowRegexes(document))]) };
}

function define(value: unknown): {
  readonly policy: Policy | undefined;
  readonly errors: readonly PolicyIssue[];
  readonly warnings: readonly PolicyIssue[];
} {
  try {
    // `definePolicy` checks all of it: its parameter's type is a help for those who write TypeScript.
    const policy = definePolicy(value as PolicyConfig, { publicSuffixes });
    return { policy, errors: [], warnings: policy.warnings };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { policy: undefined, errors: error.issues, warnings: error.warnings };
  }
}

function problemOfJson(problem: JsonProblem): PolicyProblem {
  return { severity: 'error', ...problem };
}

function placed(issue: PolicyIssue, severity: PolicyProblem['severity'], document: JsonDocument): PolicyProblem {
  const { code, path, value, message, hint } = issue;
  // An unknown field is wrong by its name.
  const position = code === 'field-unknown' ? document.positionOfName(path) : document.positionOf(path);
  return {
    severity,
    code,
    position,
    path,
    ...(value !== undefined && { value }),
    message,
    ...(hint !== undefined && { hint }),
  };
}

function inOrder(problems: readonly PolicyProblem[]): readonly PolicyProblem[] {
  return [...problems].sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
}

import { definePolicy, isPolicy, type Policy, type PolicyConfig, type PolicyIssue } from '@cors-policy/core';
import { expect } from 'vitest';

/** What `definePolicy` says to a value of any type: a policy, or the issues of its error. Whatever else it throws goes on. */
export function define(config: unknown): Policy | readonly PolicyIssue[] {
  try {
    // The types do not let everything through that is asked here.
    return definePolicy(config as PolicyConfig);
  } catch (error) {
    const issues = issuesOf(error);
    if (issues === undefined) throw error;
    return issues;
  }
}

/** The issues of a `PolicyError`; `undefined` for everything else that is thrown. */
export function issuesOf(error: unknown): readonly PolicyIssue[] | undefined {
  if (!(error instanceof Error && 'code' in error && 'issues' in error)) return undefined;
  // An error of this code has them.
  return error.code === 'ERR_CORS_POLICY' ? (error.issues as readonly PolicyIssue[]) : undefined;
}

/** What is wrong with the form of an issue, by name. */
function faultsOf({ code, path, message, hint }: PolicyIssue): string[] {
  const checks: Readonly<Record<string, boolean>> = {
    code: /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(code),
    path: path.every((step) => typeof step === 'string' || (Number.isInteger(step) && step >= 0)),
    // A sentence may start with a quoted value, or end in the dots of one that was cut.
    'message in lower case': /^(?:[a-z]|["'])/.test(message),
    'message on one line': !/[\n\r\u2028\u2029]/.test(message),
    'message without period': !/(?<!\.\.)\.$/.test(message),
    hint: hint === undefined || (typeof hint === 'string' && hint !== ''),
  };
  return Object.keys(checks).filter((name) => checks[name] !== true);
}

/** Expects a policy, or an error with one well-formed issue or more. */
export function expectPolicyOrError(config: unknown): void {
  const outcome = define(config);
  if (isPolicy(outcome)) return;
  if (outcome.length === 0) expect(outcome).not.toEqual([]);
  for (const issue of outcome) {
    const faults = faultsOf(issue);
    if (faults.length > 0) expect({ code: issue.code, message: issue.message, faults }).toMatchObject({ faults: [] });
  }
}

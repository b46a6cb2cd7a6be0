import { evaluate } from './evaluate.js';
import { copyDescriptor, readAsked } from './explain/asked-request.js';
import type { Check } from './explain/check.js';
import { checkCredentials } from './explain/credentials-check.js';
import { checkWriting } from './explain/csrf-checks.js';
import type { ExplainOptions, Explanation, ExplanationStep } from './explain/explanation.js';
import { createInquiry, type Inquiry } from './explain/inquiry.js';
import { checkOrigin } from './explain/origin-check.js';
import { checkPath } from './explain/path-check.js';
import { checkPreflight } from './explain/preflight-checks.js';
import { compileRemedy, ruleToExtend, withoutDuplicates } from './explain/remedy.js';
import { outcomeOf, summarize } from './explain/summary.js';
import { deepFreeze } from './policy/deep-freeze.js';
import type { Policy } from './policy/policy.js';
import type { RequestDescriptor } from './request-descriptor.js';

/**
 * Says why a request gets what `evaluate` gives it: each check in the order in which it is made, what was compared, and
 * for those that fail the change of the config that would let exactly this request pass.
 *
 * Pure and total, as `evaluate` is. Much slower: for a terminal, a test or a log of what was refused, not for every
 * request. The texts hold parts of the request, quoted and bounded, which are the sender's.
 *
 * - Applying all `fixes` turns the verdict into `allowed`, and brings no origin, method or header into the policy that
 *   was not asked for. The new origin gets what the rule grants to its origins, and they get the new method or header.
 * - Nothing is suggested for what no config should allow: a malformed origin, an ambiguous path, a failed outside check.
 * - A fix that lifts a check of `definePolicy` says so in its `dangerously`, and is given only where nothing else helps.
 *
 * @param request as for `evaluate`. A preflight and the request after it are explained one by one
 * @param options whether the request is made with credentials, which no header field of it says
 * @returns a frozen explanation, plain data but for the decision that it holds, which is data too
 * @throws TypeError where `policy` is none
 * @example
 * ```ts
 * import { definePolicy, explain } from '@cors-policy/core';
 *
 * const policy = definePolicy({ origins: ['https://app.example.com'] });
 * const request = { method: 'GET', headers: { origin: 'http://app.example.com' } };
 * const { summary, fixes } = explain(policy, request);
 * console.log(summary); // ... "https://app.example.com" would pass: http and https are different origins. ...
 * console.log(fixes); // [{ op: 'add', path: [0, 'origins'], value: 'http://app.example.com', ... }]
 * ```
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function explain(policy: Policy, request: RequestDescriptor, options: ExplainOptions = {}): Explanation {
  const descriptor = copyDescriptor(policy, request);
  const decision = evaluate(policy, descriptor);
  const inquiry = createInquiry(policy, readAsked(descriptor, options.credentials === true), decision);
  const checks = allChecks(inquiry);
  const steps = withFixes(inquiry, checks);
  const fixes = withoutDuplicates(inquiry, [...new Set(steps.flatMap(({ fix }) => fix ?? []))]);
  const told = { decision, outcome: outcomeOf(inquiry, steps), steps, fixes };
  return deepFreeze({ ...told, summary: summarize(inquiry, told) });
}

function allChecks(inquiry: Inquiry): readonly Check[] {
  const { asked, isOwnOrigin } = inquiry;
  const first = [checkPath(inquiry), ...checkWriting(inquiry), checkOrigin(inquiry)];
  const later =
    asked.origin === undefined || isOwnOrigin
      ? []
      : [checkCredentials(inquiry), ...checkPreflight(inquiry, ruleToExtend(inquiry))];
  return [...first, ...later].filter((check) => check !== undefined);
}

/** Only where all that fails can be cured does any change of the config allow the request. */
function withFixes(inquiry: Inquiry, checks: readonly Check[]): readonly ExplanationStep[] {
  const isCurable = checks.every(({ passed, cure }) => passed || cure !== undefined);
  const fixOf = compileRemedy(inquiry, checks);
  return checks.map(({ cure, ...step }) => ({
    ...step,
    fix: isCurable && cure !== undefined && !step.passed ? fixOf(cure) : undefined,
  }));
}

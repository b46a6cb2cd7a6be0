import { show } from '../policy/policy-issue.js';
import { isRequestMethod, isSafelistedMethod } from '../protocol/method.js';
import type { Explanation, ExplanationStep, Outcome } from './explanation.js';
import type { Inquiry } from './inquiry.js';

/** What becomes of the request in a browser, given the checks. */
export function outcomeOf({ asked, decision, isOwnOrigin }: Inquiry, steps: readonly ExplanationStep[]): Outcome {
  if (decision.verdict === 'denied') return 'blocked';
  if (decision.verdict === 'allowed') return steps.every(({ passed }) => passed) ? 'allowed' : 'blocked';
  // Without headers of the policy a browser reads nothing of another origin, unless the application has its own.
  return decision.kind === 'out-of-scope' && asked.origin !== undefined && !isOwnOrigin ? 'blocked' : 'not-applicable';
}

/** How many checks, and how many changes, a paragraph tells of. */
const TOLD_STEPS = 5;

/** One paragraph. */
export function summarize(inquiry: Inquiry, { decision, outcome, steps, fixes }: Omit<Explanation, 'summary'>): string {
  const failed = steps.filter(({ passed }) => !passed);
  const reason = failed[0]?.id === 'credentials' ? 'credentials' : decision.reason;
  const told = failed.length === 0 ? steps.filter(({ id }) => id === 'origin') : failed;
  const sentences = [
    `${headline(inquiry, outcome)} (${reason})`,
    ...told
      .slice(0, TOLD_STEPS)
      .flatMap(({ message, nearMisses }) => [message, ...nearMisses.map((near) => near.message)]),
    ...(told.length > TOLD_STEPS ? [`${told.length - TOLD_STEPS} more checks fail`] : []),
    ...cureOf(inquiry, failed, fixes),
  ];
  return sentences.map((sentence) => `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`).join(' ');
}

function headline({ asked }: Inquiry, outcome: Outcome): string {
  const { method, isPreflight, origin, path } = asked;
  const name = isRequestMethod(method) ? method : show(method);
  const what = isPreflight ? `the preflight for ${name}` : `the ${name} request`;
  const from = origin === undefined ? '' : ` from ${show(origin)}`;
  const to = typeof path === 'string' ? ` to ${show(path)}` : '';
  switch (outcome) {
    case 'allowed':
      return `${what}${from}${to} is allowed`;
    case 'blocked':
      return `a browser blocks ${what}${from}${to}`;
    case 'not-applicable':
      return `CORS has no say in ${what}${from}${to}`;
    default:
      return outcome satisfies never;
  }
}

function cureOf(
  { asked, decision }: Inquiry,
  failed: readonly ExplanationStep[],
  fixes: Explanation['fixes'],
): readonly string[] {
  if (failed.length === 0) {
    const isPreflighted =
      decision.kind === 'actual' &&
      decision.verdict === 'allowed' &&
      isRequestMethod(asked.method) &&
      !isSafelistedMethod(asked.method);
    return isPreflighted
      ? [`before it a browser sends a preflight for ${asked.method}, which has checks of its own`]
      : [];
  }
  if (fixes.length === 0) return asked.origin === undefined ? [] : ['no change of the config allows this request'];
  const words = fixes.slice(0, TOLD_STEPS).map(({ description }) => description);
  const rest = fixes.length > TOLD_STEPS ? [`make ${fixes.length - TOLD_STEPS} more changes`] : [];
  return [`to allow exactly this request, ${[...words, ...rest].join('; ')}`];
}

import type { ExplanationStep } from '@cors-policy/core';
import { printable } from '../terminal/printable.js';
import type { Style } from '../terminal/style.js';
import { curlLine } from './curl.js';
import type { ExplainedFetch, ExplainedRequest } from './explained-fetch.js';

/** What the browser will do, in words: each request and each check, and what has to change. */
export function explainLines(fetch: ExplainedFetch, options: { readonly curl: boolean }, style: Style): string {
  const { refused, requests, fixes } = fetch;
  if (refused !== undefined && requests.length === 0)
    return `${style.red('no browser sends this request')}: ${printable(`${refused.compared.subject} is ${refused.compared.found ?? 'missing'}, and ${refused.compared.wanted} is wanted`)}\n`;
  const blocks = [
    whyLine(fetch),
    ...requests.map((request, index) => requestLines(request, isReached(fetch, index), style)),
    verdictLine(fetch, style),
    ...(fixes.length === 0 ? [] : [fixLines(fetch, style)]),
    ...(options.curl ? [requests.map(({ request }) => curlLine(request)).join('\n')] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function whyLine({ whyPreflight }: ExplainedFetch): string {
  if (whyPreflight.length === 0) return 'the browser sends the request without asking first';
  const reasons = whyPreflight.map(({ check, compared: { subject, found } }) =>
    check === 'preflight-method' ? `${subject} ${found}` : subject,
  );
  return printable(`the browser asks first, by a preflight, because of ${reasons.join(' and ')}`);
}

/** A request goes out when those before it were let pass. */
function isReached({ requests }: ExplainedFetch, index: number): boolean {
  return requests.slice(0, index).every(({ explanation }) => explanation.outcome === 'allowed');
}

function requestLines({ request, explanation }: ExplainedRequest, reached: boolean, style: Style): string {
  const { decision, steps } = explanation;
  const { pathname } = new URL(request.url);
  const title = `${request.method} ${pathname}`;
  const status = decision.status === undefined ? 'goes on to the application' : `answered with ${decision.status}`;
  return [
    style.bold(printable(title)) + (reached ? '' : style.dim(' (not sent: the preflight failed)')),
    ...steps.flatMap((step) => stepLines(step, style)),
    `  ${style.dim('->')} ${decision.verdict === 'denied' ? style.red(decision.reason) : decision.reason}, ${status}`,
    ...decision.headers.map(([name, value]) => `     ${printable(`${name}: ${value}`)}`),
  ].join('\n');
}

function stepLines(
  { id, passed, message, expected, nearMisses, fix }: ExplanationStep,
  style: Style,
): readonly string[] {
  const mark = passed ? style.green('ok') : style.red('no');
  return [
    `  ${mark} ${id}: ${printable(message)}`,
    ...(passed ? [] : [`       would pass: ${printable(expected)}`]),
    ...nearMisses.map((near) => `       near miss: ${printable(near.message)}`),
    ...(fix === undefined ? [] : [`       fix: ${printable(fix.description)}`]),
  ];
}

function verdictLine({ isAllowed, requests }: ExplainedFetch, style: Style): string {
  if (isAllowed) return style.green('the page can read the answer');
  const isLeft = requests.some(({ explanation }) => explanation.outcome === 'not-applicable');
  const isBlocked = requests.some(({ explanation }) => explanation.outcome === 'blocked');
  return isLeft && !isBlocked ? 'the policy has no say in it' : style.red('the browser lets the page read nothing');
}

function fixLines({ fixes }: ExplainedFetch, style: Style): string {
  const lines = fixes.map(({ description, dangerously }) => {
    const line = `  ${printable(description)}`;
    return dangerously.length === 0 ? line : style.red(line);
  });
  return ['to allow exactly this:', ...lines].join('\n');
}

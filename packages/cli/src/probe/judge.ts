import type { Evidence } from './evidence/evidence.js';
import type { ProbeFinding, Severity } from './evidence/probe-finding.js';
import { blocked } from './findings/blocked.js';
import { hopFindings } from './findings/hops.js';
import { lostHeaders } from './findings/lost-headers.js';
import { maxAgeFindings } from './findings/max-age.js';
import { oddHeaders } from './findings/odd-headers.js';
import { originFindings } from './findings/origins.js';
import { varyFindings } from './findings/vary.js';

const order: readonly Severity[] = ['error', 'warning', 'note'];

/** Of these there may be several, each about another answer. */
const repeatable: readonly ProbeFinding['code'][] = [
  'header-not-allowed',
  'headers-lost-on-error',
  'redirected',
  'no-answer',
];

/** What the evidence says, the gravest first. A mistake that shows on several answers is told once. */
export function judge(evidence: Evidence): readonly ProbeFinding[] {
  const findings = [
    ...blocked(evidence),
    ...hopFindings(evidence),
    ...originFindings(evidence),
    ...oddHeaders(evidence),
    ...varyFindings(evidence),
    ...lostHeaders(evidence),
    ...maxAgeFindings(evidence),
  ];
  const sorted = order.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  const codes = new Set<ProbeFinding['code']>();
  return sorted.filter(({ code }) => {
    const isTold = codes.has(code) || (code === 'doubled-header' && codes.has('allow-origin-doubled'));
    codes.add(code);
    return !isTold || repeatable.includes(code);
  });
}

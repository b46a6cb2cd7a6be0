import type { HeaderDecision } from './decision.js';

/** A decision as labels of a metric. */
export interface DecisionLabels {
  readonly kind: string;
  readonly verdict: string;
  readonly reason: string;
  /** The index of the rule that answered, or `none`. */
  readonly rule: string;
}

/**
 * What of a decision may stand in the labels of a metric, as strings.
 *
 * Bounded: whatever requests there are, there are no more combinations than rows in the decision table times the rules of
 * the policy. Nothing of the request is in them, and no origin above all: whoever sends requests chooses that.
 *
 * @example
 * ```ts
 * import { decisionLabels, type HeaderDecision } from '@cors-policy/core';
 *
 * const counts = new Map<string, number>();
 * export function onDecision(decision: HeaderDecision): void {
 *   const { kind, verdict, reason, rule } = decisionLabels(decision); // 'actual', 'denied', 'origin-not-allowed', '0'
 *   const series = `${kind} ${verdict} ${reason} ${rule}`;
 *   counts.set(series, (counts.get(series) ?? 0) + 1);
 * }
 * ```
 */
export function decisionLabels({
  kind,
  verdict,
  reason,
  rule,
}: HeaderDecision): DecisionLabels & Record<string, string> {
  return { kind, verdict, reason, rule: rule === undefined ? 'none' : String(rule) };
}

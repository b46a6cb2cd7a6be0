import type { HeaderDecision } from '@cors-policy/core';
import { applyDecision } from './apply-decision.js';

/**
 * By decision, which requests share: how to make its answer. A `Response` takes a `Headers` as it is, where it would check
 * other lists name by name and value by value.
 */
const prepared = new WeakMap<HeaderDecision, ResponseInit>();

/** The whole answer to a request that does not reach the handler. */
export function answerOf(decision: HeaderDecision, status: number): Response {
  let init = prepared.get(decision);
  if (init === undefined) {
    init = { status, headers: applyDecision(new Response(null, { status }), decision).headers };
    prepared.set(decision, init);
  }
  return new Response(null, init);
}

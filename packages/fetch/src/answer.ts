import type { HeaderDecision } from '@cors-policy/core';
import { applyDecision } from './apply-decision.js';

/**
 * By decision, which requests share: the headers of its answer. A `Response` copies a `Headers` as it is, where it would check
 * other lists name by name and value by value.
 */
const prepared = new WeakMap<HeaderDecision, Headers>();

/** The whole answer to a request that does not reach the handler. */
export function answerOf(decision: HeaderDecision, status: number): Response {
  let headers = prepared.get(decision);
  if (headers === undefined) {
    headers = applyDecision(new Response(null, { status }), decision).headers;
    prepared.set(decision, headers);
  }
  const response = new Response(null, { status, headers });
  // The one that `@hono/node-server` puts in the place of the platform's takes the very object, and not what it holds.
  return response.headers === headers ? new Response(null, { status, headers: new Headers(headers) }) : response;
}

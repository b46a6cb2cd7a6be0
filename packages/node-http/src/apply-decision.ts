import type { HeaderDecision } from '@cors-policy/core';
import { applyNow, type ForeignHeaders, type NodeResponse } from '@cors-policy/core/adapter';

/**
 * Applies a decision to a response now, for replies that bypass the framework: hijacked or raw responses.
 *
 * Takes off the `access-control-*` headers that were set before, sets the decision's and merges `Vary`. It ends
 * nothing and sets no status. Headers given to `writeHead` later are the caller's. Does nothing once the header block
 * is on its way.
 *
 * @param response a response of `node:http`, `node:https` or `node:http2`
 * @param decision what `evaluate` answered, or `onDecision` was called with
 * @param foreignHeaders what becomes of the `access-control-*` headers that were set before. Default: `'replace'`
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { definePolicy, evaluate } from '@cors-policy/core';
 * import { applyDecision } from '@cors-policy/node-http';
 *
 * const policy = definePolicy({ origins: 'https://app.example' });
 * createServer((req, res) => {
 *   const { method = '', url, headers } = req;
 *   applyDecision(res, evaluate(policy, { method, path: url, headers }));
 *   res.end('raw');
 * });
 * ```
 *
 * @see https://fetch.spec.whatwg.org/#http-responses
 */
export function applyDecision(
  response: NodeResponse,
  decision: HeaderDecision,
  foreignHeaders: ForeignHeaders = 'replace',
): void {
  applyNow(response, decision, foreignHeaders);
}

import type { HeaderDecision } from '@cors-policy/core';
import { applyNow, type ForeignHeaders, type NodeResponse } from '@cors-policy/core/adapter';

/**
 * Applies a decision to Node's response now, for replies to which no `cors` middleware is applied.
 *
 * Takes off the `access-control-*` headers that were set before, sets the decision's and merges `Vary`. It ends
 * nothing and sets no status. Headers given to `writeHead` later are the caller's, and what Koa does to the headers
 * later (its error handler takes them all off) is done to these too. Does nothing once the header block is on its way.
 *
 * @param response Node's own response: `ctx.res`, not `ctx.response`
 * @param decision what `evaluate` answered, or `onDecision` was called with
 * @param foreignHeaders what becomes of the `access-control-*` headers that were set before. Default: `'replace'`
 *
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { evaluate } from '@cors-policy/core';
 * import { applyDecision, definePolicy } from '@cors-policy/koa';
 *
 * const policy = definePolicy({ origins: 'https://app.example' });
 * new Koa().use((ctx) => {
 *   ctx.respond = false;
 *   const { method, originalUrl, headers } = ctx;
 *   applyDecision(ctx.res, evaluate(policy, { method, path: originalUrl, headers }));
 *   ctx.res.end('raw');
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

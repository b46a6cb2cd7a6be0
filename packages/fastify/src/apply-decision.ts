import type { HeaderDecision } from '@cors-policy/core';
import { applyNow, type ForeignHeaders, type NodeResponse } from '@cors-policy/core/adapter';
import type { FastifyReply } from 'fastify';

/**
 * Applies a decision to a response now, for replies that bypass Fastify where the plugin is not registered: hijacked or
 * raw ones. Where it is, it has done so already, hijacked or not.
 *
 * Takes off the `access-control-*` headers that were set before on the raw response, sets the decision's and merges
 * `Vary`. It ends nothing and sets no status. Headers given to `writeHead` later are the caller's. Does nothing once the
 * header block is on its way.
 *
 * @param response a reply, of which the raw response is taken, or a response of `node:http`, `node:https` or `node:http2`
 * @param decision what `evaluate` answered, or `onDecision` was called with
 * @param foreignHeaders what becomes of the `access-control-*` headers that were set before. Default: `'replace'`
 *
 * @example
 * ```ts
 * import { definePolicy, evaluate } from '@cors-policy/core';
 * import { applyDecision } from '@cors-policy/fastify';
 * import Fastify from 'fastify';
 *
 * const policy = definePolicy({ origins: 'https://app.example' });
 * Fastify().get('/events', (request, reply) => {
 *   const { method, originalUrl, headers } = request;
 *   reply.hijack();
 *   applyDecision(reply, evaluate(policy, { method, path: originalUrl, headers }));
 *   reply.raw.end('raw');
 * });
 * ```
 *
 * @see https://fetch.spec.whatwg.org/#http-responses
 */
export function applyDecision(
  response: FastifyReply | NodeResponse,
  decision: HeaderDecision,
  foreignHeaders: ForeignHeaders = 'replace',
): void {
  applyNow('raw' in response ? response.raw : response, decision, foreignHeaders);
}

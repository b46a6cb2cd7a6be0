import { channel } from 'node:diagnostics_channel';
import type { HeaderDecision } from '@cors-policy/core';
import {
  type AdapterOptions,
  applyAtCommit,
  createDecider,
  DECISION_CHANNEL,
  type DecisionChannel,
  endWith,
  type ForeignHeaders,
  type PolicySource,
} from '@cors-policy/core/adapter';
import { describeRequest, type KoaContext } from './describe-request.js';

/** The options of this adapter, whose request is Koa's context; see `AdapterOptions` for what each permits and refuses. */
export type CorsOptions<Context extends KoaContext = KoaContext> = AdapterOptions<Context>;

/** A middleware of Koa. */
export type CorsMiddleware<Context extends KoaContext = KoaContext> = (
  context: Context,
  next: () => Promise<unknown>,
) => Promise<unknown>;

/** Free where nobody subscribes. */
const decisions: DecisionChannel = channel(DECISION_CHANNEL);

/**
 * Makes a middleware that applies a CORS policy, for Koa 2 and 3.
 *
 * Mounted first, it answers every preflight before routing, authentication and body parsing, and puts the policy's
 * headers on every other response when Node writes its header block: on what `ctx.throw` and `ctx.onerror` answer, on
 * 404s, streams and conditional requests, and with `ctx.respond = false`. The path that the policy sees is
 * `ctx.originalUrl`'s.
 *
 * @param policy a `Policy`, a config (then it is defined here), or a function from the context to a `Policy`, or to
 *   `undefined` for no CORS
 * @param options see `CorsOptions`
 * @returns the middleware. It rejects with what a policy function throws, for Koa's error handling, and else only with
 *   what `next` rejects with.
 * @throws TypeError where `policy` or `options` are not what they should be
 * @throws PolicyError (`ERR_CORS_POLICY`) where a config has mistakes; its `issues` list all of them
 *
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { cors } from '@cors-policy/koa';
 *
 * const app = new Koa();
 * app.use(cors({ origins: ['https://app.example', 'https://*.preview.example'] }));
 * app.use((ctx) => {
 *   ctx.body = { hello: 'world' };
 * });
 * ```
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function cors<Context extends KoaContext = KoaContext>(
  policy: PolicySource<Context>,
  options?: CorsOptions<Context>,
): CorsMiddleware<Context> {
  const { decide, foreignHeaders } = createDecider<Context>(policy, options, describeRequest, { channel: decisions });
  const settle = (
    decision: HeaderDecision | undefined,
    context: Context,
    next: () => Promise<unknown>,
  ): Promise<unknown> => {
    if (decision === undefined) return next();
    if (decision.status !== undefined) return answer(context, decision.status, decision, foreignHeaders);
    // On Node's response, because `ctx.onerror` takes every header off that was set through Koa or Node before.
    applyAtCommit(context.res, decision, foreignHeaders);
    return next();
  };
  // Not an async function: what is decided at once goes on at once.
  return (context, next) => {
    try {
      const outcome = decide(context);
      if (!(outcome instanceof Promise)) return settle(outcome, context, next);
      return outcome.then((decision) => settle(decision, context, next));
    } catch (error) {
      return Promise.reject(error);
    }
  };
}

/**
 * Ends the response here and now, so that no middleware in front can give it a body, another status or an error.
 *
 * A body that one of them has prepared is dropped with its type and length, which Koa's setters do: that of the status
 * where it is one without a body, else that of the body. `null` would not do: Koa 2 then leaves out the length, and
 * Node has to close the connection.
 */
function answer(
  context: KoaContext,
  status: number,
  decision: HeaderDecision,
  foreignHeaders: ForeignHeaders,
): Promise<void> {
  context.status = status;
  if (context.body) {
    context.body = '';
    context.remove('Content-Type');
  }
  endWith(context.res, status, decision, foreignHeaders);
  return Promise.resolve();
}

import { channel } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HeaderDecision } from '@cors-policy/core';
import {
  type AdapterOptions,
  applyAtCommit,
  createDecider,
  DECISION_CHANNEL,
  type DecisionChannel,
  endWith,
  type ForeignHeaders,
  type NodeResponse,
  type Outcome,
  type PolicySource,
} from '@cors-policy/core/adapter';
import { describeRequest, type NodeRequest } from './describe-request.js';

/** The options of this adapter; see `AdapterOptions` for what each permits and refuses. */
export type CorsOptions<Request extends NodeRequest = IncomingMessage> = AdapterOptions<Request>;

/** A middleware of Connect, Express, Polka and NestJS. */
export type CorsMiddleware<Request extends NodeRequest = IncomingMessage> = (
  request: Request,
  response: NodeResponse,
  next: (error?: unknown) => void,
) => void;

/** Free where nobody subscribes. */
const decisions: DecisionChannel = channel(DECISION_CHANNEL);

/**
 * Makes a middleware that applies a CORS policy, for Connect, Express 4 and 5, Polka and NestJS.
 *
 * Mounted first, it answers every preflight before routing, authentication and body parsing, and puts the policy's
 * headers on every other response when its header block is written: errors, 404s and streams included. It never throws
 * while serving: what a policy function throws goes to `next`. The path that the policy sees is `originalUrl`'s.
 *
 * @param policy a `Policy`, a config (then it is defined here), or a function from the request to a `Policy`, or to
 *   `undefined` for no CORS
 * @param options see `CorsOptions`
 * @returns the middleware
 * @throws TypeError where `policy` or `options` are not what they should be
 * @throws PolicyError (`ERR_CORS_POLICY`) where a config has mistakes; its `issues` list all of them
 *
 * @example
 * ```ts
 * import express from 'express';
 * import { cors } from '@cors-policy/node-http';
 *
 * const app = express();
 * app.use(cors({ origins: ['https://app.example', 'https://*.preview.example'] }));
 * app.get('/', (req, res) => res.json({ hello: 'world' }));
 * ```
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function cors<Request extends NodeRequest = IncomingMessage>(
  policy: PolicySource<Request>,
  options?: CorsOptions<Request>,
): CorsMiddleware<Request> {
  const { decide, foreignHeaders } = createDecider<Request>(policy, options, describeRequest, { channel: decisions });
  const settle = (
    decision: HeaderDecision | undefined,
    response: NodeResponse,
    next: (error?: unknown) => void,
  ): void => {
    if (goesOn(response, decision, foreignHeaders)) next();
  };
  return (request, response, next) => {
    let outcome: Outcome;
    try {
      outcome = decide(request);
    } catch (error) {
      next(error);
      return;
    }
    if (outcome instanceof Promise) outcome.then((decision) => settle(decision, response, next), next);
    else settle(outcome, response, next);
  };
}

/**
 * Wraps a request listener of `http`, `https` or `http2` with a CORS policy.
 *
 * Preflights are answered here and never reach the listener; every other response gets the policy's headers when its
 * header block is written, whichever of `setHeader`, `writeHead` and `end` writes it.
 *
 * @param policy a `Policy`, a config (then it is defined here), or a function from the request to a `Policy`, or to
 *   `undefined` for no CORS
 * @param listener the request listener
 * @param options see `CorsOptions`
 * @returns a request listener. It gives what the listener gave, or a promise of it where `allow` or the policy function
 *   are asynchronous. Where the policy function fails, it throws, or rejects, as the listener itself would.
 * @throws TypeError where an argument is not what it should be
 * @throws PolicyError (`ERR_CORS_POLICY`) where a config has mistakes; its `issues` list all of them
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { withCors } from '@cors-policy/node-http';
 *
 * const server = createServer(withCors({ origins: 'https://app.example' }, (req, res) => {
 *   res.end('hello');
 * }));
 * ```
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function withCors<Request extends NodeRequest = IncomingMessage, Response extends NodeResponse = ServerResponse>(
  policy: PolicySource<Request>,
  listener: (request: Request, response: Response) => unknown,
  options?: CorsOptions<Request>,
): (request: Request, response: Response) => unknown {
  if (typeof listener !== 'function')
    throw new TypeError('the listener must be a function (request, response) => void');
  const { decide, foreignHeaders } = createDecider<Request>(policy, options, describeRequest, { channel: decisions });
  const settle = (
    decision: HeaderDecision | undefined,
    self: unknown,
    request: Request,
    response: Response,
  ): unknown =>
    goesOn(response, decision, foreignHeaders) ? Reflect.apply(listener, self, [request, response]) : undefined;
  return function (this: unknown, request, response) {
    const outcome = decide(request);
    if (!(outcome instanceof Promise)) return settle(outcome, this, request, response);
    return outcome.then((decision) => settle(decision, this, request, response));
  };
}

/** Applies the decision, and answers the request where the decision says so. */
function goesOn(response: NodeResponse, decision: HeaderDecision | undefined, foreignHeaders: ForeignHeaders): boolean {
  if (decision === undefined) return true;
  const { status } = decision;
  if (status !== undefined) endWith(response, status, decision, foreignHeaders);
  else if (!response.headersSent) applyAtCommit(response, decision, foreignHeaders);
  return status === undefined;
}

import { channel } from 'node:diagnostics_channel';
import {
  type AdapterOptions,
  type AdapterParts,
  createDecider,
  DECISION_CHANNEL,
  type Decider,
  type PolicySource,
} from '@cors-policy/core/adapter';
import type { FastifyRequest } from 'fastify';
import { describeRequest } from './describe-request.js';

/** The options of this plugin: the policy, and what every adapter takes beside it (see `AdapterOptions`). */
export interface CorsOptions extends AdapterOptions<FastifyRequest> {
  /**
   * The policy of the context in which the plugin is registered.
   *
   * - permitted: a `Policy`, a config or several rules (then it is defined here), a function from the request to a
   *   `Policy` or to `undefined` for no CORS
   * - refused: anything else, `undefined` too
   */
  readonly policy: PolicySource<FastifyRequest>;
}

/** What a route says of CORS in its `config.cors`: a policy of its own, or `false` for none. */
export type RouteCors = PolicySource<FastifyRequest> | false;

/** One registration of the plugin: what decides in its context. */
export interface Registration extends Decider<FastifyRequest> {
  /** What decides for a route with a policy of its own: that policy, with the options of this registration. */
  readonly deciderOf: (policy: PolicySource<FastifyRequest>) => Decider<FastifyRequest>;
}

/** The channel is free where nobody subscribes. */
const parts: AdapterParts = { channel: channel(DECISION_CHANNEL) };

/**
 * @throws TypeError where the policy or an option is not what it should be
 * @throws PolicyError (`ERR_CORS_POLICY`) where the policy is a config with mistakes
 */
export function createRegistration({ policy, ...options }: CorsOptions): Registration {
  // A route is asked for its policy when it is registered, and again with every request.
  const known = new WeakMap<object, Decider<FastifyRequest>>();

  function deciderOf(source: PolicySource<FastifyRequest>): Decider<FastifyRequest> {
    const decider = known.get(source) ?? createDecider(source, options, describeRequest, parts);
    known.set(source, decider);
    return decider;
  }

  return { ...createDecider(policy, options, describeRequest, parts), deciderOf };
}

import type { HeaderDecision } from '../decision.js';

/** The name of the channel of `node:diagnostics_channel` on which the Node adapters publish what they decide. */
export const DECISION_CHANNEL = 'cors-policy:decision';

/**
 * What is published: once for each decision, as `onDecision` is called, and right after it.
 *
 * A subscriber that throws is an uncaught exception of the process, as on every such channel.
 */
export interface DecisionMessage<Request = unknown> {
  /** The final decision, frozen. */
  readonly decision: HeaderDecision;
  /** The framework's own request: `IncomingMessage`, Koa's context, `FastifyRequest`. */
  readonly request: Request;
  /** What `allow` threw or rejected with; only there where it did. */
  readonly error?: unknown;
}

/** What is used of a channel: those of `node:diagnostics_channel` are handed in, so that nothing here needs Node. */
export interface DecisionChannel {
  readonly hasSubscribers: boolean;
  publish(message: DecisionMessage): void;
}

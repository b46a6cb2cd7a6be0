import type { HeaderDecision } from '@cors-policy/core';
import { applyAtCommit, type Decider, type ForeignHeaders, type NodeResponse } from '@cors-policy/core/adapter';
import type { FastifyRequest } from 'fastify';

/** What one registration decided about a request. */
export interface Ruling {
  readonly decision: HeaderDecision;
  readonly foreignHeaders: ForeignHeaders;
  /** What those within it said, which is only what they vary on; applied after this one. */
  readonly within: Ruling | undefined;
}

/**
 * Asks the innermost registration, and one further out only where that has nothing to say: no policy, or none for this
 * path. So nothing outside can refuse what an inner policy allows.
 *
 * @param deciders from the innermost outwards
 * @param place which of them is asked next
 * @param within what those before it have said
 * @returns what the last one said that was asked. A promise only where the policy function or `allow` gave one
 */
export function rulingOf(
  deciders: readonly Decider<FastifyRequest>[],
  request: FastifyRequest,
  place = 0,
  within?: Ruling,
): Ruling | undefined | Promise<Ruling | undefined> {
  const decider = deciders[place];
  if (decider === undefined) return within;
  const outcome = decider.decide(request);
  if (outcome instanceof Promise) return laterRulingOf(outcome, decider, deciders, request, place, within);
  const ruling = ruled(outcome, decider, within);
  return isFinal(outcome) ? ruling : rulingOf(deciders, request, place + 1, ruling);
}

/** Apart from the above, because what waits keeps all of its variables in an object, whether it has to wait or not. */
async function laterRulingOf(
  outcome: Promise<HeaderDecision | undefined>,
  decider: Decider<FastifyRequest>,
  deciders: readonly Decider<FastifyRequest>[],
  request: FastifyRequest,
  place: number,
  within: Ruling | undefined,
): Promise<Ruling | undefined> {
  const decision = await outcome;
  const ruling = ruled(decision, decider, within);
  return isFinal(decision) ? ruling : rulingOf(deciders, request, place + 1, ruling);
}

function ruled(
  decision: HeaderDecision | undefined,
  { foreignHeaders }: Decider<FastifyRequest>,
  within: Ruling | undefined,
): Ruling | undefined {
  return decision === undefined ? within : { decision, foreignHeaders, within };
}

/** Whether nobody further out is asked. */
function isFinal(decision: HeaderDecision | undefined): boolean {
  return decision !== undefined && decision.kind !== 'out-of-scope';
}

/**
 * Applies a ruling when the header block is written.
 *
 * @returns the status with which the request ends here, where it does
 */
export function applyRuling(response: NodeResponse, ruling: Ruling | undefined): number | undefined {
  if (!response.headersSent) {
    for (let one = ruling; one !== undefined; one = one.within) {
      applyAtCommit(response, one.decision, one.foreignHeaders);
    }
  }
  return ruling?.decision.status;
}

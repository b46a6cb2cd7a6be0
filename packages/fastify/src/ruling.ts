import type { HeaderDecision } from '@cors-policy/core';
import { applyAtCommit, type Decider, type ForeignHeaders, type NodeResponse } from '@cors-policy/core/adapter';
import type { FastifyRequest } from 'fastify';

/** What one registration decided about a request. */
export interface Ruling {
  readonly decision: HeaderDecision;
  readonly foreignHeaders: ForeignHeaders;
}

/** In the order in which they are applied. A promise only where the policy function or `allow` gave one. */
export type Rulings = readonly Ruling[] | Promise<readonly Ruling[]>;

/**
 * Asks the innermost registration, and one further out only where that has nothing to say: no policy, or none for this
 * path. So nothing outside can refuse what an inner policy allows.
 *
 * @param deciders from the innermost outwards
 * @param at which of them is asked next
 * @param rulings what those within it have said, which is only what they vary on; more is put in front
 */
export function rulingsOf(
  deciders: readonly Decider<FastifyRequest>[],
  request: FastifyRequest,
  at = 0,
  rulings: Ruling[] = [],
): Rulings {
  const decider = deciders[at];
  if (decider === undefined) return rulings;
  const take = (decision: HeaderDecision | undefined): Rulings =>
    isTaken(decision, decider, rulings) ? rulings : rulingsOf(deciders, request, at + 1, rulings);
  const outcome = decider.decide(request);
  return outcome instanceof Promise ? outcome.then(take) : take(outcome);
}

/** Puts in front what one of them said, and tells whether nobody further out is asked. */
function isTaken(
  decision: HeaderDecision | undefined,
  { foreignHeaders }: Decider<FastifyRequest>,
  rulings: Ruling[],
): boolean {
  if (decision === undefined) return false;
  rulings.unshift({ decision, foreignHeaders });
  return decision.kind !== 'out-of-scope';
}

/**
 * Applies them when the header block is written.
 *
 * @returns the status with which the request ends here, where it does
 */
export function applyRulings(response: NodeResponse, rulings: readonly Ruling[]): number | undefined {
  if (!response.headersSent) {
    for (const { decision, foreignHeaders } of rulings) applyAtCommit(response, decision, foreignHeaders);
  }
  return rulings[0]?.decision.status;
}

import type { Reason, RequestKind, Verdict } from '../decision.js';

/**
 * The status that a row ends the response with: none, always 403, 403 where the denying rule has
 * `disallowed: 'reject'`, or the answering rule's `preflightStatus`.
 */
export type RowStatus = undefined | 403 | '403-if-reject' | 'preflightStatus';

/** What a row of the decision table answers. The rest of it is words, which no request needs: `decision-table.ts`. */
export interface RowAnswer {
  readonly kind: RequestKind;
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly status: RowStatus;
}

export type RowName =
  | 'pathAmbiguous'
  | 'pathOutOfScope'
  | 'csrfNonCors'
  | 'csrfActual'
  | 'csrfPreflight'
  | 'noOrigin'
  | 'originAllowed'
  | 'sameOrigin'
  | 'malformedActual'
  | 'malformedPreflight'
  | 'allowFailedActual'
  | 'allowFailedPreflight'
  | 'notAllowedActual'
  | 'notAllowedPreflight'
  | 'methodNotAllowed'
  | 'headerNotAllowed'
  | 'privateNetworkNotAllowed'
  | 'preflightAllowed';

function row(kind: RequestKind, verdict: Verdict, reason: Reason, status?: RowStatus): RowAnswer {
  return { kind, verdict, reason, status };
}

/** The rows by name, for the code that picks one. Declared in the order in which they are asked. */
export const decisionRows: Readonly<Record<RowName, RowAnswer>> = {
  pathAmbiguous: row('out-of-scope', 'not-applicable', 'path-ambiguous'),
  pathOutOfScope: row('out-of-scope', 'not-applicable', 'path-out-of-scope'),
  csrfNonCors: row('non-cors', 'denied', 'csrf-denied', 403),
  csrfActual: row('actual', 'denied', 'csrf-denied', 403),
  csrfPreflight: row('preflight', 'denied', 'csrf-denied', 403),
  noOrigin: row('non-cors', 'not-applicable', 'no-origin'),
  originAllowed: row('actual', 'allowed', 'origin-allowed'),
  sameOrigin: row('actual', 'not-applicable', 'same-origin'),
  malformedActual: row('actual', 'denied', 'origin-malformed', '403-if-reject'),
  malformedPreflight: row('preflight', 'denied', 'origin-malformed', 403),
  allowFailedActual: row('actual', 'denied', 'allow-failed', '403-if-reject'),
  allowFailedPreflight: row('preflight', 'denied', 'allow-failed', 403),
  notAllowedActual: row('actual', 'denied', 'origin-not-allowed', '403-if-reject'),
  notAllowedPreflight: row('preflight', 'denied', 'origin-not-allowed', 403),
  methodNotAllowed: row('preflight', 'denied', 'method-not-allowed', 'preflightStatus'),
  headerNotAllowed: row('preflight', 'denied', 'header-not-allowed', 'preflightStatus'),
  privateNetworkNotAllowed: row('preflight', 'denied', 'private-network-not-allowed', 'preflightStatus'),
  preflightAllowed: row('preflight', 'allowed', 'preflight-allowed', 'preflightStatus'),
};

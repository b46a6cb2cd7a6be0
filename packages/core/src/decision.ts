/** What a request is, for CORS. */
export type RequestKind = 'out-of-scope' | 'non-cors' | 'actual' | 'preflight';

/** What the policy says of it. */
export type Verdict = 'not-applicable' | 'allowed' | 'denied';

/** Why: one name for each row of the decision table. */
export type Reason =
  | 'path-ambiguous'
  | 'path-out-of-scope'
  | 'csrf-denied'
  | 'no-origin'
  | 'origin-allowed'
  | 'same-origin'
  | 'origin-malformed'
  | 'allow-failed'
  | 'origin-not-allowed'
  | 'method-not-allowed'
  | 'header-not-allowed'
  | 'private-network-not-allowed'
  | 'preflight-allowed';

/** A response header: a lower-case name and its whole value. */
export type HeaderEntry = readonly [name: string, value: string];

/**
 * The answer of `evaluate`. Deeply frozen, and shared between requests that get the same answer.
 *
 * An `access-control-*` response header that is not in `headers` must not leave the server, whoever set it,
 * unless `kind` is `out-of-scope`.
 */
export interface HeaderDecision {
  readonly kind: RequestKind;
  readonly verdict: Verdict;
  readonly reason: Reason;
  /** The index of the rule that answered; `undefined` where none did. */
  readonly rule: number | undefined;
  /** Where present, the response ends here, with this status and no body. */
  readonly status: number | undefined;
  /** Headers to set (replace), each name once. */
  readonly headers: readonly HeaderEntry[];
  /** Names to merge into `Vary`. */
  readonly vary: readonly string[];
}

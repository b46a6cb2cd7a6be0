import type { HeaderDecision, HeaderEntry } from '../decision.js';
import type { DecisionRow, RowStatus } from './decision-table.js';

/** What a row says in general, made definite for the rule that answers. */
export interface RowInputs {
  /** The index of the rule that answers; `undefined` where none does. */
  readonly rule: number | undefined;
  /** The status an answered preflight ends with. */
  readonly preflightStatus?: number;
  /** Whether the denying rule ends the response. */
  readonly rejects?: boolean;
  readonly headers?: readonly (HeaderEntry | undefined)[] | undefined;
  readonly vary: readonly string[];
}

/** Makes the decision of a row, deeply frozen: it is shared between all requests that get it. */
export function decide(
  row: DecisionRow,
  { rule, preflightStatus, rejects = false, headers = [], vary }: RowInputs,
): HeaderDecision {
  const present = headers.filter((entry) => entry !== undefined);
  return Object.freeze({
    kind: row.kind,
    verdict: row.verdict,
    reason: row.reason,
    rule,
    status: statusOf(row.status, preflightStatus, rejects),
    headers: Object.freeze(present.map((entry) => Object.freeze(entry))),
    vary,
  });
}

function statusOf(status: RowStatus, preflightStatus: number | undefined, rejects: boolean): number | undefined {
  switch (status) {
    case undefined:
      return undefined;
    case 403:
      return 403;
    case '403-if-reject':
      return rejects ? 403 : undefined;
    case 'preflightStatus':
      return preflightStatus;
    default:
      return status satisfies never;
  }
}

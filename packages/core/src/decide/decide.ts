import type { HeaderDecision, HeaderEntry } from '../decision.js';
import type { RowAnswer, RowStatus } from './decision-rows.js';

/** What a row says in general, made definite for the rule that answers. */
export interface RowInputs {
  /** The index of the rule that answers; `undefined` where none does. */
  readonly rule: number | undefined;
  /** The status an answered preflight ends with. */
  readonly preflightStatus?: number;
  /** Whether the denying rule ends the response. */
  readonly rejects?: boolean;
  /** Each of them frozen. */
  readonly headers?: readonly HeaderEntry[];
  readonly vary: readonly string[];
}

const NO_HEADERS: readonly HeaderEntry[] = Object.freeze([]);

/** Makes the decision of a row, deeply frozen: it is shared between all requests that get it. */
export function decide(row: RowAnswer, inputs: RowInputs): HeaderDecision {
  return freezeDecision(row, inputs.rule, statusOf(row.status, inputs), inputs.headers ?? NO_HEADERS, inputs.vary);
}

/** The same of its parts, with a status that is already known. All decisions are made here, so all have one shape. */
export function freezeDecision(
  { kind, verdict, reason }: RowAnswer,
  rule: number | undefined,
  status: number | undefined,
  headers: readonly HeaderEntry[],
  vary: readonly string[],
): HeaderDecision {
  return Object.freeze({ kind, verdict, reason, rule, status, headers: Object.freeze(headers), vary });
}

function statusOf(status: RowStatus, { preflightStatus, rejects = false }: RowInputs): number | undefined {
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

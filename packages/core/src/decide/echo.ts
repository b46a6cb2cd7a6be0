import type { HeaderDecision } from '../decision.js';
import type { RowAnswer } from './decision-rows.js';

/** An answer that sends a part of the request back, and all of the request that it depends on. */
export interface Echo {
  readonly row: RowAnswer;
  readonly allowOrigin: string;
  readonly vary: readonly string[];
  readonly method: string | undefined;
  readonly headers: string | undefined;
  readonly isPrivate: boolean;
  readonly decision: HeaderDecision;
}

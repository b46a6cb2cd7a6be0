import type { HeaderDecision } from '../decision.js';
import type { PolicyFix } from './policy-fix.js';

/** Asked of `explain` beside the request: what no header field of it tells the server. */
export interface ExplainOptions {
  /**
   * Whether the script asks for credentials: `credentials: 'include'` of `fetch`, `withCredentials` of an
   * XMLHttpRequest. The browser then also checks `Access-Control-Allow-Credentials`. Default: `false`.
   */
  readonly credentials?: boolean | undefined;
}

/** What is checked. The steps stand in this order, `header` once for each header that is asked for. */
export type ExplanationStepId =
  | 'path'
  | 'csrf'
  | 'origin'
  | 'credentials'
  | 'preflight-status'
  | 'method'
  | 'header'
  | 'private-network';

/** How a value misses what would pass. */
export type NearMissKind =
  | 'null'
  | 'trailing-slash'
  | 'path'
  | 'case'
  | 'default-port'
  | 'list'
  | 'spelling'
  | 'scheme'
  | 'www'
  | 'port'
  | 'subdomain'
  | 'apex'
  | 'label'
  | 'below';

/** A value that would pass and is only a slip away, or a value with a meaning that few expect. */
export interface NearMiss {
  readonly kind: NearMissKind;
  /** What would pass; `undefined` where there is no such value, as for the origin `null`. */
  readonly passes: string | undefined;
  /** The difference, in one lower-case sentence. */
  readonly message: string;
}

/** One check, as the server or the browser makes it. */
export interface ExplanationStep {
  readonly id: ExplanationStepId;
  readonly passed: boolean;
  /** What passes, in words; long lists are cut short. */
  readonly expected: string;
  /** What is there: text of the request, quoted and bounded. */
  readonly actual: string;
  /** The header field that the check is about; `undefined` where it is about the path or the status. */
  readonly field: string | undefined;
  /** Where the policy says so, the rule's index first: `[0, 'origins']`; `undefined` where it says nothing. */
  readonly path: readonly (string | number)[] | undefined;
  /** The result, in one lower-case sentence without a period. */
  readonly message: string;
  readonly nearMisses: readonly NearMiss[];
  /**
   * The change of the config that lets this check pass. Absent where the check passes, and where no change of the config
   * allows the request. Checks that one change cures together have the same one.
   */
  readonly fix: PolicyFix | undefined;
  /** The section of the standard. */
  readonly link: string;
}

/**
 * What becomes of the request in a browser: its answer may be read (a preflight: the request may be sent), or not, or
 * CORS has no say in it.
 */
export type Outcome = 'allowed' | 'blocked' | 'not-applicable';

/** Why a request gets what it gets. Plain data, deeply frozen. */
export interface Explanation {
  /** What `evaluate` answers to the same request. */
  readonly decision: HeaderDecision;
  readonly outcome: Outcome;
  /** In the order in which they are made. The first that did not pass is the reason. */
  readonly steps: readonly ExplanationStep[];
  /**
   * The changes that together allow exactly this request, to be applied in this order; empty where nothing has to change
   * and where no change of the config allows it.
   */
  readonly fixes: readonly PolicyFix[];
  /** All of it in one paragraph. */
  readonly summary: string;
}

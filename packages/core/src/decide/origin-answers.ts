import type { HeaderDecision } from '../decision.js';
import { emitAllowCredentials } from '../headers/allow-credentials.js';
import { emitAllowHeaders } from '../headers/allow-headers.js';
import { emitAllowMethods } from '../headers/allow-methods.js';
import { emitAllowOrigin } from '../headers/allow-origin.js';
import { emitAllowPrivateNetwork } from '../headers/allow-private-network.js';
import { emitTimingAllowOrigin } from '../headers/timing-allow-origin.js';
import type { CompiledRule } from './compiled-rule.js';
import { decide } from './decide.js';
import { type DecisionRow, decisionRows } from './decision-table.js';

/** Names for `Vary`: of any request, and of a preflight. */
export interface VaryNames {
  readonly vary: readonly string[];
  readonly preflightVary: readonly string[];
}

/** What a preflight asks for. */
export interface PreflightRequest {
  readonly method: string;
  readonly headers: string | undefined;
  readonly privateNetwork: boolean;
}

/** All that one rule answers to one allowed origin. */
export interface OriginAnswers {
  readonly rule: CompiledRule;
  readonly actual: HeaderDecision;
  /** `access-control-allow-origin`. */
  readonly allowOrigin: string;
  readonly varyNames: VaryNames;
  /** Answers to preflights, made when first asked for: one a row, with and without a private network. */
  readonly preflights: Map<DecisionRow, HeaderDecision>;
  readonly privateNetworkPreflights: Map<DecisionRow, HeaderDecision>;
}

/** @param allowOrigin `*` for a public rule, else the request's `Origin` */
export function createOriginAnswers(rule: CompiledRule, allowOrigin: string, varyNames: VaryNames): OriginAnswers {
  const actual = decide(decisionRows.originAllowed, {
    rule: rule.index,
    headers: [
      emitAllowOrigin(allowOrigin),
      emitAllowCredentials(rule.credentials),
      rule.exposeHeaders,
      emitTimingAllowOrigin(rule.timing, allowOrigin),
    ],
    vary: varyNames.vary,
  });
  return { rule, actual, allowOrigin, varyNames, preflights: new Map(), privateNetworkPreflights: new Map() };
}

/**
 * The answer of a row to a preflight of an allowed origin. Looked up but for what `'*'` sends back with credentials,
 * which is the request's and is never kept.
 */
export function answerPreflight(answers: OriginAnswers, row: DecisionRow, request: PreflightRequest): HeaderDecision {
  const { rule } = answers;
  if (rule.methods.echoes || rule.headers.echoes) return decidePreflight(answers, row, request);
  const known = rule.privateNetwork && request.privateNetwork ? answers.privateNetworkPreflights : answers.preflights;
  const decision = known.get(row);
  if (decision !== undefined) return decision;
  const made = decidePreflight(answers, row, request);
  known.set(row, made);
  return made;
}

/** Refused or not, the lists are the honest ones, so that the browser's own message names what was missing. */
function decidePreflight(
  { rule, allowOrigin, varyNames }: OriginAnswers,
  row: DecisionRow,
  request: PreflightRequest,
): HeaderDecision {
  return decide(row, {
    rule: rule.index,
    preflightStatus: rule.preflightStatus,
    headers: [
      emitAllowOrigin(allowOrigin),
      emitAllowCredentials(rule.credentials),
      emitAllowMethods(rule.methods, request.method),
      emitAllowHeaders(rule.headers, request.headers),
      rule.maxAge,
      emitAllowPrivateNetwork(rule.privateNetwork, request.privateNetwork),
    ],
    vary: varyNames.preflightVary,
  });
}

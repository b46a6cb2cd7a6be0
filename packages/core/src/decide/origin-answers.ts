import type { HeaderDecision, HeaderEntry } from '../decision.js';
import { emitAllowCredentials } from '../headers/allow-credentials.js';
import { echoedHeaders, emitAllowHeaders, passesHeaders } from '../headers/allow-headers.js';
import { echoedMethod, emitAllowMethods } from '../headers/allow-methods.js';
import { emitAllowOrigin } from '../headers/allow-origin.js';
import { emitAllowPrivateNetwork } from '../headers/allow-private-network.js';
import { emitTimingAllowOrigin } from '../headers/timing-allow-origin.js';
import type { CompiledRule } from './compiled-rule.js';
import { decide, freezeDecision } from './decide.js';
import { decisionRows, type RowAnswer } from './decision-rows.js';

/** Names for `Vary`: of any request, and of a preflight. */
export interface VaryNames {
  readonly vary: readonly string[];
  readonly preflightVary: readonly string[];
}

/** All that one rule answers to one allowed origin, each made when it is first asked for. */
export interface OriginAnswers {
  readonly rule: CompiledRule;
  /** `access-control-allow-origin`. */
  readonly allowOrigin: string;
  readonly varyNames: VaryNames;
  actual: HeaderDecision | undefined;
  /** To preflights: at most two for each row that can answer. */
  readonly preflights: PreflightAnswer[];
}

interface PreflightAnswer {
  readonly row: RowAnswer;
  /** Whether a private network is granted. */
  readonly isPrivate: boolean;
  readonly decision: HeaderDecision;
}

/** @param allowOrigin `*` for a public rule, else the request's `Origin` */
export function createOriginAnswers(rule: CompiledRule, allowOrigin: string, varyNames: VaryNames): OriginAnswers {
  return { rule, allowOrigin, varyNames, actual: undefined, preflights: [] };
}

/** The answer to an actual request. */
export function answerActual(answers: OriginAnswers): HeaderDecision {
  answers.actual ??= decideActual(answers);
  return answers.actual;
}

function decideActual({ rule, allowOrigin, varyNames }: OriginAnswers): HeaderDecision {
  const headers = actualHeaders(rule, allowOrigin);
  return freezeDecision(decisionRows.originAllowed, rule.index, undefined, headers, varyNames.vary);
}

function actualHeaders({ grants, timing }: CompiledRule, allowOrigin: string): readonly HeaderEntry[] {
  const allow = emitAllowOrigin(allowOrigin);
  if (timing) return [allow, ...grants, emitTimingAllowOrigin(allowOrigin)];
  return grants.length === 0 ? [allow] : [allow, ...grants];
}

/**
 * The answer of a row to a preflight of an allowed origin. Remembered; of those in which `'*'` sends back, with
 * credentials, what the request asked for, a rule remembers the last, whose size is bounded.
 */
export function answerPreflight(
  answers: OriginAnswers,
  row: RowAnswer,
  method: string,
  headers: string | undefined,
  privateNetwork: boolean,
): HeaderDecision {
  const { rule } = answers;
  const isPrivate = rule.privateNetwork && privateNetwork;
  if (rule.methods.echoes || rule.headers.echoes) return answerEcho(answers, row, method, headers, isPrivate);
  for (const known of answers.preflights) {
    if (known.row === row && known.isPrivate === isPrivate) return known.decision;
  }
  const decision = decidePreflight(answers, row, undefined, undefined, isPrivate);
  answers.preflights.push({ row, isPrivate, decision });
  return decision;
}

function answerEcho(
  answers: OriginAnswers,
  row: RowAnswer,
  requestedMethod: string,
  requestedHeaders: string | undefined,
  isPrivate: boolean,
): HeaderDecision {
  const { rule, allowOrigin, varyNames } = answers;
  const vary = varyNames.preflightVary;
  // What is past its budget is not sent back, and so is not kept.
  const method = echoedMethod(rule.methods, requestedMethod);
  const headers = passedHeaders(rule, row, requestedHeaders)
    ? echoedHeaders(rule.headers, requestedHeaders)
    : undefined;
  const last = rule.lastEcho.value;
  const isLast =
    last !== undefined &&
    last.row === row &&
    last.vary === vary &&
    last.isPrivate === isPrivate &&
    last.method === method &&
    last.allowOrigin === allowOrigin &&
    last.headers === headers;
  if (isLast) return last.decision;
  const decision = decidePreflight(answers, row, method, headers, isPrivate);
  rule.lastEcho.value = { row, allowOrigin, vary, method, headers, isPrivate, decision };
  return decision;
}

/** Whether the requested headers pass, which is known of most rows: only where the method is refused, nobody has asked. */
function passedHeaders({ headers }: CompiledRule, row: RowAnswer, requested: string | undefined): boolean {
  if (row === decisionRows.methodNotAllowed) return passesHeaders(headers, requested);
  return row !== decisionRows.headerNotAllowed;
}

/**
 * Refused or not, the lists are the honest ones, so that the browser's own message names what was missing.
 * @param method the one that is sent back, where one is
 * @param headers those that are sent back, where some are
 */
function decidePreflight(
  { rule, allowOrigin, varyNames }: OriginAnswers,
  row: RowAnswer,
  method: string | undefined,
  headers: string | undefined,
  isPrivate: boolean,
): HeaderDecision {
  const entries = [
    emitAllowOrigin(allowOrigin),
    emitAllowCredentials(rule.credentials),
    emitAllowMethods(rule.methods, method),
    emitAllowHeaders(rule.headers, headers),
    rule.maxAge,
    emitAllowPrivateNetwork(isPrivate),
  ].filter((entry) => entry !== undefined);
  return decide(row, {
    rule: rule.index,
    preflightStatus: rule.preflightStatus,
    headers: entries,
    vary: varyNames.preflightVary,
  });
}

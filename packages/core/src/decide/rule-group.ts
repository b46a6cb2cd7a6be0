import type { HeaderDecision, HeaderEntry } from '../decision.js';
import { ANY_ORIGIN, emitAllowOrigin } from '../headers/allow-origin.js';
import { emitTimingAllowOrigin } from '../headers/timing-allow-origin.js';
import { compilePreflightVary, compileVary } from '../headers/vary.js';
import { findExactOrigin, NOT_FOUND } from '../origin/exact-origins.js';
import { FILE_ORIGIN, MALFORMED_ORIGIN, OPAQUE_ORIGIN, scanOrigin } from '../origin/origin.js';
import { compileOriginSet, hasPatterns, NO_RANK, type OriginSet, rankOfPatterns } from '../origin/origin-set.js';
import { MAX_ORIGIN_LENGTH } from '../protocol/limits.js';
import { addToHash } from '../protocol/part-table.js';
import { RecentFindings } from '../protocol/recent-findings.js';
import type { CompiledRule } from './compiled-rule.js';
import { decide } from './decide.js';
import { decisionRows, type RowAnswer } from './decision-rows.js';
import { createOriginAnswers, type OriginAnswers, type VaryNames } from './origin-answers.js';

/** A denial for each kind of request that can get it. */
export interface Denials {
  readonly actual: HeaderDecision;
  readonly preflight: HeaderDecision;
}

export interface CsrfDenials extends Denials {
  readonly nonCors: HeaderDecision;
}

/** A rule that asks who may write, and what is answered when it says no. */
export interface CsrfGuard {
  readonly trusted: OriginSet;
  readonly denials: CsrfDenials;
}

/** The rules with the same paths, compiled into one index of origins. */
export interface RuleGroup {
  readonly rules: readonly [CompiledRule, ...CompiledRule[]];
  /** The origins of all rules, ranked by the rule's place in the group. */
  readonly origins: OriginSet;
  /** The place of the first rule that allows any well-formed origin; `NO_RANK` where there is none. */
  readonly reflectingRank: number;
  /** The place of the first public rule. */
  readonly publicRank: number;
}

/** The decisions of a group that do not depend on an origin, and the answers to those that it knows. */
export interface GroupFace extends RuleGroup {
  readonly varyNames: VaryNames;
  /** Answers to exact origins, by number, once asked for. */
  readonly answers: (OriginAnswers | undefined)[];
  /** What was found out lately about origins that are none of the exact ones; made when the first is asked about. */
  recent: RecentFindings<OriginFinding> | undefined;
  /** The one answer of the first public rule to all. */
  readonly publicAnswers: OriginAnswers | undefined;
  readonly csrf: readonly CsrfGuard[];
  readonly noOrigin: HeaderDecision;
  readonly sameOrigin: HeaderDecision;
  readonly malformed: Denials;
  readonly allowFailed: Denials;
  readonly notAllowed: Denials;
}

/** @param rules at least one, in the order of the policy */
export function compileRuleGroup(rules: readonly [CompiledRule, ...CompiledRule[]]): RuleGroup {
  const origins = compileOriginSet(rules);
  const reflectingRank = rankOfFirst(rules, (rule) => rule.reflectsAny);
  const publicRank = rankOfFirst(rules, (rule) => rule.isPublic);
  return { rules, origins, reflectingRank, publicRank };
}

/** @param checked whether an outside check may grant an origin */
export function compileGroupFace(group: RuleGroup, checked: boolean): GroupFace {
  const { rules, origins, reflectingRank, publicRank } = group;
  const varyNames: VaryNames = {
    vary: compileVary(rules, checked),
    preflightVary: compilePreflightVary(rules, checked),
  };
  const publicRule = rules[publicRank];
  const [first] = rules;
  const deny = (actual: RowAnswer, preflight: RowAnswer): Denials => ({
    actual: decide(actual, { rule: first.index, rejects: first.rejects, vary: varyNames.vary }),
    preflight: decide(preflight, { rule: first.index, vary: varyNames.preflightVary }),
  });
  return {
    rules,
    origins,
    reflectingRank,
    publicRank,
    varyNames,
    answers: new Array(origins.exact.texts.length),
    recent: undefined,
    publicAnswers: publicRule && createOriginAnswers(publicRule, ANY_ORIGIN, varyNames),
    csrf: rules.flatMap(({ trusted, index }) =>
      trusted === undefined ? [] : [{ trusted, denials: denyWriting(index, varyNames) }],
    ),
    noOrigin: decide(decisionRows.noOrigin, {
      rule: publicRule?.index,
      headers: publicRule === undefined ? [] : publicHeaders(publicRule),
      vary: varyNames.vary,
    }),
    sameOrigin: decide(decisionRows.sameOrigin, { rule: undefined, vary: varyNames.vary }),
    malformed: deny(decisionRows.malformedActual, decisionRows.malformedPreflight),
    allowFailed: deny(decisionRows.allowFailedActual, decisionRows.allowFailedPreflight),
    notAllowed: deny(decisionRows.notAllowedActual, decisionRows.notAllowedPreflight),
  };
}

function publicHeaders({ grants, timing }: CompiledRule): readonly HeaderEntry[] {
  return [emitAllowOrigin(ANY_ORIGIN), ...grants, ...(timing ? [emitTimingAllowOrigin(ANY_ORIGIN)] : [])];
}

function denyWriting(rule: number, { vary, preflightVary }: VaryNames): CsrfDenials {
  return {
    nonCors: decide(decisionRows.csrfNonCors, { rule, vary }),
    actual: decide(decisionRows.csrfActual, { rule, vary }),
    preflight: decide(decisionRows.csrfPreflight, { rule, vary: preflightVary }),
  };
}

function rankOfFirst(rules: readonly CompiledRule[], is: (rule: CompiledRule) => boolean): number {
  const rank = rules.findIndex(is);
  return rank < 0 ? NO_RANK : rank;
}

/** Why no rule answers an origin: it is none, or it is in none of them. */
export const MALFORMED = 'malformed';
export const NOT_ALLOWED = 'not-allowed';

/** What the first rule answers that allows an origin, or why none does. */
export type OriginFinding = OriginAnswers | typeof MALFORMED | typeof NOT_ALLOWED;

/** What a group says of the value of an `Origin` field. */
export function findOrigin(group: GroupFace, origin: string): OriginFinding {
  // What is public for all is not looked for.
  if (group.publicRank === 0 && group.publicAnswers !== undefined) return group.publicAnswers;
  const number = findExactOrigin(group.origins.exact, origin);
  return number === NOT_FOUND ? findOtherOrigin(group, origin) : answersOfNumber(group, number, origin);
}

function answersOfNumber(group: GroupFace, number: number, origin: string): OriginAnswers {
  const known = group.answers[number];
  if (known !== undefined) return known;
  const rank = withOpenRules(group, group.origins.ranks[number] ?? NO_RANK, scanOrigin(origin));
  const answers = answersOfRule(group, group.rules[rank] ?? group.rules[0], origin);
  // INVARIANT: only origins of the policy have a number, so what is remembered is bounded by the policy.
  group.answers[number] = answers;
  return answers;
}

/** Of an origin that is none of the exact ones. */
function findOtherOrigin(group: GroupFace, origin: string): OriginFinding {
  if (origin.length > MAX_ORIGIN_LENGTH) return judgeOrigin(group, origin);
  group.recent ??= new RecentFindings(hasPatterns(group.origins) ? PLACES : PLACES_OF_STRANGERS);
  const { recent } = group;
  const hash = hashOfOrigin(origin);
  const known = recent.find(hash, origin);
  if (known !== undefined) return known;
  const finding = judgeOrigin(group, origin);
  if (recent.isAwaited(hash)) recent.keep(hash, origin, finding);
  return finding;
}

/** With 600 bytes for the answer to GET 150 KiB for each face of a group, and four times that with all to preflights. */
const PLACES = 256;

/** Where no pattern lets any number of origins in, there is less to be remembered. */
const PLACES_OF_STRANGERS = 64;

/** By the length and some of the characters behind `https://`: to read one takes longer than to compare eight. */
function hashOfOrigin(origin: string): number {
  let hash = origin.length;
  if (hash > LAST_READ) {
    hash = addToHash(hash, origin.charCodeAt(8));
    hash = addToHash(hash, origin.charCodeAt(11));
    hash = addToHash(hash, origin.charCodeAt(12));
    hash = addToHash(hash, origin.charCodeAt(LAST_READ));
  }
  return hash ^ (hash >>> 8) ^ (hash >>> 16);
}

const LAST_READ = 15;

function judgeOrigin(group: GroupFace, origin: string): OriginFinding {
  const scan = scanOrigin(origin);
  const rule = group.rules[withOpenRules(group, rankOfPatterns(group.origins, origin, scan), scan)];
  if (rule !== undefined) return answersOfRule(group, rule, origin);
  const isOrigin = scan !== MALFORMED_ORIGIN || origin === OPAQUE_ORIGIN || origin === FILE_ORIGIN;
  return isOrigin ? NOT_ALLOWED : MALFORMED;
}

/** What a rule answers to an origin that it allows, or that was granted. */
export function answersOfRule(group: GroupFace, rule: CompiledRule, origin: string): OriginAnswers {
  return (rule.isPublic ? group.publicAnswers : undefined) ?? createOriginAnswers(rule, origin, group.varyNames);
}

/** Rules that allow every origin, or every well-formed one, stand in no index. */
function withOpenRules(group: RuleGroup, matched: number, scan: number): number {
  const rank = Math.min(matched, group.publicRank);
  return rank > group.reflectingRank && scan !== MALFORMED_ORIGIN ? group.reflectingRank : rank;
}

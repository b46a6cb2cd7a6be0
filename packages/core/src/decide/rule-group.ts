import type { HeaderDecision, HeaderEntry } from '../decision.js';
import { ANY_ORIGIN, emitAllowOrigin } from '../headers/allow-origin.js';
import { emitTimingAllowOrigin } from '../headers/timing-allow-origin.js';
import { compilePreflightVary, compileVary } from '../headers/vary.js';
import { findExactOrigin, NOT_FOUND } from '../origin/exact-origins.js';
import { MALFORMED_ORIGIN, scanOrigin } from '../origin/origin.js';
import { compileOriginSet, hasPatterns, NO_RANK, type OriginSet, rankOfPatterns } from '../origin/origin-set.js';
import type { CompiledRule } from './compiled-rule.js';
import { decide } from './decide.js';
import { decisionRows, type RowAnswer } from './decision-rows.js';
import { createOriginAnswers, type OriginAnswers, type VaryNames } from './origin-answers.js';
import { RecentAnswers } from './recent-answers.js';

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
  /** Whether the index of exact origins says all that there is to say. */
  readonly isExact: boolean;
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
  /** Answers to the origins that patterns let in lately; `undefined` where the group has none. */
  readonly recent: RecentAnswers | undefined;
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
  const isExact = !hasPatterns(origins) && reflectingRank === NO_RANK && publicRank === NO_RANK;
  return { rules, origins, isExact, reflectingRank, publicRank };
}

/** @param checked whether an outside check may grant an origin */
export function compileGroupFace(group: RuleGroup, checked: boolean): GroupFace {
  const { rules, origins, isExact, reflectingRank, publicRank } = group;
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
    isExact,
    reflectingRank,
    publicRank,
    varyNames,
    answers: new Array(origins.exact.texts.length),
    recent: isExact ? undefined : new RecentAnswers(),
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

/** What is answered to an exact origin, or to one that a pattern let in lately. */
export function knownAnswers(group: GroupFace, origin: string): OriginAnswers | undefined {
  // What is public for all is not looked for.
  if (group.publicRank === 0) return group.publicAnswers;
  const number = findExactOrigin(group.origins.exact, origin);
  if (number === NOT_FOUND) return group.recent?.find(origin);
  const known = group.answers[number];
  if (known !== undefined) return known;
  const rank = withOpenRules(group, group.origins.ranks[number] ?? NO_RANK, scanOrigin(origin));
  const answers = answersOfRule(group, group.rules[rank] ?? group.rules[0], origin);
  // INVARIANT: only origins of the policy have a number, so what is remembered is bounded by the policy.
  group.answers[number] = answers;
  return answers;
}

/**
 * What the first rule answers that allows an origin which is none of the exact ones; `undefined` where none does.
 * @param scan what `scanOrigin` says of it
 */
export function findAnswers(group: GroupFace, origin: string, scan: number): OriginAnswers | undefined {
  if (group.isExact) return undefined;
  const rule = group.rules[withOpenRules(group, rankOfPatterns(group.origins, origin, scan), scan)];
  if (rule === undefined) return undefined;
  const answers = answersOfRule(group, rule, origin);
  if (!rule.isPublic) group.recent?.add(answers);
  return answers;
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

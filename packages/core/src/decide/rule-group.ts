import type { HeaderDecision } from '../decision.js';
import { ANY_ORIGIN, emitAllowOrigin } from '../headers/allow-origin.js';
import { emitTimingAllowOrigin } from '../headers/timing-allow-origin.js';
import { compilePreflightVary, compileVary } from '../headers/vary.js';
import { FILE_ORIGIN, isWellFormedOrigin } from '../origin/origin.js';
import { compileOriginSet, NO_RANK, type OriginSet, rankOfPatterns } from '../origin/origin-set.js';
import type { CompiledRule } from './compiled-rule.js';
import { decide } from './decide.js';
import { type DecisionRow, decisionRows } from './decision-table.js';
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

/** The rules with the same paths, compiled into one index of origins and the decisions that do not depend on one. */
export interface RuleGroup {
  readonly rules: readonly CompiledRule[];
  readonly varyNames: VaryNames;
  /** The patterns of all rules, ranked by the rule's place in the group; an exact origin's answers, once asked for. */
  readonly origins: OriginSet<OriginAnswers>;
  /** The place of the first rule that allows any well-formed origin; `NO_RANK` where there is none. */
  readonly reflectingRank: number;
  /** The place of the first public rule, and its one answer to all. */
  readonly publicRank: number;
  readonly publicAnswers: OriginAnswers | undefined;
  readonly csrf: readonly CsrfGuard[];
  readonly noOrigin: HeaderDecision;
  readonly sameOrigin: HeaderDecision;
  readonly malformed: Denials;
  readonly allowFailed: Denials;
  readonly notAllowed: Denials;
}

/**
 * @param rules at least one, in the order of the policy
 * @param checked whether an outside check may grant an origin
 */
export function compileRuleGroup(rules: readonly [CompiledRule, ...CompiledRule[]], checked: boolean): RuleGroup {
  const varyNames: VaryNames = {
    vary: compileVary(rules, checked),
    preflightVary: compilePreflightVary(rules, checked),
  };
  const publicRank = rankOfFirst(rules, (rule) => rule.isPublic);
  const publicRule = rules[publicRank];
  const publicAnswers = publicRule && createOriginAnswers(publicRule, ANY_ORIGIN, varyNames);
  const [first] = rules;
  const deny = (actual: DecisionRow, preflight: DecisionRow): Denials => ({
    actual: decide(actual, { rule: first.index, rejects: first.rejects, vary: varyNames.vary }),
    preflight: decide(preflight, { rule: first.index, vary: varyNames.preflightVary }),
  });
  return {
    rules,
    varyNames,
    origins: compileOriginSet(rules.flatMap(({ patterns }, rank) => patterns.map((pattern) => ({ pattern, rank })))),
    reflectingRank: rankOfFirst(rules, (rule) => rule.reflectsAny),
    publicRank,
    publicAnswers,
    csrf: rules.flatMap(({ trusted, index }) =>
      trusted === undefined ? [] : [{ trusted, denials: denyWriting(index, varyNames) }],
    ),
    noOrigin: decide(decisionRows.noOrigin, {
      rule: publicRule?.index,
      headers: publicRule && [
        emitAllowOrigin(ANY_ORIGIN),
        publicRule.exposeHeaders,
        emitTimingAllowOrigin(publicRule.timing, ANY_ORIGIN),
      ],
      vary: varyNames.vary,
    }),
    sameOrigin: decide(decisionRows.sameOrigin, { rule: undefined, vary: varyNames.vary }),
    malformed: deny(decisionRows.malformedActual, decisionRows.malformedPreflight),
    allowFailed: deny(decisionRows.allowFailedActual, decisionRows.allowFailedPreflight),
    notAllowed: deny(decisionRows.notAllowedActual, decisionRows.notAllowedPreflight),
  };
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

/** What the first rule of the group that allows this origin answers; `undefined` where none does. */
export function answersFor(group: RuleGroup, origin: string): OriginAnswers | undefined {
  const known = group.origins.exact.get(origin);
  if (typeof known === 'object') return known;
  const matched = known ?? rankOfPatterns(group.origins, origin);
  const rank = matched < group.reflectingRank ? matched : Math.min(matched, reflectedRank(group, origin));
  if (rank >= group.publicRank) return group.publicAnswers;
  const answers = rank === NO_RANK ? undefined : answersOfRule(group, rank, origin);
  // INVARIANT: the map grows by no key, so what is remembered is bounded by the policy.
  if (known !== undefined && answers !== undefined) group.origins.exact.set(origin, answers);
  return answers;
}

/** What the rule at this place answers to an origin that it allows, or that was granted. */
export function answersOfRule(group: RuleGroup, rank: number, origin: string): OriginAnswers | undefined {
  const rule = group.rules[rank];
  if (rule === undefined) return undefined;
  return rule.isPublic ? group.publicAnswers : createOriginAnswers(rule, origin, group.varyNames);
}

/** `file://` is matched by its literal only. */
function reflectedRank(group: RuleGroup, origin: string): number {
  return origin !== FILE_ORIGIN && isWellFormedOrigin(origin) ? group.reflectingRank : NO_RANK;
}

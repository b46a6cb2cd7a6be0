import { findExactOrigin, NOT_FOUND } from '../origin/exact-origins.js';
import { MALFORMED_ORIGIN, scanOrigin } from '../origin/origin.js';
import { NO_RANK, rankOfPatterns } from '../origin/origin-set.js';
import type { CompiledRule } from './compiled-rule.js';
import type { RuleGroup } from './rule-group.js';

/**
 * The rule of a group that answers an origin: the first one that allows it; `undefined` where none does.
 *
 * The answer of `findAnswers` without the answers themselves, and without anything remembered.
 */
export function allowingRule(group: RuleGroup, origin: string): CompiledRule | undefined {
  const { origins, rules, publicRank, reflectingRank } = group;
  const scan = scanOrigin(origin);
  const number = findExactOrigin(origins.exact, origin);
  const matched = number === NOT_FOUND ? rankOfPatterns(origins, origin, scan) : (origins.ranks[number] ?? NO_RANK);
  return rules[Math.min(matched, publicRank, scan === MALFORMED_ORIGIN ? NO_RANK : reflectingRank)];
}

import { pathMatches, pathPatternKey } from './path-pattern.js';
import type { Rule } from './rule.js';

/** Rules with the same paths: they answer together, the first that allows the origin, or else the first. */
export type Group = readonly Rule[];

/** The groups of a policy, in the order in which their first rules stand; the rules of a group need not be neighbours. */
export function groupsOf(rules: readonly Rule[]): Group[] {
  const keys = [...new Set(rules.map(pathsKey))];
  return keys.map((key) => rules.filter((rule) => pathsKey(rule) === key));
}

/** The first group that a pathname is in. It answers alone: a later one never softens a stricter earlier one. */
export function groupFor(groups: readonly Group[], pathname: string): Group | undefined {
  return groups.find((group) => {
    const paths = group[0]?.paths;
    return paths === undefined || paths.some((pattern) => pathMatches(pattern, pathname));
  });
}

function pathsKey(rule: Rule): string {
  if (rule.paths === undefined) return 'every path';
  return JSON.stringify([...new Set(rule.paths.map(pathPatternKey))].sort());
}

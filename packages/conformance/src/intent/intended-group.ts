import { isAmbiguous, listsPath } from './intended-paths.js';
import type { IntendedRule } from './intended-rule.js';

/**
 * The rules for a path: those with the paths of the first rule that holds it, wherever they stand. None where no rule
 * holds it, or where nobody can tell.
 */
export function rulesForPath(rules: readonly IntendedRule[], pathname: string): readonly IntendedRule[] {
  const first = isClear(rules, pathname) ? rules.find(({ paths }) => listsPath(paths, pathname)) : undefined;
  return first === undefined ? [] : rulesLike(rules, first);
}

/** The rules that a grant counts for where no rule holds the path: those with the paths of the policy's first. */
export function rulesForGrant(rules: readonly IntendedRule[], pathname: string): readonly IntendedRule[] {
  const [first] = rules;
  return first === undefined || !isClear(rules, pathname) ? [] : rulesLike(rules, first);
}

/** Where any rule has paths, nobody knows which rule an ambiguous path is for. */
function isClear(rules: readonly IntendedRule[], pathname: string): boolean {
  return !isAmbiguous(pathname) || rules.every(({ paths }) => paths === undefined);
}

function rulesLike(rules: readonly IntendedRule[], first: IntendedRule): readonly IntendedRule[] {
  return rules.filter(({ paths }) => wordsOf(paths) === wordsOf(first.paths));
}

/** The same for the same paths, in whatever order and case they are written. */
function wordsOf(paths: IntendedRule['paths']): string {
  if (paths === undefined) return 'every path';
  return JSON.stringify([...new Set(paths.map(wordOf))].sort());
}

function wordOf(pattern: NonNullable<IntendedRule['paths']>[number]): string {
  if (typeof pattern === 'string') return new URL(`https://host.test${pattern.toLowerCase()}`).pathname;
  const { source, flags } = pattern instanceof RegExp ? pattern : new RegExp(pattern.regex, pattern.flags);
  return `${source} ${flags.replace(/[gy]/g, '')}`;
}

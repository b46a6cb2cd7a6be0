import type { CompiledPolicy } from '../decide/compiled-policy.js';
import { findScope, NO_SCOPE } from '../path/path-scopes.js';
import { parsePathname } from '../path/pathname.js';
import type { CanonicalRule } from '../policy/policy-config.js';
import { sampleRegex } from '../policy/regex-samples.js';
import { compileRegex, type RegexPattern } from '../protocol/regex-pattern.js';

/** One of two policies, as far as paths go. */
export interface ScopedPolicy {
  readonly compiled: CompiledPolicy;
  readonly rules: readonly CanonicalRule[];
}

/** Groups of two policies that answer the same path, by their numbers; `NO_SCOPE` where no rule is for it. */
export interface GroupPair {
  readonly before: number;
  readonly after: number;
  /** Whether the path is ambiguous: then nothing of the policy answers, granted or not. */
  readonly isAmbiguous: boolean;
  /** Paths that are known to have these groups, as requests have them; none where only regexes could tell. */
  readonly paths: readonly string[];
}

/** The path of a request that is in no scope. */
const AMBIGUOUS_PATH = '/%2f';

/** How many regexes are taken to match or not, independently of each other. */
const MAX_REGEXES = 8;

/** How many paths of a regex are looked at. */
const SAMPLES = 16;

/**
 * All pairs of groups that may answer one path, and perhaps some that cannot: of what a regex matches nothing is known, but
 * that equal ones match the same.
 *
 * Patterns that are text divide all paths into finitely many classes, and one path of each is looked at: each pattern's
 * own, one right below it, and one that is below none.
 */
export function pairGroups(before: ScopedPolicy, after: ScopedPolicy): readonly GroupPair[] {
  const [old, young] = [scopesOf(before), scopesOf(after)];
  const pairs = new PairSet();
  const isBlind = before.compiled.scopes === undefined && after.compiled.scopes === undefined;
  if (!isBlind) pairs.add(ambiguousScope(before), ambiguousScope(after), true, AMBIGUOUS_PATH);
  const representatives = representativesOf([...old, ...young]);
  for (const path of [...representatives, ...samplePaths([...old, ...young])]) {
    pairs.add(scopeOfPath(before, path), scopeOfPath(after, path), false, path);
  }
  const keys = [...new Set([...old, ...young].flatMap(({ regexes }) => regexes.map(({ key }) => key)))];
  const isSameSequence = JSON.stringify(old.map(keyOf)) === JSON.stringify(young.map(keyOf));
  if (isSameSequence) {
    for (const number of [...(isBlind ? [] : [NO_SCOPE]), ...old.keys()]) pairs.add(number, number, false);
  } else if (keys.length > MAX_REGEXES) {
    for (const path of representatives) {
      for (const one of possibleScopes(old, path))
        for (const other of possibleScopes(young, path)) pairs.add(one, other, false);
    }
  } else {
    for (const path of representatives) {
      for (const matching of subsetsOf(keys))
        pairs.add(scopeUnder(old, path, matching), scopeUnder(young, path, matching), false);
    }
  }
  return pairs.all();
}

class PairSet {
  readonly #pairs = new Map<string, { before: number; after: number; isAmbiguous: boolean; paths: string[] }>();

  add(before: number, after: number, isAmbiguous: boolean, path?: string): void {
    const key = `${before} ${after} ${isAmbiguous}`;
    const pair = this.#pairs.get(key) ?? { before, after, isAmbiguous, paths: [] };
    if (path !== undefined) pair.paths.push(path);
    this.#pairs.set(key, pair);
  }

  all(): readonly GroupPair[] {
    return [...this.#pairs.values()];
  }
}

/** The paths of one group. */
interface PathScope {
  readonly isEveryPath: boolean;
  readonly texts: readonly string[];
  readonly regexes: readonly RegexPattern[];
}

function scopesOf({ compiled, rules }: ScopedPolicy): readonly PathScope[] {
  return compiled.groups.map((group) => {
    const paths = rules[group.rules[0].index]?.paths;
    const regexes = paths?.filter((path) => typeof path !== 'string') ?? [];
    return {
      isEveryPath: paths === undefined,
      texts: paths?.filter((path) => typeof path === 'string') ?? [],
      regexes: regexes.map(({ regex, flags = '' }) => compileRegex(regex, flags)),
    };
  });
}

function keyOf({ isEveryPath, texts, regexes }: PathScope): string {
  return isEveryPath ? '' : JSON.stringify([...texts, ...regexes.map(({ key }) => key)].sort());
}

function ambiguousScope({ compiled }: ScopedPolicy): number {
  return compiled.scopes === undefined ? 0 : NO_SCOPE;
}

function scopeOfPath({ compiled }: ScopedPolicy, path: string): number {
  return compiled.scopes === undefined ? 0 : findScope(compiled.scopes, path);
}

/** One path of every class that the patterns make. */
function representativesOf(scopes: readonly PathScope[]): readonly string[] {
  const texts = new Set(scopes.flatMap((scope) => scope.texts));
  let fresh = 'any';
  while ([...texts].some((text) => text.includes(fresh))) fresh = `${fresh}-any`;
  const bases = [...texts].map((text) => (text.endsWith('/*') ? text.slice(0, -2) : text));
  const below = [...texts].flatMap((text) => (text.endsWith('/*') ? [`${text.slice(0, -2)}/${fresh}`] : []));
  return [...new Set(['/', `/${fresh}`, ...bases.map((base) => base || '/'), ...below])];
}

function samplePaths(scopes: readonly PathScope[]): readonly string[] {
  return scopes
    .flatMap(({ regexes }) => regexes)
    .flatMap(({ source, flags, whole }) => {
      const texts = sampleRegex(source, flags).map(({ text }) => text);
      const isPath = (text: string): boolean => whole.test(text) && parsePathname(text) === text;
      return [...new Set(texts)].filter(isPath).slice(0, SAMPLES);
    });
}

/** The scope of a path, where just these regexes match it. */
function scopeUnder(scopes: readonly PathScope[], path: string, matching: ReadonlySet<string>): number {
  return scopes.findIndex((scope) => matchesText(scope, path) || scope.regexes.some(({ key }) => matching.has(key)));
}

/** All scopes that a path of this class may have, whatever the regexes match. */
function possibleScopes(scopes: readonly PathScope[], path: string): readonly number[] {
  const certain = scopes.findIndex((scope) => matchesText(scope, path));
  const possible = [...scopes.keys()].filter((number) => certain < 0 || number < certain);
  return [...possible.filter((number) => (scopes[number]?.regexes.length ?? 0) > 0), certain];
}

function matchesText({ isEveryPath, texts }: PathScope, path: string): boolean {
  return isEveryPath || texts.some((text) => (text.endsWith('/*') ? isBelow(path, text.slice(0, -2)) : text === path));
}

/** Whether a pattern, as `toJSON` gives it, matches a pathname. */
export function matchesPath(pattern: NonNullable<CanonicalRule['paths']>[number], path: string): boolean {
  if (typeof pattern !== 'string') return compileRegex(pattern.regex, pattern.flags ?? '').whole.test(path);
  const key = path.toLowerCase();
  return pattern.endsWith('/*') ? isBelow(key, pattern.slice(0, -2)) : pattern === key;
}

function isBelow(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}

function* subsetsOf(keys: readonly string[]): Generator<ReadonlySet<string>> {
  for (let bits = 0; bits < 2 ** keys.length; bits++)
    yield new Set(keys.filter((_, place) => (bits >> place) % 2 === 1));
}

import type { RegexPattern } from '../protocol/regex-pattern.js';
import { type Origin, parseOrigin } from './origin.js';
import { isExact, type OriginPattern } from './origin-pattern.js';

/** What no pattern has. */
export const NO_RANK: number = Number.POSITIVE_INFINITY;

/** A pattern, and the rank of the rule it stands in: where several match, the lowest rank answers. */
export interface RankedPattern {
  readonly pattern: OriginPattern | RegexPattern;
  readonly rank: number;
}

interface RankedRegex {
  readonly whole: RegExp;
  readonly rank: number;
}

/**
 * A compiled set of origins, each with the lowest rank among the patterns that match it.
 *
 * Exact origins stand in a map, wildcards in a tree over the reversed labels of the host, so that the cost of a
 * question does not grow with their number. Regexes are asked one after the other.
 *
 * `exact` may also hold what the owner of the set remembers for an exact origin, instead of its rank: the number of
 * exact origins bounds it, never a request.
 */
export interface OriginSet<Remembered = never> {
  readonly exact: Map<string, number | Remembered>;
  /** `scheme://host` for patterns with any port on an exact host. */
  readonly anyPort: ReadonlyMap<string, number>;
  /** By scheme, the root of the tree. */
  readonly wildcards: ReadonlyMap<string, DomainNode>;
  readonly regexes: readonly RankedRegex[];
}

/** A domain in the tree: its parent is one label shorter. */
interface DomainNode {
  readonly children: Map<string, DomainNode>;
  /** Patterns `*.domain`, by port. */
  readonly subdomains: Map<string, number>;
  /** Patterns `a*b.domain`, by the lengths of `a` and `b`: at most 63² / 2 of them, whatever the number of patterns. */
  readonly labels: Map<number, LabelShape>;
}

interface LabelShape {
  readonly prefixLength: number;
  readonly suffixLength: number;
  /** By `a*b:port`. */
  readonly ranks: Map<string, number>;
}

/** Compiles the set. Order and duplicates make no difference. */
export function compileOriginSet<Remembered = never>(patterns: readonly RankedPattern[]): OriginSet<Remembered> {
  const exact = new Map<string, number | Remembered>();
  const anyPort = new Map<string, number>();
  const wildcards = new Map<string, DomainNode>();
  const regexes: RankedRegex[] = [];
  const set: OriginSet<Remembered> = { exact, anyPort, wildcards, regexes };
  const exactPatterns: { text: string; rank: number }[] = [];

  for (const { pattern, rank } of patterns) {
    if ('whole' in pattern) regexes.push({ whole: pattern.whole, rank });
    else if (isExact(pattern)) exactPatterns.push({ text: pattern.text, rank });
    else if (pattern.wildcard === undefined) lower(anyPort, `${pattern.scheme}://${pattern.domain}`, rank);
    else addWildcard(wildcards, pattern, pattern.wildcard, rank);
  }
  regexes.sort((a, b) => a.rank - b.rank);
  // An exact origin is answered by the map alone, so what a wildcard of an earlier rule says of it is settled here.
  for (const { text, rank } of exactPatterns) {
    const known = exact.get(text);
    const best = typeof known === 'number' && known < rank ? known : rank;
    exact.set(text, best === 0 ? best : Math.min(best, rankOfPatterns(set, text)));
  }
  return set;
}

/** The lowest rank among the wildcards and regexes that match an origin; `NO_RANK` where none does, malformed or not. */
export function rankOfPatterns(set: OriginSet<unknown>, value: string): number {
  if (set.anyPort.size === 0 && set.wildcards.size === 0 && set.regexes.length === 0) return NO_RANK;
  const origin = parseOrigin(value);
  if (origin === undefined) return NO_RANK;
  const byPort = set.anyPort.size === 0 ? NO_RANK : (set.anyPort.get(`${origin.scheme}://${origin.host}`) ?? NO_RANK);
  const byHost = rankOfHost(set.wildcards.get(origin.scheme), origin);
  let rank = Math.min(byPort, byHost);
  for (const regex of set.regexes) {
    if (regex.rank >= rank) break;
    if (regex.whole.test(value)) rank = regex.rank;
  }
  return rank;
}

/** Whether a set that remembers nothing holds this origin. */
export function includesOrigin(set: OriginSet, value: string): boolean {
  return set.exact.has(value) || rankOfPatterns(set, value) !== NO_RANK;
}

/** One walk from the top-level label down; at each domain the patterns right below it are asked. */
function rankOfHost(root: DomainNode | undefined, { host, port }: Origin): number {
  let rank = NO_RANK;
  let node = root;
  let end = host.length;
  while (node !== undefined) {
    const start = host.lastIndexOf('.', end - 1) + 1;
    if (end < host.length) {
      rank = Math.min(rank, rankOfPort(node.subdomains, port));
      if (start === 0 && node.labels.size > 0) rank = Math.min(rank, rankOfLabel(node, host.slice(0, end), port));
    }
    if (start === 0) break;
    node = node.children.get(host.slice(start, end));
    end = start - 1;
  }
  return rank;
}

function rankOfPort(ranks: ReadonlyMap<string, number>, port: string): number {
  return ranks.size === 0 ? NO_RANK : Math.min(ranks.get(port) ?? NO_RANK, ranks.get('*') ?? NO_RANK);
}

function rankOfLabel(node: DomainNode, label: string, port: string): number {
  let rank = NO_RANK;
  for (const { prefixLength, suffixLength, ranks } of node.labels.values()) {
    if (label.length <= prefixLength + suffixLength) continue;
    const shape = `${label.slice(0, prefixLength)}*${label.slice(label.length - suffixLength)}`;
    rank = Math.min(rank, ranks.get(`${shape}:${port}`) ?? NO_RANK, ranks.get(`${shape}:*`) ?? NO_RANK);
  }
  return rank;
}

function addWildcard(
  roots: Map<string, DomainNode>,
  pattern: OriginPattern,
  { prefix, suffix }: { readonly prefix: string; readonly suffix: string },
  rank: number,
): void {
  let node = getOrAdd(roots, pattern.scheme, createNode);
  for (const label of pattern.domain.split('.').reverse()) node = getOrAdd(node.children, label, createNode);
  if (prefix === '' && suffix === '') {
    lower(node.subdomains, pattern.port, rank);
    return;
  }
  const shape = getOrAdd(node.labels, prefix.length * 64 + suffix.length, () => ({
    prefixLength: prefix.length,
    suffixLength: suffix.length,
    ranks: new Map<string, number>(),
  }));
  lower(shape.ranks, `${prefix}*${suffix}:${pattern.port}`, rank);
}

function createNode(): DomainNode {
  return { children: new Map(), subdomains: new Map(), labels: new Map() };
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const value = map.get(key) ?? create();
  map.set(key, value);
  return value;
}

function lower(map: Map<string, number>, key: string, rank: number): void {
  map.set(key, Math.min(map.get(key) ?? NO_RANK, rank));
}

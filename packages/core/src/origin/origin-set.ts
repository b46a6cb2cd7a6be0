import { addToHash, hashBackwards, hashForwards, PartTable } from '../protocol/part-table.js';
import type { RegexPattern } from '../protocol/regex-pattern.js';
import {
  compileExactOrigins,
  type ExactOrigins,
  findExactOrigin,
  NO_EXACT_ORIGINS,
  NOT_FOUND,
} from './exact-origins.js';
import { hostEndOf, hostStartOf, MALFORMED_ORIGIN, scanOrigin } from './origin.js';
import type { LabelWildcard, OriginPattern } from './origin-pattern.js';

/** What no pattern has: more than there can be rules, and a small integer, for which the platform allocates nothing. */
export const NO_RANK = 0x3fff_ffff;

/** A member of a set: the one `Origin` value that it matches, or a pattern for many. */
export type OriginMember = string | OriginPattern | RegexPattern;

interface RankedRegex {
  readonly whole: RegExp;
  readonly rank: number;
}

/**
 * A compiled set of origins, each with the lowest rank among the members that match it.
 *
 * Exact origins stand in an index of their own, wildcards in a table by the end of the host that they name, which is
 * asked once for each label of an origin. So the cost of a question does not grow with the number of either. Regexes are
 * asked one after the other.
 */
export interface OriginSet {
  readonly exact: ExactOrigins;
  /** By the number of an exact origin. */
  readonly ranks: Uint32Array;
  /** By domain: the wildcards right below it, and those with any port on it. */
  readonly domains: PartTable<DomainPatterns[]>;
  readonly regexes: readonly RankedRegex[];
}

/** The patterns of one scheme that end in one domain. */
interface DomainPatterns {
  readonly scheme: string;
  /** `scheme://domain:*`. */
  anyPort: number;
  /** `scheme://*.domain`. */
  readonly subdomains: PortRanks;
  /** `scheme://a*b.domain`, by the lengths of `a` and `b`: at most 63² / 2 of them, whatever the number of patterns. */
  readonly labels: LabelShape[];
}

interface LabelShape {
  readonly prefixLength: number;
  readonly suffixLength: number;
  /** By `a`, then by `b`. */
  readonly prefixes: PartTable<PartTable<PortRanks>>;
}

/** The lowest rank of a pattern for each port: a number, none written, or any. */
interface PortRanks {
  none: number;
  any: number;
  numbers: Map<number, number> | undefined;
}

/** Origins as one rule has them: the exact ones, and the patterns. */
export interface OriginMembers {
  readonly exact: ExactOrigins;
  readonly patterns: readonly (OriginPattern | RegexPattern)[];
}

/** Compiles the members of several rules into one set; the rank of a member is the place of its rule. */
export function compileOriginSet(rules: readonly OriginMembers[]): OriginSet {
  const domains = new PartTable<DomainPatterns[]>(hashBackwards);
  const regexes: RankedRegex[] = [];
  for (const [rank, { patterns }] of rules.entries()) {
    for (const pattern of patterns) {
      if ('whole' in pattern) regexes.push({ whole: pattern.whole, rank });
      else addPattern(domains, pattern, rank);
    }
  }
  const { exact, ranks } = rankExactOrigins(rules.map((rule) => rule.exact));
  const set: OriginSet = { exact, ranks, domains, regexes };
  // An exact origin is answered by its index alone, so what a pattern of an earlier rule says of it is settled here.
  for (const [number, text] of rules.length > 1 ? exact.texts.entries() : []) {
    const rank = ranks[number] ?? 0;
    if (rank > 0) ranks[number] = Math.min(rank, rankOfPatterns(set, text, scanOrigin(text)));
  }
  return set;
}

/** The exact origins of all rules as one, each with the first rank that it has. */
function rankExactOrigins(lists: readonly ExactOrigins[]): Pick<OriginSet, 'exact' | 'ranks'> {
  const [first = NO_EXACT_ORIGINS] = lists;
  if (lists.every(({ texts }) => texts === first.texts || texts.length === 0)) {
    return { exact: first, ranks: new Uint32Array(first.texts.length) };
  }
  const rankOf = new Map<string, number>();
  for (const [rank, { texts }] of lists.entries()) {
    for (const text of texts) if (!rankOf.has(text)) rankOf.set(text, rank);
  }
  return { exact: compileExactOrigins([...rankOf.keys()]), ranks: Uint32Array.from(rankOf.values()) };
}

/** Whether a set holds anything but exact origins. */
export function hasPatterns({ domains, regexes }: OriginSet): boolean {
  return domains.size > 0 || regexes.length > 0;
}

/**
 * The lowest rank among the wildcards and regexes that match an origin; `NO_RANK` where none does.
 * @param scan what `scanOrigin` says of it; a malformed one matches nothing
 */
export function rankOfPatterns({ domains, regexes }: OriginSet, value: string, scan: number): number {
  if (scan === MALFORMED_ORIGIN) return NO_RANK;
  let rank = domains.size === 0 ? NO_RANK : rankOfHost(domains, value, scan);
  for (const regex of regexes) {
    if (regex.rank >= rank) break;
    if (regex.whole.test(value)) rank = regex.rank;
  }
  return rank;
}

/** Whether a set holds this origin. */
export function includesOrigin(set: OriginSet, value: string): boolean {
  if (findExactOrigin(set.exact, value) !== NOT_FOUND) return true;
  return hasPatterns(set) && rankOfPatterns(set, value, scanOrigin(value)) !== NO_RANK;
}

/** One walk over the host from its end; wherever a label starts, the patterns for that domain are asked. */
function rankOfHost(domains: OriginSet['domains'], value: string, scan: number): number {
  const start = hostStartOf(scan);
  const end = hostEndOf(scan);
  let rank = NO_RANK;
  let hash = 0;
  for (let index = end - 1; index >= start; index--) {
    const code = value.charCodeAt(index);
    if (code === DOT) {
      const patterns = domains.find(hash, value, index + 1, end);
      if (patterns !== undefined) rank = Math.min(rank, rankBelowDomain(patterns, value, scan, index));
    }
    hash = addToHash(hash, code);
  }
  const patterns = domains.find(hash, value, start, end);
  return patterns === undefined ? rank : Math.min(rank, patternsOfScheme(patterns, value, start)?.anyPort ?? NO_RANK);
}

const DOT = 0x2e;

/** @param dot where the dot stands in front of the domain that these patterns end in */
function rankBelowDomain(patterns: readonly DomainPatterns[], value: string, scan: number, dot: number): number {
  const start = hostStartOf(scan);
  const found = patternsOfScheme(patterns, value, start);
  if (found === undefined) return NO_RANK;
  const port = portOf(value, hostEndOf(scan));
  const rank = rankOfPort(found.subdomains, port);
  const isOneLabel = found.labels.length > 0 && value.lastIndexOf('.', dot - 1) < start;
  return isOneLabel ? Math.min(rank, rankOfLabel(found.labels, value, start, dot, port)) : rank;
}

function patternsOfScheme(
  patterns: readonly DomainPatterns[],
  value: string,
  hostStart: number,
): DomainPatterns | undefined {
  for (let index = 0; index < patterns.length; index++) {
    const found = patterns[index];
    if (found !== undefined && hasScheme(value, found.scheme, hostStart)) return found;
  }
  return undefined;
}

function hasScheme(value: string, scheme: string, hostStart: number): boolean {
  if (scheme.length + 3 !== hostStart) return false;
  for (let index = 0; index < scheme.length; index++) {
    if (value.charCodeAt(index) !== scheme.charCodeAt(index)) return false;
  }
  return true;
}

/** The port as a number, 0 where none is written. */
function portOf(value: string, hostEnd: number): number {
  return hostEnd === value.length ? 0 : Number(value.slice(hostEnd + 1));
}

function rankOfPort({ none, any, numbers }: PortRanks, port: number): number {
  return Math.min(any, port === 0 ? none : (numbers?.get(port) ?? NO_RANK));
}

/** The label stands from `start` to `end`; between what is before and after the `*` there is at least one character. */
function rankOfLabel(shapes: readonly LabelShape[], value: string, start: number, end: number, port: number): number {
  let rank = NO_RANK;
  for (const { prefixLength, suffixLength, prefixes } of shapes) {
    const prefixEnd = start + prefixLength;
    const suffixStart = end - suffixLength;
    if (prefixEnd >= suffixStart) continue;
    const suffixes = prefixes.find(hashForwards(value, start, prefixEnd), value, start, prefixEnd);
    const ranks = suffixes?.find(hashForwards(value, suffixStart, end), value, suffixStart, end);
    if (ranks !== undefined) rank = Math.min(rank, rankOfPort(ranks, port));
  }
  return rank;
}

function addPattern(domains: OriginSet['domains'], pattern: OriginPattern, rank: number): void {
  const { scheme, wildcard, domain, port } = pattern;
  const schemes = domains.getOrAdd(domain, () => []);
  const patterns = schemes.find((one) => one.scheme === scheme) ?? createDomainPatterns(scheme);
  if (!schemes.includes(patterns)) schemes.push(patterns);
  if (wildcard === undefined) patterns.anyPort = Math.min(patterns.anyPort, rank);
  else if (wildcard.prefix === '' && wildcard.suffix === '') lowerPort(patterns.subdomains, port, rank);
  else lowerPort(ranksOfLabel(patterns.labels, wildcard), port, rank);
}

function ranksOfLabel(shapes: LabelShape[], { prefix, suffix }: LabelWildcard): PortRanks {
  const isShape = (one: LabelShape): boolean =>
    one.prefixLength === prefix.length && one.suffixLength === suffix.length;
  const shape = shapes.find(isShape) ?? {
    prefixLength: prefix.length,
    suffixLength: suffix.length,
    prefixes: new PartTable<PartTable<PortRanks>>(hashForwards),
  };
  if (!shapes.includes(shape)) shapes.push(shape);
  return shape.prefixes.getOrAdd(prefix, () => new PartTable(hashForwards)).getOrAdd(suffix, createPortRanks);
}

function createDomainPatterns(scheme: string): DomainPatterns {
  return { scheme, anyPort: NO_RANK, subdomains: createPortRanks(), labels: [] };
}

function createPortRanks(): PortRanks {
  return { none: NO_RANK, any: NO_RANK, numbers: undefined };
}

function lowerPort(ranks: PortRanks, port: string, rank: number): void {
  if (port === '') ranks.none = Math.min(ranks.none, rank);
  else if (port === '*') ranks.any = Math.min(ranks.any, rank);
  else {
    ranks.numbers ??= new Map();
    ranks.numbers.set(Number(port), Math.min(ranks.numbers.get(Number(port)) ?? NO_RANK, rank));
  }
}

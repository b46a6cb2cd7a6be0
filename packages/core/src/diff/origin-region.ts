import type { CompiledRule } from '../decide/compiled-rule.js';
import { NO_EXACT_ORIGINS } from '../origin/exact-origins.js';
import { isWellFormedOrigin, MALFORMED_ORIGIN, parseOrigin, scanOrigin } from '../origin/origin.js';
import { isExact, type OriginPattern, parseOriginPattern } from '../origin/origin-pattern.js';
import { compileOriginSet, includesOrigin, type OriginSet } from '../origin/origin-set.js';
import { coversPattern, intersectPatterns } from '../origin/pattern-relation.js';
import type { CanonicalRule } from '../policy/policy-config.js';
import { sampleRegex } from '../policy/regex-samples.js';
import { compileRegex, type RegexPattern } from '../protocol/regex-pattern.js';

/** One member of a list of origins, as a set. */
export type Region =
  /** `'*'` without credentials: any value of `Origin`. */
  | { readonly kind: 'any'; readonly text: string }
  /** `'*'` with credentials: any well-formed origin. */
  | { readonly kind: 'well-formed'; readonly text: string }
  /** What an outside check may grant: the same, and `file://`. */
  | { readonly kind: 'grantable'; readonly text: string }
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'pattern'; readonly text: string; readonly pattern: OriginPattern; readonly set: OriginSet }
  | { readonly kind: 'regex'; readonly text: string; readonly regex: RegexPattern };

/** A list of origins, as a set. */
export interface OriginArea {
  readonly regions: readonly Region[];
  /** Those that are more than one origin. */
  readonly wide: readonly Region[];
  readonly includes: (origin: string) => boolean;
}

export const GRANTABLE: Region = { kind: 'grantable', text: 'any origin that is granted' };

/** The origins that a rule allows. */
export function areaOfOrigins(rule: CompiledRule, { origins }: CanonicalRule): OriginArea {
  if (origins === '*') {
    const region: Region = { kind: rule.isPublic ? 'any' : 'well-formed', text: '*' };
    return areaOf([region], (origin) => rule.isPublic || scanOrigin(origin) !== MALFORMED_ORIGIN);
  }
  return areaOfSet(origins, compileOriginSet([rule]));
}

/** The origins of a list, as `toJSON` gives it, which the set was compiled from. */
export function areaOfSet(origins: Exclude<CanonicalRule['origins'], '*'>, set: OriginSet): OriginArea {
  const regions = origins === 'none' ? [] : origins.map(regionOf);
  return areaOf(regions, (origin) => includesOrigin(set, origin));
}

function areaOf(regions: readonly Region[], includes: OriginArea['includes']): OriginArea {
  return { regions, wide: regions.filter(({ kind }) => kind !== 'exact'), includes };
}

function regionOf(member: string | { readonly regex: string; readonly flags?: string | undefined }): Region {
  if (typeof member !== 'string') {
    const regex = compileRegex(member.regex, member.flags ?? '');
    return { kind: 'regex', text: regex.key, regex };
  }
  const pattern = parseOriginPattern(member);
  // What is canonical parses.
  if (!('text' in pattern) || isExact(pattern)) return { kind: 'exact', text: member };
  const set = compileOriginSet([{ exact: NO_EXACT_ORIGINS, patterns: [pattern] }]);
  return { kind: 'pattern', text: member, pattern, set };
}

/** Whether one member of the area holds the whole region. Several that do it together are not seen. */
export function covers(area: OriginArea, region: Region): boolean {
  if (region.kind === 'exact') return area.includes(region.text);
  return area.wide.some((wide) => coversRegion(wide, region));
}

function coversRegion(wide: Region, narrow: Region): boolean {
  if (wide.kind === 'any') return true;
  if (narrow.kind === 'any' || narrow.kind === 'grantable') return false;
  if (wide.kind === 'well-formed') return true;
  if (wide.kind === 'regex') return narrow.kind === 'regex' && wide.regex.key === narrow.regex.key;
  return wide.kind === 'pattern' && narrow.kind === 'pattern' && coversPattern(wide.pattern, narrow.pattern);
}

/** Whether there may be an origin in both; of a regex and a pattern nobody knows. */
export function mayOverlap(one: Region, other: Region): boolean {
  if (one.kind === 'exact') return includesOne(other, one.text);
  if (other.kind === 'exact') return includesOne(one, other.text);
  if (one.kind !== 'pattern' || other.kind !== 'pattern') return true;
  return intersectPatterns(one.pattern, other.pattern) !== undefined;
}

function includesOne(region: Region, origin: string): boolean {
  switch (region.kind) {
    case 'any':
      return true;
    case 'exact':
      return region.text === origin;
    case 'well-formed':
      return scanOrigin(origin) !== MALFORMED_ORIGIN;
    case 'grantable':
      return isWellFormedOrigin(origin);
    case 'regex':
      return scanOrigin(origin) !== MALFORMED_ORIGIN && region.regex.whole.test(origin);
    case 'pattern':
      return includesOrigin(region.set, origin);
    default:
      return region satisfies never;
  }
}

/** How many origins that a regex matches are looked at. */
const REGEX_SAMPLES = 16;

/** Some origins of a region, to try what was concluded of it. */
export function samplesOf(region: Region): readonly string[] {
  switch (region.kind) {
    case 'any':
      return ['https://anyone.example', 'null', 'malformed'];
    case 'well-formed':
    case 'grantable':
      return ['https://anyone.example', 'http://anyone.example:4321', 'x-anyone://anyone.example'];
    case 'exact':
      return [region.text];
    case 'regex':
      return samplesOfRegex(region.regex);
    case 'pattern':
      return samplesOfPattern(region.pattern);
    default:
      return region satisfies never;
  }
}

/** Some origins of both regions, as far as it is known how to make them. */
export function samplesOfBoth(one: Region, other: Region): readonly string[] {
  const both =
    one.kind === 'pattern' && other.kind === 'pattern' ? intersectPatterns(one.pattern, other.pattern) : undefined;
  return [...(both === undefined ? [] : samplesOfPattern(both)), ...samplesOf(one), ...samplesOf(other)];
}

function samplesOfRegex({ source, flags, whole }: RegexPattern): readonly string[] {
  const texts = sampleRegex(source, flags).map(({ text }) => (text.includes('://') ? text : `https://${text}`));
  const matching = [...new Set(texts)].filter((text) => parseOrigin(text) !== undefined && whole.test(text));
  return matching.slice(0, REGEX_SAMPLES);
}

function samplesOfPattern({ scheme, wildcard, domain, port }: OriginPattern): readonly string[] {
  const ports = port === '*' ? ['', ':4321', ':1'] : [port && `:${port}`];
  const fillings = ['any', 'a-0', '0', 'any-one-else'];
  const hosts =
    wildcard === undefined ? [domain] : fillings.map((text) => `${wildcard.prefix}${text}${wildcard.suffix}.${domain}`);
  const isDeep = wildcard !== undefined && wildcard.prefix === '' && wildcard.suffix === '';
  const deep = isDeep ? [`any.one.${domain}`] : [];
  return [...hosts, ...deep].flatMap((host) => ports.map((end) => `${scheme}://${host}${end}`));
}

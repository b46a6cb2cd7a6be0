import { compileExactOrigins, type ExactOrigins, NO_EXACT_ORIGINS } from '../origin/exact-origins.js';
import { isPlainOrigin, scanOrigin } from '../origin/origin.js';
import { isExact, type OriginPattern, parseOriginPattern } from '../origin/origin-pattern.js';
import { compileOriginSet, type OriginMember, rankOfPatterns } from '../origin/origin-set.js';
import { widerPattern } from '../origin/wider-pattern.js';
import { membersOf } from './list-field.js';
import { canMatch } from './loose-regex.js';
import { type ConfigPlace, show } from './policy-issue.js';
import { isRegexLike, readRegex } from './regex-field.js';

/** A member of a set of origins and where it stands, for the checks that come later. */
export interface PlacedMember {
  readonly member: OriginMember;
  readonly place: ConfigPlace;
}

/** The members in the order of the config, and the exact ones among them compiled, by which each is there once. */
export interface OriginList {
  readonly members: readonly PlacedMember[];
  readonly exact: ExactOrigins;
}

/** A set of origins as it was written, checked one by one. */
export type ReadOrigins = '*' | 'none' | OriginList;

/** Reads `origins` or `csrf.trustedOrigins`; what is wrong is reported, and the rest is given back all the same. */
export function readOrigins(field: ConfigPlace): ReadOrigins {
  const places = membersOf(field);
  const keyword = places.find(({ value }) => value === '*' || value === 'none');
  if (places.length === 0) {
    field.error(
      'list-empty',
      "an empty list of origins says nothing; 'none' allows no origin and leaves all to the allow hook",
      "write 'none'",
    );
    return 'none';
  }
  if (keyword !== undefined && places.every(({ value }) => value === keyword.value))
    return keyword.value === '*' ? '*' : 'none';
  const members: PlacedMember[] = [];
  for (const place of places) {
    const member = readMember(place);
    if (member !== undefined) members.push({ member, place });
  }
  return withoutRedundant(members);
}

function readMember(place: ConfigPlace): OriginMember | undefined {
  const { value } = place;
  // By far the most members of a long list, which take no parsing.
  if (typeof value === 'string' && isPlainOrigin(value)) return value;
  if (value === '*' || value === 'none') {
    const message = `'${value}' stands alone: beside it the other origins mean nothing`;
    return place.error('origins-mixed', message, `write '${value}' alone, or leave it out`);
  }
  if (isRegexLike(value)) {
    const pattern = readRegex(place);
    if (pattern !== undefined && !canMatch(pattern)) {
      place.warn(
        'regex-matches-nothing',
        'no origin was found that the regex matches: it is held against the whole of one, as in "https://example.com"',
      );
    }
    return pattern;
  }
  if (typeof value !== 'string') {
    return place.error('type-invalid', `an origin is a string, a RegExp or { "regex": ... }, not ${show(value)}`);
  }
  const parsed = parseOriginPattern(value);
  if (!('problems' in parsed)) return memberOf(parsed);
  const hint = parsed.meant === undefined ? undefined : `write ${parsed.meant}`;
  for (const { code, message } of parsed.problems) place.error(code, message, hint);
  // What was meant is checked on, so that its own mistakes are told now and not after this one is corrected.
  const meant = parsed.meant === undefined ? undefined : parseOriginPattern(parsed.meant);
  return meant === undefined || 'problems' in meant ? undefined : memberOf(meant);
}

function memberOf(pattern: OriginPattern): OriginMember {
  return isExact(pattern) ? pattern.text : pattern;
}

/** Drops what another member covers, with a warning. Regexes are compared as text only. */
function withoutRedundant(placed: readonly PlacedMember[]): OriginList {
  const exact = compileExactOrigins(placed.map(({ member }) => member).filter((member) => typeof member === 'string'));
  const cover = compileCover(placed);
  const seen = new Set<string>();
  let number = 0;
  const members = placed.filter(({ member, place }) => {
    const text = textOf(member);
    let by: string | undefined;
    if (typeof member === 'string') by = exact.duplicates.has(number++) ? text : cover(member);
    else {
      by = seen.has(text) ? text : cover(member);
      seen.add(text);
    }
    if (by !== undefined) place.warn('pattern-redundant', `${show(text)} adds nothing to ${show(by)}`, 'leave it out');
    return by === undefined;
  });
  return members.length === placed.length ? { members, exact } : withoutRedundant(members);
}

function textOf(member: OriginMember): string {
  if (typeof member === 'string') return member;
  return 'whole' in member ? member.key : member.text;
}

/** What covers a member, itself aside: only patterns with a wildcard in the host or in the port can. */
function compileCover(placed: readonly PlacedMember[]): (member: OriginMember) => string | undefined {
  const wide = new Map<string, OriginPattern>();
  for (const { member } of placed) {
    if (typeof member !== 'string' && !('whole' in member)) wide.set(member.text, member);
  }
  if (wide.size === 0) return () => undefined;
  const texts = [...wide.keys()];
  const set = compileOriginSet([...wide.values()].map((pattern) => ({ exact: NO_EXACT_ORIGINS, patterns: [pattern] })));
  return (member) => {
    if (typeof member === 'string') return texts[rankOfPatterns(set, member, scanOrigin(member))];
    return 'whole' in member ? undefined : widerPattern(member, wide);
  };
}

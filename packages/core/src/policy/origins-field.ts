import { compileExactOrigins, type ExactOrigins, NO_EXACT_ORIGINS } from '../origin/exact-origins.js';
import { isPlainOrigin, scanOrigin } from '../origin/origin.js';
import { isExact, type OriginPattern, parseOriginPattern } from '../origin/origin-pattern.js';
import { compileOriginSet, type OriginMember, rankOfPatterns } from '../origin/origin-set.js';
import { widerPattern } from '../origin/wider-pattern.js';
import type { RegexPattern } from '../protocol/regex-pattern.js';
import { canMatch } from './loose-regex.js';
import { type ConfigPlace, show } from './policy-issue.js';
import { isRegexLike, readRegex } from './regex-field.js';

/** The members of a set of origins in the order of the config. */
export interface OriginList {
  readonly members: readonly OriginMember[];
  /** Where a member stands, for the checks that come later. Made when asked for: most of a long list need none. */
  readonly placeOf: (member: number) => ConfigPlace;
  /** The exact ones, each once. */
  readonly exact: ExactOrigins;
  /** The others. */
  readonly patterns: readonly (OriginPattern | RegexPattern)[];
}

/** A set of origins as it was written, checked one by one. */
export type ReadOrigins = '*' | 'none' | OriginList;

/** Reads `origins` or `csrf.trustedOrigins`; what is wrong is reported, and the rest is given back all the same. */
export function readOrigins(field: ConfigPlace): ReadOrigins {
  const { value } = field;
  const isList = Array.isArray(value);
  const values: readonly unknown[] = isList ? value : [value];
  const placeAt = (index: number): ConfigPlace => (isList ? field.at(index, values[index]) : field);
  if (values.length === 0) {
    field.error(
      'list-empty',
      "an empty list of origins says nothing; 'none' allows no origin and leaves all to the allow hook",
      "write 'none'",
    );
    return 'none';
  }
  const [first] = values;
  if ((first === '*' || first === 'none') && values.every((one) => one === first)) return first;
  if (values.every(isPlainMember)) {
    const exact = compileExactOrigins(values);
    if (exact.duplicates.size === 0) return { members: values, exact, patterns: [], placeOf: placeAt };
  }
  const members: OriginMember[] = [];
  const indices: number[] = [];
  for (const [index, written] of values.entries()) {
    const member = isPlainMember(written) ? written : readMember(placeAt(index));
    if (member === undefined) continue;
    members.push(member);
    indices.push(index);
  }
  return withoutRedundant(members, (number) => placeAt(indices[number] ?? 0));
}

/** By far the most members of a long list: they take no parsing and have no problems. */
function isPlainMember(value: unknown): value is string {
  return typeof value === 'string' && isPlainOrigin(value);
}

function readMember(place: ConfigPlace): OriginMember | undefined {
  const { value } = place;
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
function withoutRedundant(members: readonly OriginMember[], placeOf: OriginList['placeOf']): OriginList {
  const patterns = members.filter(isPattern);
  const exact = compileExactOrigins(members.filter(isText));
  const coverOf = patterns.length === 0 ? undefined : compileCover(patterns);
  if (exact.duplicates.size === 0 && coverOf === undefined) return { members, exact, patterns, placeOf };
  const seen = new Set<string>();
  const kept: number[] = [];
  let exactNumber = 0;
  for (const [number, member] of members.entries()) {
    const text = textOf(member);
    const isAgain = typeof member === 'string' ? exact.duplicates.has(exactNumber++) : seen.has(text);
    if (typeof member !== 'string') seen.add(text);
    const cover = isAgain ? text : coverOf?.(member);
    if (cover === undefined) kept.push(number);
    else placeOf(number).warn('pattern-redundant', `${show(text)} adds nothing to ${show(cover)}`, 'leave it out');
  }
  const keptMembers = kept.flatMap((number) => members[number] ?? []);
  return {
    members: keptMembers,
    placeOf: (number) => placeOf(kept[number] ?? 0),
    exact: compileExactOrigins(keptMembers.filter(isText)),
    patterns: keptMembers.filter(isPattern),
  };
}

function isText(member: OriginMember): member is string {
  return typeof member === 'string';
}

function isPattern(member: OriginMember): member is OriginPattern | RegexPattern {
  return typeof member !== 'string';
}

function textOf(member: OriginMember): string {
  if (typeof member === 'string') return member;
  return 'whole' in member ? member.key : member.text;
}

/** What covers a member, itself aside: only patterns with a wildcard in the host or in the port can. */
function compileCover(patterns: OriginList['patterns']): (member: OriginMember) => string | undefined {
  const wide = new Map<string, OriginPattern>();
  for (const pattern of patterns) if (!('whole' in pattern)) wide.set(pattern.text, pattern);
  const texts = [...wide.keys()];
  const set = compileOriginSet([...wide.values()].map((pattern) => ({ exact: NO_EXACT_ORIGINS, patterns: [pattern] })));
  return (member) => {
    if (typeof member === 'string') return texts[rankOfPatterns(set, member, scanOrigin(member))];
    return 'whole' in member ? undefined : widerPattern(member, wide);
  };
}

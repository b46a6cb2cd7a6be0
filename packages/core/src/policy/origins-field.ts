import { isExact, type OriginPattern, parseOriginPattern } from '../origin/origin-pattern.js';
import { widerPatterns } from '../origin/wider-patterns.js';
import type { RegexPattern } from '../protocol/regex-pattern.js';
import { membersOf } from './list-field.js';
import { canMatch } from './loose-regex.js';
import { type ConfigPlace, show } from './policy-issue.js';
import { isRegexLike, readRegex } from './regex-field.js';

/** A pattern and where it stands, for the checks that come later. */
export interface PlacedPattern {
  readonly pattern: OriginPattern | RegexPattern;
  readonly place: ConfigPlace;
}

/** A set of origins as it was written, checked one by one. */
export type ReadOrigins = '*' | 'none' | readonly PlacedPattern[];

/** Reads `origins` or `csrf.trustedOrigins`; what is wrong is reported, and the rest is given back all the same. */
export function readOrigins(field: ConfigPlace): ReadOrigins {
  const members = membersOf(field);
  const keyword = members.find(({ value }) => value === '*' || value === 'none');
  if (members.length === 0) {
    field.error(
      'list-empty',
      "an empty list of origins says nothing; 'none' allows no origin and leaves all to the allow hook",
      "write 'none'",
    );
    return 'none';
  }
  if (keyword !== undefined && members.every(({ value }) => value === keyword.value))
    return keyword.value === '*' ? '*' : 'none';
  return withoutRedundant(members.flatMap(readMember));
}

function readMember(place: ConfigPlace): PlacedPattern[] {
  const { value } = place;
  if (value === '*' || value === 'none') {
    const message = `'${value}' stands alone: beside it the other origins mean nothing`;
    place.error('origins-mixed', message, `write '${value}' alone, or leave it out`);
    return [];
  }
  if (isRegexLike(value)) {
    const pattern = readRegex(place);
    if (pattern === undefined) return [];
    if (!canMatch(pattern)) {
      place.warn(
        'regex-matches-nothing',
        'no origin was found that the regex matches: it is held against the whole of one, as in "https://example.com"',
      );
    }
    return [{ pattern, place }];
  }
  if (typeof value !== 'string') {
    place.error('type-invalid', `an origin is a string, a RegExp or { "regex": ... }, not ${show(value)}`);
    return [];
  }
  const parsed = parseOriginPattern(value);
  if (!('problems' in parsed)) return [{ pattern: parsed, place }];
  const hint = parsed.meant === undefined ? undefined : `write ${parsed.meant}`;
  for (const { code, message } of parsed.problems) place.error(code, message, hint);
  // What was meant is checked on, so that its own mistakes are told now and not after this one is corrected.
  const meant = parsed.meant === undefined ? undefined : parseOriginPattern(parsed.meant);
  return meant === undefined || 'problems' in meant ? [] : [{ pattern: meant, place }];
}

/** Drops what another pattern covers, with a warning. Regexes are compared as text only. */
function withoutRedundant(placed: readonly PlacedPattern[]): readonly PlacedPattern[] {
  const wide = new Set(placed.flatMap(({ pattern }) => ('whole' in pattern || isExact(pattern) ? [] : [pattern.text])));
  const seen = new Set<string>();
  return placed.filter(({ pattern, place }) => {
    const key = 'whole' in pattern ? pattern.key : pattern.text;
    const cover = seen.has(key) ? key : 'whole' in pattern ? undefined : widerPatterns(pattern, wide);
    seen.add(key);
    if (cover !== undefined)
      place.warn('pattern-redundant', `${show(key)} adds nothing to ${show(cover)}`, 'leave it out');
    return cover === undefined;
  });
}

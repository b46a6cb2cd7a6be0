import type { RulePaths } from '../decide/compiled-policy.js';
import { parsePathPattern, pathKey } from '../path/path-pattern.js';
import { membersOf } from './list-field.js';
import { type ConfigPlace, show } from './policy-issue.js';
import { isRegexLike, readRegex } from './regex-field.js';

/** Reads `paths`: `undefined` stands for every path. Duplicates are dropped with a warning. */
export function readPaths(field: ConfigPlace): RulePaths {
  if (field.value === undefined) return undefined;
  const members = membersOf(field);
  if (members.length === 0)
    field.error('list-empty', 'an empty list of paths is for no request; without the field a rule is for every path');
  const seen = new Set<string>();
  return members.flatMap((place) => {
    const pattern = readPath(place);
    if (pattern === undefined) return [];
    const key = pathKey(pattern);
    const isNew = !seen.has(key);
    seen.add(key);
    if (!isNew) place.warn('pattern-redundant', `the path ${show(key)} stands here twice`, 'leave it out');
    return isNew ? [pattern] : [];
  });
}

function readPath(place: ConfigPlace): NonNullable<RulePaths>[number] | undefined {
  const { value } = place;
  if (isRegexLike(value)) return readRegex(place);
  if (typeof value !== 'string') {
    return place.error('type-invalid', `a path is a string, a RegExp or { "regex": ... }, not ${show(value)}`);
  }
  const parsed = parsePathPattern(value);
  if (!('code' in parsed)) return parsed;
  return place.error(parsed.code, parsed.message, parsed.meant && `write ${parsed.meant}`);
}

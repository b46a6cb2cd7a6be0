import type { RulePaths } from '../decide/compiled-policy.js';
import { parsePathPattern, pathKey, widerPath } from '../path/path-pattern.js';
import { membersOf } from './list-field.js';
import { type ConfigPlace, show } from './policy-issue.js';
import { isRegexLike, readRegex } from './regex-field.js';

/** Reads `paths`: `undefined` stands for every path. Redundant ones get a warning. */
export function readPaths(field: ConfigPlace): RulePaths {
  if (field.value === undefined) return undefined;
  const members = membersOf(field);
  if (members.length === 0)
    field.error('list-empty', 'an empty list of paths is for no request; without the field a rule is for every path');
  const placed = members.flatMap((place) => {
    const pattern = readPath(place);
    return pattern === undefined ? [] : [{ pattern, place, key: pathKey(pattern) }];
  });
  const all = new Set(placed.map(({ key }) => key));
  const seen = new Set<string>();
  return placed.flatMap(({ pattern, place, key }) => {
    const cover = seen.has(key) ? key : 'whole' in pattern ? undefined : widerPath(pattern, all);
    if (cover !== undefined)
      place.warn('pattern-redundant', `the path ${show(key)} adds nothing to ${show(cover)}`, 'leave it out');
    // What another path covers stays: rules with the same paths form a group, and leaving it out would change which do.
    const isNew = !seen.has(key);
    seen.add(key);
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

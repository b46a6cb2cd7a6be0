import { compileRegex, isAnchored, type RegexPattern } from '../protocol/regex-pattern.js';
import { didYouMean } from './did-you-mean.js';
import { isPlainRecord, isRegExp } from './plain-data.js';
import { type ConfigPlace, show } from './policy-issue.js';

const REGEX_FIELDS = ['regex', 'flags'];

/** Whether a member is written as a regex: a RegExp, or the record that stands for one in JSON. */
export function isRegexLike(value: unknown): boolean {
  return isRegExp(value) || isPlainRecord(value);
}

/** Compiles a RegExp or `{ regex, flags? }`; reports what is wrong with it. */
export function readRegex(place: ConfigPlace): RegexPattern | undefined {
  const { value } = place;
  if (isRegExp(value)) return compileAt(place, Reflect.get(RegExp.prototype, 'source', value), flagsOf(value));
  if (!isPlainRecord(value)) return undefined;
  let isValid = true;
  for (const name of Object.keys(value)) {
    if (REGEX_FIELDS.includes(name)) continue;
    const meant = didYouMean(name, REGEX_FIELDS);
    place
      .at(name, value[name])
      .error(
        'field-unknown',
        `a regex has no field ${show(name)}, only "regex" and "flags"`,
        meant && `write ${meant}`,
      );
    isValid = false;
  }
  const { regex, flags = '' } = value;
  if (typeof regex !== 'string') {
    return place
      .at('regex', regex)
      .error('type-invalid', 'a regex in JSON is { "regex": a string, "flags"?: a string }');
  }
  if (typeof flags !== 'string')
    return place.at('flags', flags).error('type-invalid', 'the flags of a regex are a string');
  return isValid ? compileAt(place, regex, flags) : undefined;
}

/** The flags by the getters of the prototype, whatever the object itself says. */
function flagsOf(value: RegExp): string {
  const names = ['ignoreCase', 'multiline', 'dotAll', 'unicode', 'unicodeSets'] as const;
  const letters = ['i', 'm', 's', 'u', 'v'];
  return letters.filter((_, index) => Reflect.get(RegExp.prototype, names[index] ?? '', value) === true).join('');
}

function compileAt(place: ConfigPlace, source: string, flags: string): RegexPattern | undefined {
  try {
    const pattern = compileRegex(source, flags);
    if (!isAnchored(pattern)) {
      const message = 'a regex matches the whole value here, though it is not anchored at both ends';
      place.warn('regex-unanchored', message, `write ^(?:${source.replace(/^\^|\$$/g, '')})$`);
    }
    return pattern;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*:\s*(?=[^:]*$)/s, '') : 'unknown';
    return place.error('regex-invalid', `the regex ${show(source)} does not compile: ${reason.toLowerCase()}`);
  }
}

import type { OriginPattern } from '@cors-policy/core';
import type { ConversionLog, RuleDraft } from '../conversion.js';
import { exactOrigin } from '../exact-origin.js';
import { nullByRegex } from '../peers/peer-origin.js';
import { translateRegex } from '../python/regex.js';
import { wholeRegex } from '../search-regex.js';
import { type DjangoRegex, type DjangoSettings, isOn, isRegexSetting, isText, listOf, nameOf } from './settings.js';

/** Who is let in, and whether with credentials. */
export function djangoOrigins(
  settings: DjangoSettings,
  credentials: boolean,
  log: ConversionLog,
): Pick<RuleDraft, 'origins' | 'credentials'> {
  const all = nameOf(settings, 'CORS_ALLOW_ALL_ORIGINS');
  if (isOn(settings, all, log)) {
    if (!credentials) return { origins: '*' };
    log.lost(
      all,
      'every site may read everything with the cookies of its visitors: that is not carried over, and no origin is allowed but the listed ones',
      "list the origins; or, where it is meant, write origins: '*' and dangerously: { anyOriginWithCredentials: true }",
    );
  }
  const exact = nameOf(settings, 'CORS_ALLOWED_ORIGINS');
  const regexes = nameOf(settings, 'CORS_ALLOWED_ORIGIN_REGEXES');
  const patterns: OriginPattern[] = [
    ...(listOf(settings, exact, isText, 'a list of texts', log) ?? []).flatMap((origin, index) =>
      exactOrigin(origin, `${exact}[${index}]`, log),
    ),
    ...(listOf(settings, regexes, isRegexSetting, 'a list of texts and compiled regexes', log) ?? []).flatMap(
      (regex, index) => originRegex(regex, `${regexes}[${index}]`, log),
    ),
  ];
  return { origins: patterns.length === 0 ? 'none' : patterns, ...(credentials && { credentials }) };
}

/** A regex that was held against the start of the origin, by `re.match`. */
function originRegex(setting: string | DjangoRegex, option: string, log: ConversionLog): readonly OriginPattern[] {
  const { pattern, flags = '' } = isText(setting) ? { pattern: setting } : setting;
  const translated = translateRegex(pattern, flags);
  if ('refused' in translated) {
    log.lost(
      option,
      `the regex ${pattern} is not carried over: ${translated.refused}`,
      'write it as an origin pattern',
    );
    return [];
  }
  const { regex, loose, suggestion } = wholeRegex(translated.source, translated.flags, 'at the start');
  if (new RegExp(regex.regex, regex.flags).test('null')) log.difference(option, `the regex ${pattern} ${nullByRegex}`);
  if (loose !== undefined)
    log.difference(
      option,
      `the regex ${pattern} is not anchored at its end, so anything may stand behind it; it is carried over as it worked`,
      suggestion === undefined ? 'end it with $' : `if it was meant so, write ${suggestion}`,
    );
  return [regex];
}

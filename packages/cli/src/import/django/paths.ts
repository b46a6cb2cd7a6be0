import type { ConversionLog, RuleDraft } from '../conversion.js';
import { translateRegex } from '../python/regex.js';
import { wholeRegex } from '../search-regex.js';
import { isRegexSetting, UNREAD } from './settings.js';

/** Every path begins with a slash. The regex is held against the start of it. */
const EVERY_PATH = /^\^?\/?(?:\.\*\$?)?$/;

/** All that is below a folder with a plain name. */
const BELOW = /^\^?((?:\/[\w~-]+)+)\/(?:\.\*\$?)?$/;

/** The paths that `CORS_URLS_REGEX` is for: a pattern where it says what one can say. */
export function djangoPaths(setting: unknown, log: ConversionLog): Pick<RuleDraft, 'paths'> {
  const option = 'CORS_URLS_REGEX';
  if (setting === undefined) return {};
  if (setting === UNREAD) return noPath;
  if (!isRegexSetting(setting)) {
    log.lost(option, 'it is no regex: the policy is for no path');
    return noPath;
  }
  const { pattern, flags = '' } = typeof setting === 'string' ? { pattern: setting } : setting;
  if (EVERY_PATH.test(pattern)) return {};
  const folder = BELOW.exec(pattern)?.[1];
  if (folder !== undefined) {
    log.difference(option, `the pattern ${folder}/* is for ${folder} too, and compares without case`);
    return { paths: [`${folder}/*`] };
  }
  const translated = translateRegex(pattern, flags);
  if ('refused' in translated) {
    log.lost(option, `the regex ${pattern} is not carried over, and the policy is for no path: ${translated.refused}`);
    return noPath;
  }
  log.difference(option, 'the path is compared percent-encoded here, but for letters, digits and -._~; there decoded');
  return { paths: [wholeRegex(translated.source, translated.flags, 'at the start').regex] };
}

/** Matches nothing. */
const noPath = { paths: [{ regex: '(?!)' }] };

import type { Browser } from './browser.js';
import { extractSeconds, FAILURE } from './extract-header-list-values.js';
import { get, type HeaderList } from './header-list.js';

/** Where the server does not say, or not in a way that can be read. */
const DEFAULT_MAX_AGE = 5;

/**
 * For how many seconds a preflight's answer is kept.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch (steps 7.8 to 7.10)
 */
export function maxAgeOf(headers: HeaderList, { maxAgeCap, quirks }: Browser): number {
  const value = get(headers, 'access-control-max-age') ?? '';
  const seconds = extractSeconds(headers, 'access-control-max-age');
  // By the text an empty value is malformed, which comes to the same; Firefox takes it for none.
  if (seconds === undefined || value === '') return Math.min(DEFAULT_MAX_AGE, maxAgeCap);
  if (seconds !== FAILURE) return Math.min(seconds, maxAgeCap);
  const isNegative = /^-[0-9]+$/.test(value);
  return quirks.negativeMaxAgeIsZero && isNegative ? 0 : Math.min(quirks.malformedMaxAge, maxAgeCap);
}

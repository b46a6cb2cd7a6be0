import { type HeaderList, isToken, valuesOf } from './header-list.js';
import { withoutTabsAndSpaces } from './white-space.js';

/** What a field that cannot be parsed gives. It is not the same as an absent one. */
export const FAILURE: unique symbol = Symbol('failure');

/**
 * The members of a list of tokens, which is what the lists of methods and of header names are; `undefined` where there
 * is no such header. One malformed member is a failure of all.
 *
 *     #method, #field-name
 *
 * @see https://fetch.spec.whatwg.org/#extract-header-list-values
 * @see https://fetch.spec.whatwg.org/#http-new-header-syntax
 */
export function extractTokens(list: HeaderList, name: string): readonly string[] | undefined | typeof FAILURE {
  const lines = valuesOf(list, name);
  if (lines.length === 0) return undefined;
  // RFC 9110, 5.6.1.2: a recipient ignores empty members.
  const members = lines.flatMap((line) => line.split(',').map(withoutTabsAndSpaces)).filter((member) => member !== '');
  return members.every(isToken) ? members : FAILURE;
}

/**
 * A number of seconds; `undefined` where there is no such header. The grammar allows a single header.
 *
 *     delta-seconds = 1*DIGIT
 *
 * @see https://fetch.spec.whatwg.org/#extract-header-list-values (step 2)
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-1.2.2
 */
export function extractSeconds(list: HeaderList, name: string): number | undefined | typeof FAILURE {
  const [value, ...others] = valuesOf(list, name);
  if (value === undefined) return undefined;
  return others.length === 0 && /^[0-9]+$/.test(value) ? Number(value) : FAILURE;
}

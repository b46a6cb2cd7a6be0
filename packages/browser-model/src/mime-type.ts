import { isToken } from './header-list.js';
import { withoutHttpWhitespace } from './white-space.js';

/**
 * Type and subtype of a MIME type, lower-cased; `undefined` where it is none. Parameters never make it fail.
 *
 * @see https://mimesniff.spec.whatwg.org/#parse-a-mime-type
 * @see https://mimesniff.spec.whatwg.org/#mime-type-essence
 */
export function essenceOf(value: string): string | undefined {
  // Step 1: HTTP white space. Steps 3 to 9: up to the slash, then up to the semicolon.
  const trimmed = withoutHttpWhitespace(value);
  const slash = trimmed.indexOf('/');
  if (slash === -1) return undefined;
  const type = trimmed.slice(0, slash);
  const [subtype = ''] = trimmed.slice(slash + 1).split(';');
  // Only behind it: white space behind the slash is a failure.
  const essence = withoutHttpWhitespace(`${type}/${subtype}`);
  return isToken(type) && isToken(essence.slice(slash + 1)) ? essence.toLowerCase() : undefined;
}

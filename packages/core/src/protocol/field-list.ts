import { isTokenCharAt } from './token.js';

const COMMA = 0x2c;
const SPACE = 0x20;
const TAB = 0x09;

/**
 * Calls `visit` with the lower-cased members of a field value that is a list of tokens, until it answers `false`.
 *
 * RFC 9110 §5.6.1.2, what a recipient must accept:
 *
 *     #element => [ element ] *( OWS "," OWS [ element ] )
 *     OWS      = *( SP / HTAB )
 *
 * One pass without backtracking; the caller bounds the length.
 *
 * @returns `true` when the value is such a list and every member passed; `false` when it is malformed or was refused
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1.2
 */
export function everyListMember(value: string, visit: (member: string) => boolean): boolean {
  let index = 0;
  for (;;) {
    while (isOptionalWhitespace(value, index)) index++;
    const start = index;
    while (isTokenCharAt(value, index)) index++;
    if (index > start && !visit(value.slice(start, index).toLowerCase())) return false;
    while (isOptionalWhitespace(value, index)) index++;
    if (index === value.length) return true;
    if (value.charCodeAt(index) !== COMMA) return false;
    index++;
  }
}

function isOptionalWhitespace(value: string, index: number): boolean {
  const code = value.charCodeAt(index);
  return code === SPACE || code === TAB;
}

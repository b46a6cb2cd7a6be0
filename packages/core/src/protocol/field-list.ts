import { addToHash } from './part-table.js';
import { lowerTokenChar } from './token.js';

const COMMA = 0x2c;
const SPACE = 0x20;
const TAB = 0x09;

/**
 * What is asked about each member: where it stands in the list, and the hash of its lower-case form, as
 * `hashForwards` makes it. What it needs beside comes as the first argument, so that no function is made for a request.
 */
export type MemberVisitor<Context> = (
  context: Context,
  list: string,
  start: number,
  end: number,
  hash: number,
) => boolean;

/**
 * Visits the members of a field value that is a list of tokens, until one is refused.
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
export function everyListMember<Context>(list: string, context: Context, visit: MemberVisitor<Context>): boolean {
  let index = 0;
  for (;;) {
    while (isOptionalWhitespace(list, index)) index++;
    const start = index;
    let hash = 0;
    for (let char = lowerTokenChar(list, index); char !== 0; char = lowerTokenChar(list, index)) {
      hash = addToHash(hash, char);
      index++;
    }
    if (index > start && !visit(context, list, start, index, hash)) return false;
    while (isOptionalWhitespace(list, index)) index++;
    if (index === list.length) return true;
    if (list.charCodeAt(index) !== COMMA) return false;
    index++;
  }
}

function isOptionalWhitespace(list: string, index: number): boolean {
  const code = list.charCodeAt(index);
  return code === SPACE || code === TAB;
}

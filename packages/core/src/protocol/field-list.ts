import { addToHash } from './part-table.js';
import { lowerTchars } from './token.js';

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
  const kinds = characterKinds;
  const { length } = list;
  let start = 0;
  let hash = 0;
  let isWithin = false;
  let isBehind = false;
  // One look at each character, because a hostile list has thousands.
  for (let index = 0; index < length; index++) {
    const code = list.charCodeAt(index);
    const kind = code < 256 ? (kinds[code] ?? 0) : 0;
    if (kind > 2) {
      if (isWithin) hash = addToHash(hash, kind);
      else if (isBehind) return false;
      else {
        isWithin = true;
        start = index;
        hash = kind;
      }
    } else if (kind === 0) {
      return false;
    } else {
      const isComma = kind === 2;
      if (isWithin && !visit(context, list, start, index, hash)) return false;
      isBehind = !isComma && (isWithin || isBehind);
      isWithin = false;
    }
  }
  return !isWithin || visit(context, list, start, length, hash);
}

/**
 * By code unit: 0 for what cannot stand in a list, 1 for white space, 2 for a comma, else the lower-case form of a tchar, of
 * which the least is `!` (33).
 */
const characterKinds: Uint8Array = /* @__PURE__ */ compileKinds();

function compileKinds(): Uint8Array {
  const kinds = Uint8Array.from(lowerTchars);
  kinds[SPACE] = 1;
  kinds[TAB] = 1;
  kinds[COMMA] = 2;
  return kinds;
}

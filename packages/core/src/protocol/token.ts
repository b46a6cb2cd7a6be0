/**
 * RFC 9110 §5.6.2:
 *
 *     token = 1*tchar
 *     tchar = "!" / "#" / "$" / "%" / "&" / "'" / "*" / "+" / "-" / "." / "^" / "_" / "`" / "|" / "~" / DIGIT / ALPHA
 */
const TCHARS = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** By code unit: that of the lower-case form where it is a tchar, else 0. Code units above 255 are none. */
export const lowerTchars: Uint8Array = /* @__PURE__ */ compileLowerTchars();

function compileLowerTchars(): Uint8Array {
  const lower = TCHARS.toLowerCase();
  const table = new Uint8Array(256);
  for (let index = 0; index < TCHARS.length; index++) table[TCHARS.charCodeAt(index)] = lower.charCodeAt(index);
  return table;
}

/** The lower-case form of the tchar at `index`; 0 where there is none, also past the end. */
export function lowerTokenChar(text: string, index: number): number {
  if (index >= text.length) return 0;
  const code = text.charCodeAt(index);
  return code < 256 ? (lowerTchars[code] ?? 0) : 0;
}

/** Whether the whole text is one RFC 9110 token. The caller bounds its length. */
export function isToken(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (lowerTokenChar(text, index) === 0) return false;
  }
  return text.length > 0;
}

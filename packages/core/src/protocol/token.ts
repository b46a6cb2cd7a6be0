/**
 * RFC 9110 §5.6.2:
 *
 *     token = 1*tchar
 *     tchar = "!" / "#" / "$" / "%" / "&" / "'" / "*" / "+" / "-" / "." / "^" / "_" / "`" / "|" / "~" / DIGIT / ALPHA
 */
const tchars: ReadonlySet<number> = new Set(
  Array.from("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", (char) =>
    char.charCodeAt(0),
  ),
);

/** One byte a code unit: 1 where it is a tchar. Code units above 255 are none. */
const isTchar: Uint8Array = Uint8Array.from({ length: 256 }, (_, code) => (tchars.has(code) ? 1 : 0));

/** Whether the character at `index` is a tchar; false past the end. */
export function isTokenCharAt(text: string, index: number): boolean {
  return isTchar[text.charCodeAt(index)] === 1;
}

/** Whether the whole text is one RFC 9110 token. The caller bounds its length. */
export function isToken(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (!isTokenCharAt(text, index)) return false;
  }
  return text.length > 0;
}

/**
 * A text that somebody else wrote, as it may be shown: what would move the cursor, colour the screen or turn the
 * direction of reading is spelled out instead.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** What would move the cursor, colour the screen or turn the direction of reading. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** A text that somebody else wrote, as it may be shown: what is not to reach a terminal is spelled out instead. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same for a text of several lines, which stay so. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** A value as JSON that may be shown, and is read back as the same. */
export function printableJson(value: unknown): string {
  // The line ends are those between values: in a string JSON escapes them.
  return JSON.stringify(value, undefined, 2).replace(UNPRINTABLE, (character) =>
    character === '\n' ? character : character.split('').map(jsonEscape).join(''),
  );
}

function jsonEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A value without the spaces and tabs around it, which a recipient takes off. */
export function withoutTabsAndSpaces(text: string): string {
  return stripped(text, '\t ');
}

/** @see https://fetch.spec.whatwg.org/#http-whitespace */
export function withoutHttpWhitespace(text: string): string {
  return stripped(text, '\t\n\r ');
}

/** Not `trim`, which also takes off form feeds, no-break spaces and more. */
function stripped(text: string, characters: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && characters.includes(text.charAt(start))) start += 1;
  while (end > start && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

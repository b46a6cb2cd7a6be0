/**
 * The members of a comma-separated field value, white space around them and empty members gone.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1
 */
export function listMembers(value: string): string[] {
  return value
    .split(',')
    .map((member) => trimSpacesAndTabs(member))
    .filter((member) => member !== '');
}

// `String.prototype.trim` also strips line breaks, no-break spaces and more, none of which is optional white space.
function trimSpacesAndTabs(text: string): string {
  const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t';
  const characters = [...text];
  while (isBlank(characters[0])) characters.shift();
  while (isBlank(characters[characters.length - 1])) characters.pop();
  return characters.join('');
}

import type { RegexSource } from './policy-config.js';
import { show } from './policy-issue.js';

/** How many members of a list are shown. */
const SHOWN_MEMBERS = 5;

/** A list in words: quoted, and cut short. */
export function showList(members: readonly (string | RegexSource)[], none: string): string {
  if (members.length === 0) return none;
  const shown = members.slice(0, SHOWN_MEMBERS).map(showMember);
  const rest = members.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

function showMember(member: string | RegexSource): string {
  // A regex between its slashes, as long as a quoted text may be.
  return typeof member === 'string' ? show(member) : show(`/${member.regex}/`).slice(1, -1);
}

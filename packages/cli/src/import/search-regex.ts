import type { RegexSource } from '@cors-policy/core';
import { suggestedPattern } from './suggested-pattern.js';

/** A regex that matches the whole of a value where the one that it comes from matched a part of it. */
export interface WholeRegex {
  readonly regex: RegexSource;
  /** What the whole of the value may hold beside what was written; `undefined` where both ends were anchored. */
  readonly loose: 'before' | 'behind' | 'around' | undefined;
  /** A pattern that probably says what was meant. */
  readonly suggestion: string | undefined;
}

/**
 * Widens a regex that was looked for in a value, so that it accepts the same values when it has to match the whole.
 *
 * @param start whether the regex was held against the start of the value anyway, as Python's `re.match` does
 */
export function wholeRegex(source: string, flags: string, start: 'anywhere' | 'at the start'): WholeRegex {
  const kept = flags.replace(/[dgy]/g, '');
  const { atStart, atEnd } = anchorsOf(source);
  const isLooseBefore = start === 'anywhere' && !atStart;
  const loose = isLooseBefore ? (atEnd ? 'before' : 'around') : atEnd ? undefined : 'behind';
  // An anchor inside still holds: what is put around it then matches nothing.
  const widened = `^${isLooseBefore ? '.*' : ''}(?:${source})${atEnd ? '' : '.*'}$`;
  const regex = loose === undefined && atStart ? source : widened;
  return {
    regex: { regex, ...(kept !== '' && { flags: kept }) },
    loose,
    suggestion: suggestedPattern(source),
  };
}

/** Which ends are anchored in every alternative. Where there are alternatives on top, neither counts as such. */
function anchorsOf(source: string): { readonly atStart: boolean; readonly atEnd: boolean } {
  let depth = 0;
  // Escapes and classes are passed over; what remains is groups and the bars between alternatives.
  for (const [token] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[()|]/gs)) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === '|' && depth === 0) return { atStart: false, atEnd: false };
  }
  return { atStart: source.startsWith('^'), atEnd: /(?<!\\)(?:\\\\)*\$$/.test(source) };
}

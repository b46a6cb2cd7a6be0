import type { HeaderDecision } from '@cors-policy/core';
import { varyNamesOf, type WireHeader } from '../wire/wire-message.js';

const isForeign = ([name]: WireHeader): boolean => name.toLowerCase().startsWith('access-control-');

const without = (lines: readonly WireHeader[], name: string): readonly WireHeader[] =>
  lines.filter(([key]) => key.toLowerCase() !== name);

const mergeVary = (lines: readonly WireHeader[], names: readonly string[]): readonly WireHeader[] => {
  if (names.length === 0) return lines;
  const merged = new Map([...varyNamesOf({ headers: lines }), ...names].map((name) => [name.toLowerCase(), name]));
  return [...without(lines, 'vary'), ['vary', merged.has('*') ? '*' : [...merged.values()].join(', ')]];
};

/** The header lines of a response once a decision is applied to those of the application. */
export const applyToLines = (
  lines: readonly WireHeader[],
  decision: HeaderDecision,
  foreignHeaders: 'replace' | 'keep' | undefined,
): readonly WireHeader[] => {
  let applied = lines;
  if (decision.kind !== 'out-of-scope' && foreignHeaders !== 'keep')
    applied = applied.filter((line) => !isForeign(line));
  for (const [name, value] of decision.headers) {
    const present = applied.some(([key]) => key.toLowerCase() === name);
    if (present && foreignHeaders === 'keep') continue;
    applied = [...without(applied, name), [name, value]];
  }
  return mergeVary(applied, decision.vary);
};

/** Node's flat list of names and values, as lines. */
export const linesOf = (rawHeaders: readonly string[]): readonly WireHeader[] =>
  rawHeaders.flatMap((name, at): WireHeader[] => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? '']] : []));

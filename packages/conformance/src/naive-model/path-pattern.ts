import type { PathPattern } from '@cors-policy/core';
import { normalizePathname } from './pathname.js';
import { statelessRegex, wholeMatch } from './whole-match.js';

/** Whether a normal pathname is one of those that a pattern stands for. */
export function pathMatches(pattern: PathPattern, pathname: string): boolean {
  if (typeof pattern !== 'string') return wholeMatch(pattern, pathname);
  const wanted = normalizePathPattern(pattern);
  const asked = lowerCaseAscii(pathname);
  if (!wanted.endsWith('/*')) return asked === wanted;
  const folder = wanted.slice(0, -2);
  return asked === folder || asked.startsWith(`${folder}/`);
}

/** A name under which equal patterns are found: strings without case, regexes by source and flags. */
export function pathPatternKey(pattern: PathPattern): string {
  if (typeof pattern === 'string') return `path ${normalizePathPattern(pattern)}`;
  const regex = statelessRegex(pattern);
  return `regex ${regex.flags} ${regex.source}`;
}

function normalizePathPattern(pattern: string): string {
  return lowerCaseAscii(normalizePathname(pattern) ?? pattern);
}

function lowerCaseAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

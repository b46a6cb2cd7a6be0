import type { RegexPattern } from '../protocol/regex-pattern.js';
import { parsePathname } from './pathname.js';

/** `/api/*` is `/api` and everything below it, `/health` is exactly that. */
export interface PathPattern {
  /** The canonical text: lower case, percent-encoded as a pathname is. */
  readonly text: string;
}

export type PathProblemCode = 'path-slash-missing' | 'path-wildcard-invalid' | 'path-not-normal';

/** What is wrong with a pattern, and the pattern that was meant where that can be told. */
export interface PathRefusal {
  readonly code: PathProblemCode;
  readonly message: string;
  readonly meant: string | undefined;
}

/**
 * Parses a path pattern. Paths compare without case, because routers differ there and a rule must not be escaped by
 * changing it.
 */
export function parsePathPattern(written: string): PathPattern | PathRefusal {
  const isPrefix = written.endsWith('/*');
  const path = isPrefix ? written.slice(0, -2) : written;
  if (!written.startsWith('/')) {
    const guess = /^[\w*][^:]*$/.test(written) ? parsePathPattern(`/${written}`) : undefined;
    const meant = guess !== undefined && !('code' in guess) ? guess.text : undefined;
    return { code: 'path-slash-missing', message: 'a path starts with a slash', meant };
  }
  if (path.includes('*')) {
    const message = 'a "*" can only stand at the end, after a slash: "/api/*"';
    return {
      code: 'path-wildcard-invalid',
      message,
      meant: /^[^*]*\*$/.test(path) ? `${path.slice(0, -1)}/*` : undefined,
    };
  }
  const pathname = path === '' ? '/' : parsePathname(path);
  if (pathname === undefined || /[?#]/.test(path) || /\/(?:\.|%2e){1,2}(?:\/|$)/i.test(path)) {
    const message =
      'a path is a pathname: no query, no fragment, no dot segments, no encoded slash, backslash or NUL, and only whole percent escapes';
    const clean = pathname === undefined ? undefined : `${pathname.replace(/\/$/, '')}${isPrefix ? '/*' : ''}`;
    return { code: 'path-not-normal', message, meant: clean === '' ? '/' : clean };
  }
  const normal = path === '' ? '' : pathname.toLowerCase();
  return { text: isPrefix ? `${normal}/*` : normal };
}

/** One text for each pattern, equal for patterns that match the same. */
export function pathKey(pattern: PathPattern | RegexPattern): string {
  return 'whole' in pattern ? pattern.key : pattern.text;
}

/** The first of some patterns, by their texts, that matches every path a given one matches, itself aside. */
export function widerPath({ text }: PathPattern, texts: ReadonlySet<string>): string | undefined {
  const path = text.endsWith('/*') ? text.slice(0, -2) : text;
  for (let end = path.length; end >= 0; end = end === 0 ? -1 : path.lastIndexOf('/', end - 1)) {
    const wide = `${path.slice(0, end)}/*`;
    if (wide !== text && texts.has(wide)) return wide;
  }
  return undefined;
}

import type { PathPattern } from '@cors-policy/core';

/**
 * Whether a list of paths holds the path of a URL, which a browser has resolved. A path that servers read in more than
 * one way is in no list.
 */
export function listsPath(list: readonly PathPattern[] | undefined, pathname: string): boolean {
  if (list === undefined) return true;
  return !isAmbiguous(pathname) && list.some((pattern) => matches(pattern, plain(pathname)));
}

/** A slash, a backslash or a NUL in disguise, and what is no escape at all. */
export function isAmbiguous(pathname: string): boolean {
  return /%2f|%5c|%00|%(?![0-9a-f]{2})/i.test(pathname);
}

function matches(pattern: PathPattern, pathname: string): boolean {
  if (typeof pattern !== 'string') {
    const [source, flags = ''] =
      pattern instanceof RegExp ? [pattern.source, pattern.flags] : [pattern.regex, pattern.flags];
    return new RegExp(`^(?:${source})$`, flags.replace(/[gy]/g, '')).test(pathname);
  }
  // In a URL, so that it is escaped as the path of a request is.
  const wanted = plain(new URL(`https://host.test${pattern}`).pathname).toLowerCase();
  const actual = pathname.toLowerCase();
  if (!wanted.endsWith('/*')) return actual === wanted;
  const folder = wanted.slice(0, -2);
  return actual === folder || actual.startsWith(`${folder}/`);
}

/** Without escapes that nobody needs: `%7E` is `~`. */
function plain(pathname: string): string {
  return pathname.replace(/%(2d|2e|5f|7e|3[0-9]|[46][1-9a-f]|[57][0-9a])/gi, (code) => decodeURIComponent(code));
}

import { MAX_PATH_LENGTH } from '../protocol/limits.js';

/**
 * The pathname of a request in the one form in which it is compared: no query, dot segments resolved, percent-encoded
 * unreserved characters decoded once, non-ASCII encoded as UTF-8, empty segments kept, case kept.
 *
 * A router behind us may decode `%2F`, turn a backslash into a slash or cut at a NUL; it may also not. What a path with
 * one of these means is not known here, so it has no pathname, and the request is in no scope.
 *
 * @param target a pathname or a request target, origin-form or absolute-form (RFC 9112 §3.2), at most 16,384 characters
 * @returns the pathname, or `undefined` where the path is missing or ambiguous
 * @see https://url.spec.whatwg.org/#path-state
 */
export function parsePathname(target: unknown): string | undefined {
  if (typeof target !== 'string') return undefined;
  const path = cutAuthorityAndQuery(target);
  if (!path.startsWith('/') || path.length > MAX_PATH_LENGTH) return undefined;
  // The common case: nothing to decode, nothing to resolve.
  if (/^[A-Za-z0-9/_~-]*$/.test(path)) return path;
  if (/[\u0000-\u0020\u007f\\]/.test(path)) return undefined;
  const ascii = encodeNonAscii(path);
  const decoded = ascii === undefined ? undefined : decodeUnreserved(ascii);
  return decoded === undefined ? undefined : resolveDotSegments(decoded);
}

/** An authority is cut where it is one; whatever else stands before the path makes it ambiguous. */
function cutAuthorityAndQuery(target: string): string {
  const end = target.search(/[?#]/);
  const whole = end < 0 ? target : target.slice(0, end);
  if (whole.startsWith('/')) return whole;
  const [, path] = /^https?:\/\/[^/\\\s]{1,512}(\/.*)?$/is.exec(whole) ?? [];
  return path ?? (/^https?:\/\/[^/\\\s]{1,512}$/i.test(whole) ? '/' : '');
}

/** What the URL parser does with them; a lone surrogate has no UTF-8 and makes the path ambiguous. */
function encodeNonAscii(path: string): string | undefined {
  try {
    return path.replace(/[^\u0000-\u007f]+/g, encodeURIComponent);
  } catch {
    return undefined;
  }
}

/**
 * Decodes `%41` and its like, which mean the same as the character itself.
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2.2
 */
function decodeUnreserved(path: string): string | undefined {
  if (/%(?![0-9a-f]{2})|%(?:2f|5c|00)/i.test(path)) return undefined;
  return path.replace(/%[0-9a-f]{2}/gi, (triplet) => {
    const char = String.fromCharCode(Number.parseInt(triplet.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(char) ? char : triplet;
  });
}

/** @see https://url.spec.whatwg.org/#single-dot-path-segment */
function resolveDotSegments(path: string): string {
  if (!/\/\.\.?(?:\/|$)/.test(path)) return path;
  const segments: string[] = [];
  const written = path.slice(1).split('/');
  for (const [index, segment] of written.entries()) {
    const isLast = index === written.length - 1;
    if (segment === '..') segments.pop();
    if (segment !== '.' && segment !== '..') segments.push(segment);
    else if (isLast) segments.push('');
  }
  return `/${segments.join('/')}`;
}

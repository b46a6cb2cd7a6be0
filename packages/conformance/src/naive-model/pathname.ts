/**
 * The pathname that a request target names, in the one form that patterns are compared with; `undefined` where two
 * routers could read it differently, so that no rule may be chosen by it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 */
export function normalizePathname(target: unknown): string | undefined {
  if (typeof target !== 'string' || target === '' || target.length > 16_384) return undefined;
  const pathname = encodeNonAscii(pathOf(target));
  if (pathname === undefined || !pathname.startsWith('/')) return undefined;
  // White space, control characters, and the backslash that WHATWG URL reads as a slash.
  if (/[\x00-\x20\x7f\\]/.test(pathname)) return undefined;
  if (/%(?![0-9a-f]{2})/i.test(pathname)) return undefined;
  if (/%(2f|5c|00)/i.test(pathname)) return undefined;
  return resolveDots(decodeUnreserved(pathname));
}

/**
 * The path of a target, in origin form or in absolute form, without its query. After an authority an empty path is `/`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-4.2.3
 */
function pathOf(target: string): string {
  const afterAuthority = target.replace(/^https?:\/\/[^/?#]*/i, '');
  const [path = ''] = afterAuthority.split(/[?#]/);
  const hasAuthority = afterAuthority !== target;
  return hasAuthority && path === '' ? '/' : path;
}

function encodeNonAscii(path: string): string | undefined {
  try {
    return path.replace(/[^\x00-\x7f]+/g, (characters) => encodeURIComponent(characters));
  } catch {
    // `encodeURIComponent` refuses a lone surrogate, which no UTF-8 stands for.
    return undefined;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2.2 */
function decodeUnreserved(path: string): string {
  return path.replace(/%[0-9a-f]{2}/gi, (encoded) => {
    const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : encoded;
  });
}

/** @see https://url.spec.whatwg.org/#path-state */
function resolveDots(path: string): string {
  const resolved: string[] = [];
  const segments = path.slice(1).split('/');
  segments.forEach((segment, position) => {
    if (segment === '..') resolved.pop();
    if (segment !== '..' && segment !== '.') resolved.push(segment);
    // A dot segment at the end leaves a directory: `/a/b/..` is `/a/`.
    else if (position === segments.length - 1) resolved.push('');
  });
  return `/${resolved.join('/')}`;
}

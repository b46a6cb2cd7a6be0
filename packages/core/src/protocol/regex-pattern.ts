/** A regular expression of a policy, compiled to match whole values and to keep no state between them. */
export interface RegexPattern {
  readonly source: string;
  /** Canonical: sorted, without `d`, `g` and `y`. */
  readonly flags: string;
  /** One text for each regex, equal for equal ones. */
  readonly key: string;
  readonly whole: RegExp;
}

/**
 * Compiles a regex so that it matches the whole of a value, whether or not its author anchored it: an unanchored
 * `/example\.com$/` lets `https://evil-example.com` in, in every library that calls `test` with it.
 *
 * `g` and `y` are dropped because they keep a position between calls, `d` because nothing reads what it records.
 *
 * @throws SyntaxError where the source or the flags are none
 */
export function compileRegex(source: string, flags: string): RegexPattern {
  // Compiled as it was written first: `a)|(b` must not become valid by what is put around it.
  const written = new RegExp(source, flags);
  const canonicalFlags = written.flags.replace(/[dgy]/g, '');
  // The source as a RegExp gives it, so that `/a\/b/` and `{ regex: 'a/b' }` are the same.
  const key = `/${written.source}/${canonicalFlags}`;
  return { source, flags: canonicalFlags, key, whole: new RegExp(`^(?:${source})$`, canonicalFlags) };
}

/** Whether the author anchored both ends, in every alternative. Without that, the regex means something else elsewhere. */
export function isAnchored({ source }: RegexPattern): boolean {
  let depth = 0;
  // Escapes and classes are passed over; what remains is groups and the bars between alternatives.
  for (const [token] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[()|]/gs)) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === '|' && depth === 0) return false;
  }
  return source.startsWith('^') && /(?<!\\)(?:\\\\)*\$$/.test(source);
}

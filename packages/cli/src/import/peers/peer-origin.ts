import type { OriginPattern } from '@cors-policy/core';
import type { ConversionLog, RuleDraft } from '../conversion.js';
import { exactOrigin } from '../exact-origin.js';
import { wholeRegex } from '../search-regex.js';

/** Who is let in, before it is known what credentials make of it. */
export type PeerOrigins =
  | { readonly kind: 'list'; readonly patterns: readonly OriginPattern[] }
  /** `*` goes out. */
  | { readonly kind: 'wildcard' }
  /** The origin of the request goes back, whatever it is. */
  | { readonly kind: 'reflected' }
  /** Nothing goes out: the middleware does nothing. */
  | { readonly kind: 'off' }
  /** It cannot be told from the options. */
  | { readonly kind: 'unknown' };

/** A function that decides, which no file can hold. */
export function originFunction(option: string, log: ConversionLog): PeerOrigins {
  log.lost(
    option,
    'a function decides about origins, and cannot be carried over: no origin is allowed',
    'list the origins, or hand the function to the adapter as its option `allow`, which is asked where the policy says no',
  );
  return { kind: 'unknown' };
}

/** The patterns of a list as `cors` and `@fastify/cors` read it: texts compared, regexes looked for, lists in lists. */
export function originList(items: readonly unknown[], option: string, log: ConversionLog): PeerOrigins {
  const patterns: OriginPattern[] = [];
  for (const [index, item] of items.entries()) {
    const place = `${option}[${index}]`;
    if (Array.isArray(item)) {
      const inside = originList(item, place, log);
      if (inside.kind !== 'list') return inside;
      patterns.push(...inside.patterns);
    } else if (typeof item === 'string') patterns.push(...exactOrigin(item, place, log));
    else if (item instanceof RegExp) patterns.push(searchedOrigin(item, place, log));
    else if (item) return { kind: 'reflected' };
  }
  return { kind: 'list', patterns };
}

/** What is said of a regex that matches `null`. */
export const nullByRegex =
  "matched 'null' too, the origin of sandboxed frames; here only the text 'null' in the list does";

/** A regex that is looked for anywhere in the request's origin. */
export function searchedOrigin(regex: RegExp, option: string, log: ConversionLog): OriginPattern {
  const { regex: whole, loose, suggestion } = wholeRegex(regex.source, regex.flags, 'anywhere');
  if (new RegExp(regex.source, regex.flags).test('null')) log.difference(option, `the regex ${regex} ${nullByRegex}`);
  if (/[gy]/.test(regex.flags))
    log.difference(option, `the regex ${regex} kept its place between requests, and missed some; here it keeps none`);
  if (loose !== undefined) {
    const where = { before: 'in front of', behind: 'behind', around: 'around' }[loose];
    log.difference(
      option,
      `the regex ${regex} is not anchored at both ends, so anything may stand ${where} it; it is carried over as it worked`,
      suggestion === undefined ? 'anchor it with ^ and $' : `if it was meant so, write ${suggestion}`,
    );
  }
  return whole;
}

/** What the origins become, and whether the rule has credentials. */
export function settleOrigins(
  origins: PeerOrigins,
  credentials: boolean,
  option: string,
  log: ConversionLog,
): Pick<RuleDraft, 'origins' | 'credentials'> {
  switch (origins.kind) {
    case 'list':
      return {
        origins: origins.patterns.length === 0 ? 'none' : origins.patterns,
        ...(credentials && { credentials }),
      };
    case 'wildcard':
      if (credentials)
        log.difference(
          option,
          'browsers refuse * for a request with credentials, so those never worked; here the rule has none',
          'list the origins that may send cookies, and write credentials: true',
        );
      return { origins: '*' };
    case 'reflected':
      if (!credentials) {
        log.difference(option, 'every origin was sent back; here * is sent, which is the same without credentials');
        return { origins: '*' };
      }
      log.lost(
        option,
        'every site may read everything with the cookies of its visitors: that is not carried over, and no origin is allowed',
        "list the origins; or, where it is meant, write origins: '*' and dangerously: { anyOriginWithCredentials: true }",
      );
      return { origins: 'none', credentials };
    case 'off':
      log.difference(
        option,
        'the middleware did nothing, so that preflights reached the application; here they are denied',
      );
      return { origins: 'none' };
    case 'unknown':
      return { origins: 'none', ...(credentials && { credentials }) };
  }
}

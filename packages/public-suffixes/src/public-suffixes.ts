import { getPublicSuffix } from 'tldts';

/** What `definePolicy` asks of a public suffix list: the shape of core's own `PublicSuffixes`, which it satisfies. */
export interface PublicSuffixes {
  /** The longest public suffix of a lower-case ASCII host name, or `undefined` where it has none. */
  publicSuffix(hostname: string): string | undefined;
}

// The name was taken apart already, by the parser of the origin pattern: reading it a second time, with the rules of
// another parser, could only disagree (an underscore is legal in an origin, and not in a DNS host name).
const lookup = { allowPrivateDomains: true, extractHostname: false, validateHostname: false };

/**
 * The public suffix list, its private section included, so that `github.io` and `vercel.app` count as suffixes: what
 * anybody may register a name under, whoever runs it.
 *
 * A name under no rule of the list has its last label as suffix, which is the list's own default rule. Where the list
 * has a wildcard rule (`*.kawasaki.jp`), the name it stands below (`kawasaki.jp`) is a suffix too. An IP address has none.
 * The object is frozen, holds no state and answers from data that shipped with it.
 *
 * @example
 * ```ts
 * import { definePolicy } from '@cors-policy/core';
 * import { publicSuffixes } from '@cors-policy/public-suffixes';
 *
 * definePolicy({ origins: 'https://*.example.com', credentials: true }, { publicSuffixes });
 * ```
 * @see https://publicsuffix.org/list/
 */
export const publicSuffixes: PublicSuffixes = Object.freeze({
  publicSuffix(hostname: string): string | undefined {
    const suffix = getPublicSuffix(hostname, lookup);
    return suffix === null || suffix === '' ? undefined : suffix;
  },
});

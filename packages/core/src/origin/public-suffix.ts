/**
 * What the public suffix list says. It takes 46 KiB, so it is handed in: `@cors-policy/public-suffixes` is one.
 * @see https://publicsuffix.org/list/
 */
export interface PublicSuffixes {
  /**
   * The longest public suffix of a lower-case ASCII host name, private section included: `github.io` for
   * `a.github.io`, `co.uk` for `example.co.uk`. `undefined` where the name has none.
   */
  publicSuffix(hostname: string): string | undefined;
}

/** Whether anybody may register a name directly below this domain, or below one of the names below it. */
export function isPublicSuffix(domain: string, list: PublicSuffixes): boolean {
  // A rule such as `*.kawasaki.jp` makes every name below a suffix, though the domain itself is none.
  const anyNameBelow = `x.${domain}`;
  return list.publicSuffix(domain) === domain || list.publicSuffix(anyNameBelow) === anyNameBelow;
}

/** The domain that one registrant controls: the public suffix and one label. `undefined` for a suffix itself. */
export function registrableDomain(hostname: string, list: PublicSuffixes): string | undefined {
  const suffix = list.publicSuffix(hostname);
  if (suffix === undefined || suffix === hostname || !hostname.endsWith(`.${suffix}`)) return undefined;
  const front = hostname.slice(0, -suffix.length - 1);
  return `${front.slice(front.lastIndexOf('.') + 1)}.${suffix}`;
}

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

/** The suffix of a name: its own end, label by label. Whatever else a list says, or throws, is no answer. */
function publicSuffixOf(hostname: string, list: PublicSuffixes): string | undefined {
  try {
    const suffix: unknown = list.publicSuffix(hostname);
    if (typeof suffix !== 'string' || suffix === '') return undefined;
    return hostname === suffix || hostname.endsWith(`.${suffix}`) ? suffix : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether anybody may register a name directly below this domain, or below one of the names below it. A list that says
 * nothing of the domain is no assurance: every name has a suffix, its last label at least.
 */
export function isPublicSuffix(domain: string, list: PublicSuffixes): boolean {
  const suffix = publicSuffixOf(domain, list);
  // A rule such as `*.kawasaki.jp` makes every name below a suffix, though the domain itself is none.
  const anyNameBelow = `x.${domain}`;
  return suffix === undefined || suffix === domain || publicSuffixOf(anyNameBelow, list) === anyNameBelow;
}

/** The domain that one registrant controls: the public suffix and one label. `undefined` for a suffix itself. */
export function registrableDomain(hostname: string, list: PublicSuffixes): string | undefined {
  const suffix = publicSuffixOf(hostname, list);
  if (suffix === undefined || suffix === hostname) return undefined;
  const front = hostname.slice(0, -suffix.length - 1);
  return `${front.slice(front.lastIndexOf('.') + 1)}.${suffix}`;
}

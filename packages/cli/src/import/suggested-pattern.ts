/** `example\.com`, and also the `example.com` of those who forgot that a dot is any character. */
const DOMAIN = /^(?:[a-z0-9-]+\\?\.)+[a-z]{2,}$/i;

/** What people write for a subdomain: `.*\.`, `[a-z0-9-]+\.`, `(.*\.)?`, or only the dot. */
const SUBDOMAIN = /^(?:\(?(?:\?:)?(?:\.[*+]|\\w[*+]|\[[^\]]+\][*+])?\\\.\)?\??|\.[*+])/;

/**
 * The origin pattern that the author of a regex probably meant, where it has one of the usual shapes.
 *
 * It is a suggestion for a person, and nothing is decided by it: `\.example\.com$` also allows `http:`.
 */
export function suggestedPattern(source: string): string | undefined {
  const bare = source.replace(/^\^/, '').replace(/\$$/, '').replaceAll('\\/', '/');
  const scheme = /^(?:\(?(?:\?:)?(https?)\)?(\?)?:\/\/)/.exec(bare);
  const rest = scheme === null ? bare : bare.slice(scheme[0].length);
  const name = scheme?.[1] === 'http' && scheme[2] === undefined ? 'http' : 'https';
  const subdomain = SUBDOMAIN.exec(rest)?.[0] ?? '';
  const domain = rest.slice(subdomain.length);
  if (!DOMAIN.test(domain)) return undefined;
  const host = domain.replaceAll('\\', '').toLowerCase();
  const isNameStart = subdomain === '' && (scheme !== null || source.startsWith('^'));
  // Without an anchor or a dot before it, subdomains were let in as well.
  return isNameStart || host.split('.').length < 2 ? `${name}://${host}` : `${name}://*.${host}`;
}

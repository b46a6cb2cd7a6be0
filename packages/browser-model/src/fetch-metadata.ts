import { currentUrl, type FetchRequest, isSameOrigin } from './fetch-request.js';
import type { HeaderList } from './header-list.js';

/**
 * The headers that tell a server where a request comes from. They are sent to trustworthy URLs only.
 *
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function fetchMetadata(request: FetchRequest): HeaderList {
  if (!isTrustworthy(currentUrl(request))) return [];
  return [
    ['sec-fetch-site', siteOf(request)],
    ['sec-fetch-mode', request.mode],
    ['sec-fetch-dest', 'empty'],
  ];
}

/** @see https://www.w3.org/TR/fetch-metadata/#abstract-opdef-set-site */
function siteOf({ origin, urls }: FetchRequest): 'same-origin' | 'same-site' | 'cross-site' {
  const foreign = urls.map((url) => new URL(url)).filter((url) => !isSameOrigin(origin, url));
  if (foreign.length === 0) return 'same-origin';
  return foreign.every((url) => isSameSite(origin, url)) ? 'same-site' : 'cross-site';
}

/**
 * A browser asks the public suffix list; here a site is the last two labels of a name. No rule of CORS and no
 * protection against forgery treats the two kinds of foreign origins differently.
 *
 * @see https://html.spec.whatwg.org/multipage/browsers.html#same-site
 */
function isSameSite(origin: string, url: URL): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === url.protocol && siteName(hostname) === siteName(url.hostname);
}

function siteName(hostname: string): string {
  const isAddress = hostname.startsWith('[') || /^[\d.]+$/.test(hostname);
  return isAddress ? hostname : hostname.split('.').slice(-2).join('.');
}

/** @see https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy */
function isTrustworthy({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:') return true;
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || hostname.startsWith('127.')
  );
}

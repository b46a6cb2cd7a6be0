import type { WireResponse } from './browser-request.js';
import { currentUrl, type FetchRequest, isSameOrigin } from './fetch-request.js';
import { checked, type Finding } from './finding.js';
import { type HeaderList, valuesOf, without } from './header-list.js';

const REDIRECT_LIMIT = 20;

/** @see https://fetch.spec.whatwg.org/#redirect-status */
export function isRedirectStatus(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** Where a redirect leads: to another request, to an error, or nowhere, and then the response is the answer itself. */
export interface RedirectStep {
  readonly finding: Finding;
  readonly next: FetchRequest | undefined;
}

/**
 * The request that a redirect makes; `undefined` where the response names no place and so is no redirect.
 *
 * @see https://fetch.spec.whatwg.org/#concept-http-redirect-fetch
 */
export function followRedirect(request: FetchRequest, { status, headers }: WireResponse): RedirectStep | undefined {
  const current = currentUrl(request);
  const locations = valuesOf(headers, 'location');
  const [text] = locations;
  if (text === undefined) return undefined;
  const url = locations.length === 1 && URL.canParse(text, current.href) ? new URL(text, current) : undefined;
  const refusal = url === undefined ? 'one Location, and a URL in it' : whyNot(request, url);
  if (url === undefined || refusal !== undefined) {
    const finding = checked('redirect', false, 'location', locations.join(', '), refusal ?? '');
    return { finding, next: undefined };
  }

  url.hash = '';
  const becomesGet =
    ((status === 301 || status === 302) && request.method === 'POST') ||
    (status === 303 && request.method !== 'GET' && request.method !== 'HEAD');
  return {
    finding: checked('redirect', true, 'location', url.href, 'a URL that may be followed'),
    next: {
      ...request,
      ...(becomesGet ? { method: 'GET', body: undefined } : {}),
      urls: [...request.urls, url.href],
      headers: headersAfter(request, becomesGet, current.origin !== url.origin),
    },
  };
}

/** Steps 6 to 10. */
function whyNot({ origin, urls, mode, tainting }: FetchRequest, url: URL): string | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'an HTTP(S) URL';
  if (urls.length > REDIRECT_LIMIT) return `no more than ${REDIRECT_LIMIT} redirects`;
  const hasCredentials = url.username !== '' || url.password !== '';
  if (hasCredentials && (tainting === 'cors' || (mode === 'cors' && !isSameOrigin(origin, url))))
    return 'a URL without user name and password';
  return undefined;
}

/** Steps 12.2 and 13. */
function headersAfter({ headers }: FetchRequest, becomesGet: boolean, isOtherOrigin: boolean): HeaderList {
  return without(headers, [
    ...(becomesGet ? ['content-encoding', 'content-language', 'content-location', 'content-type'] : []),
    ...(isOtherOrigin ? ['authorization'] : []),
  ]);
}

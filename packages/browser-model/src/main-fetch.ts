import { currentUrl, type FetchRequest, isSameOrigin } from './fetch-request.js';
import { checked, noted } from './finding.js';
import { forgetPreflights, type HopResult, httpFetch } from './http-fetch.js';
import { whyPreflight } from './preflight-need.js';
import { followRedirect } from './redirect.js';
import { serializeRequestOrigin } from './request-origin.js';
import type { Exchange, Visit } from './visit.js';

/** How a fetch ended: the request as the last redirect left it, and what came back for it. */
export interface FetchResult {
  readonly request: FetchRequest;
  readonly result: HopResult;
}

/**
 * Fetches, redirects and all.
 *
 * The standard's HTTP-redirect fetch calls main fetch again; here that is a loop.
 *
 * @see https://fetch.spec.whatwg.org/#concept-main-fetch
 */
export function* mainFetch(visit: Visit, first: FetchRequest): Exchange<FetchResult> {
  let request = first;
  let wasPreflighted = false;
  for (;;) {
    const hop = yield* fetchCurrentUrl(visit, request);
    ({ request } = hop);
    wasPreflighted ||= hop.isPreflighted;
    const { result } = hop;
    const redirect = result.kind === 'redirect' ? followRedirect(request, result.response) : undefined;
    if (redirect !== undefined) visit.tell(redirect.finding);
    if (redirect?.next !== undefined) {
      request = redirect.next;
      continue;
    }
    const failed = redirect !== undefined || result.kind === 'error';
    // The standard's request is one object: when the main fetch of an early URL clears, the current one is the last.
    if (failed && wasPreflighted) forgetPreflights(visit, request);
    return { request, result: failed ? { kind: 'error' } : result };
  }
}

interface Hop {
  readonly request: FetchRequest;
  readonly isPreflighted: boolean;
  readonly result: HopResult;
}

/** Step 12: what is done with a URL depends on whose it is, on the mode, and on what would be sent. */
function* fetchCurrentUrl(visit: Visit, asked: FetchRequest): Exchange<Hop> {
  const url = currentUrl(asked);
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:';
  const refused = (wanted: string): Hop => {
    visit.tell(checked('request-mode', false, 'the URL', url.href, wanted));
    return { request: asked, isPreflighted: false, result: { kind: 'error' } };
  };
  // Scheme fetch: what is no HTTP is outside of this model.
  if (!isHttp) return refused('an HTTP(S) URL');
  if (asked.tainting === 'basic' && isSameOrigin(asked.origin, url)) {
    visit.tell(noted('request-mode', 'the URL', url.origin, 'the page’s own origin: no CORS'));
    return { request: asked, isPreflighted: false, result: yield* httpFetch(visit, asked, []) };
  }
  if (asked.mode === 'same-origin') return refused(`a URL of ${asked.origin}, for the mode is same-origin`);
  if (asked.mode === 'no-cors') {
    if (asked.redirect !== 'follow') return refused('redirect mode follow, for the mode is no-cors');
    const request: FetchRequest = { ...asked, tainting: 'opaque' };
    return { request, isPreflighted: false, result: yield* httpFetch(visit, request, []) };
  }
  const request: FetchRequest = { ...asked, tainting: 'cors' };
  const origin = serializeRequestOrigin(request);
  visit.tell(noted('request-origin', 'origin', origin, `that of a page of ${request.origin}`));
  const why = whyPreflight(request, visit.browser.quirks);
  return { request, isPreflighted: why.length > 0, result: yield* httpFetch(visit, request, why) };
}

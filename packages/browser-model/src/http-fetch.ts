import type { WireResponse } from './browser-request.js';
import { corsCheck } from './cors-check.js';
import type { FetchRequest } from './fetch-request.js';
import { allPassed, checked, type Finding, noted } from './finding.js';
import { clear, mayUseCache, store } from './preflight-cache.js';
import { checkPreflight } from './preflight-check.js';
import { isCached } from './preflight-need.js';
import { isRedirectStatus } from './redirect.js';
import { serializeRequestOrigin } from './request-origin.js';
import type { Exchange, Visit } from './visit.js';
import { preflightOrigin, preflightRequestOf, wireRequestOf } from './wire-request.js';

/**
 * What came back for one URL: a network error, something to show to the page, or a redirect to follow.
 *
 * @see https://fetch.spec.whatwg.org/#concept-network-error
 */
export type HopResult =
  | { readonly kind: 'error' }
  | { readonly kind: 'response' | 'opaque-redirect' | 'redirect'; readonly response: WireResponse };

const networkError: HopResult = { kind: 'error' };

/**
 * Fetches one URL, asking first where that is needed.
 *
 * @param whyPreflight why it has to be asked for; empty where it does not
 * @see https://fetch.spec.whatwg.org/#concept-http-fetch
 */
export function* httpFetch(visit: Visit, request: FetchRequest, whyPreflight: readonly Finding[]): Exchange<HopResult> {
  // Step 4.1.
  if (whyPreflight.length > 0 && !(yield* passPreflight(visit, request, whyPreflight))) return networkError;
  // Step 4.3.
  const response = yield* visit.send(wireRequestOf(request));
  const { status } = response;
  // HTTP-network-or-cache fetch, step 15: here nobody can be asked for the proxy's password.
  if (status === 407 && !visit.browser.quirks.reads407) {
    visit.tell(checked('response-status', false, 'the status', '407', 'any but 407'));
    return networkError;
  }
  // Step 4.4.
  if (request.tainting === 'cors') {
    const findings = corsCheck(request, serializeRequestOrigin(request), response);
    visit.tell(...findings);
    if (!allPassed(findings)) return networkError;
  }
  // Step 6.
  if (!isRedirectStatus(status)) return { kind: 'response', response };
  switch (request.redirect) {
    case 'error':
      visit.tell(checked('redirect', false, 'the status', `${status}`, 'no redirect, for the script wants none'));
      return networkError;
    case 'manual':
      return { kind: 'opaque-redirect', response };
    case 'follow':
      return { kind: 'redirect', response };
  }
}

/** Whether the request may be sent: the cache says so, or the server does. */
function* passPreflight(visit: Visit, request: FetchRequest, why: readonly Finding[]): Exchange<boolean> {
  const { quirks } = visit.browser;
  visit.tell(...why);
  if (isCached(visit.cache, request, quirks)) {
    visit.tell(noted('preflight-cache', 'the preflight cache', 'allows the request', 'a preflight'));
    return true;
  }
  if (quirks.cacheForgetsMisfits && mayUseCache(request, quirks)) visit.cache = clear(visit.cache, request);
  const response = yield* visit.send(preflightRequestOf(request, quirks));
  const { findings, grant } = checkPreflight(request, preflightOrigin(request, quirks), response, visit.browser);
  visit.tell(...findings);
  const passes = allPassed(findings);
  if (grant !== undefined && (passes || quirks.cacheKeepsDenials))
    visit.cache = store(visit.cache, grant, request, visit.now, quirks);
  return passes;
}

/** @see https://fetch.spec.whatwg.org/#concept-main-fetch (step 12: the clearing after a network error) */
export function forgetPreflights(visit: Visit, request: FetchRequest): void {
  if (!visit.browser.quirks.cacheOutlivesFailure) visit.cache = clear(visit.cache, request);
}

import type { Quirks } from './browser.js';
import type { FetchRequest } from './fetch-request.js';
import { type Finding, noted } from './finding.js';
import { isSafelistedMethod } from './method.js';
import { hasHeaderName, hasMethod, mayUseCache, type PreflightCache } from './preflight-cache.js';
import { unsafeRequestHeaderNames } from './safelisted-request-header.js';

/**
 * Why a request has to be asked for before it is sent; nothing where it needs no preflight.
 *
 * @see https://fetch.spec.whatwg.org/#concept-main-fetch (step 12, the cases with a CORS-preflight)
 */
export function whyPreflight(request: FetchRequest, quirks: Quirks): readonly Finding[] {
  const { method, headers, useCorsPreflight, privateNetwork } = request;
  return [
    ...(useCorsPreflight ? [noted('preflight-upload', 'the upload', 'is listened to', 'no listener')] : []),
    ...(isSafelistedMethod(method) ? [] : [noted('preflight-method', 'the method', method, 'GET, HEAD or POST')]),
    ...unsafeRequestHeaderNames(headers, quirks).map((name) =>
      noted('preflight-header', `the request header ${name}`, 'is not safelisted', 'a safelisted name and value'),
    ),
    ...(privateNetwork && quirks.asksForPrivateNetwork
      ? [noted('preflight-private-network', 'the address of the server', 'is more private', 'one of the same kind')]
      : []),
  ];
}

/**
 * Whether an earlier preflight's answer is enough for this request.
 *
 * @see https://fetch.spec.whatwg.org/#concept-http-fetch (step 4.1)
 */
export function isCached(cache: PreflightCache, request: FetchRequest, quirks: Quirks): boolean {
  const { method, headers, useCorsPreflight, privateNetwork } = request;
  if (!mayUseCache(request, quirks)) return false;
  // The drafts ask anew each time.
  if (privateNetwork && quirks.asksForPrivateNetwork) return false;
  const isFreeMethod =
    isSafelistedMethod(method) && !useCorsPreflight && !(quirks.cacheMustListHead && method === 'HEAD');
  return (
    (isFreeMethod || hasMethod(cache, method, request, quirks)) &&
    unsafeRequestHeaderNames(headers, quirks).every((name) => hasHeaderName(cache, name, request, quirks))
  );
}

import type { Quirks } from './browser.js';
import type { WireRequest } from './browser-request.js';
import { fetchMetadata } from './fetch-metadata.js';
import { currentUrl, type FetchRequest, includesCredentials } from './fetch-request.js';
import { conditions, contains, type HeaderList } from './header-list.js';
import { originHeader, serializeRequestOrigin } from './request-origin.js';
import { unsafeHeaders, unsafeRequestHeaderNames } from './safelisted-request-header.js';

/**
 * A request as it is sent.
 *
 * @see https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch
 */
export function wireRequestOf(request: FetchRequest): WireRequest {
  return {
    method: request.method,
    url: currentUrl(request).href,
    headers: [
      ...request.headers.map(([name, value]): [string, string] => [name.toLowerCase(), value]),
      ...optional('origin', originHeader(request)),
      ...fetchMetadata(request),
      ...cacheControl(request),
    ],
    body: request.body,
    includesCredentials: includesCredentials(request),
  };
}

/** Steps 8.16 to 8.18: what the cache mode asks of the caches on the way. */
function cacheControl({ cache, headers }: FetchRequest): HeaderList {
  const isConditional = cache === 'default' && conditions.some((name) => contains(headers, name));
  const bypasses = isConditional || cache === 'no-store' || cache === 'reload';
  const revalidates = cache === 'no-cache' && !contains(headers, 'cache-control');
  return [
    ...(revalidates ? optional('cache-control', 'max-age=0') : []),
    ...(bypasses && !contains(headers, 'pragma') ? optional('pragma', 'no-cache') : []),
    ...(bypasses && !contains(headers, 'cache-control') ? optional('cache-control', 'no-cache') : []),
  ];
}

/**
 * The origin that a preflight is sent with, and that its answer has to name.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch (step 1)
 */
export function preflightOrigin(request: FetchRequest, { preflightOriginSurvivesRedirect }: Quirks): string {
  return preflightOriginSurvivesRedirect ? request.origin : serializeRequestOrigin(request);
}

/**
 * The request that asks whether another one may be sent. It never has credentials.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch (steps 1 to 5)
 */
export function preflightRequestOf(request: FetchRequest, quirks: Quirks): WireRequest {
  const asksForNetwork = request.privateNetwork && quirks.asksForPrivateNetwork;
  const names = requestedNames(request, quirks);
  return {
    method: 'OPTIONS',
    url: currentUrl(request).href,
    headers: [
      ['accept', '*/*'],
      ['access-control-request-method', request.method],
      // Joined by bare commas: step 5 says why.
      ...optional('access-control-request-headers', names.length === 0 ? undefined : names.join(',')),
      ...optional('access-control-request-private-network', asksForNetwork ? 'true' : undefined),
      ['origin', preflightOrigin(request, quirks)],
      ...fetchMetadata({ ...request, mode: 'cors' }),
    ],
    body: undefined,
    includesCredentials: false,
  };
}

function requestedNames({ headers }: FetchRequest, quirks: Quirks): readonly string[] {
  if (!quirks.repeatsHeaderNames) return unsafeRequestHeaderNames(headers, quirks);
  return unsafeHeaders(headers, quirks)
    .map(([name]) => name.toLowerCase())
    .sort();
}

function optional(name: string, value: string | undefined): HeaderList {
  return value === undefined ? [] : [[name, value]];
}

import type { Quirks } from './browser.js';
import { currentUrl, type FetchRequest } from './fetch-request.js';
import { conditions, contains } from './header-list.js';
import { serializeRequestOrigin } from './request-origin.js';
import { isNonWildcardName } from './safelisted-request-header.js';

/**
 * That one method, or one header name, may be used until some time. The network partition key is left out: a cache
 * is one page's.
 *
 * @see https://fetch.spec.whatwg.org/#concept-cache
 */
export interface CacheEntry {
  readonly origin: string;
  readonly url: string;
  readonly credentials: boolean;
  /** A method, or `*`. Either this or `headerName` is present. */
  readonly method: string | undefined;
  /** A header name, or `*`. */
  readonly headerName: string | undefined;
  /** In seconds, on the clock that `now` is read from. */
  readonly expires: number;
}

/** What the browser remembers of preflights. It never changes: a fetch makes another one. */
export type PreflightCache = readonly CacheEntry[];

export const emptyCache: PreflightCache = [];

/** What a preflight's answer allows, and for how many seconds. */
export interface PreflightGrant {
  readonly methods: readonly string[];
  readonly headerNames: readonly string[];
  readonly maxAge: number;
}

/** @see https://fetch.spec.whatwg.org/#concept-cache-match */
function matches(entry: CacheEntry, request: FetchRequest, { cachePerCredentials }: Quirks): boolean {
  const withCredentials = request.credentials === 'include';
  return (
    entry.origin === serializeRequestOrigin(request) &&
    entry.url === currentUrl(request).href &&
    (entry.credentials === withCredentials || (entry.credentials && !cachePerCredentials))
  );
}

/** @see https://fetch.spec.whatwg.org/#concept-cache-match-method */
export function hasMethod(cache: PreflightCache, method: string, request: FetchRequest, quirks: Quirks): boolean {
  return cache.some((entry) => matches(entry, request, quirks) && servesMethod(entry, method, quirks));
}

function servesMethod({ method }: CacheEntry, wanted: string, { ignoresCachedWildcard }: Quirks): boolean {
  return method === wanted || (method === '*' && !ignoresCachedWildcard);
}

/** @see https://fetch.spec.whatwg.org/#concept-cache-match-header */
export function hasHeaderName(cache: PreflightCache, name: string, request: FetchRequest, quirks: Quirks): boolean {
  return cache.some((entry) => matches(entry, request, quirks) && servesHeaderName(entry, name, quirks));
}

function servesHeaderName({ headerName }: CacheEntry, wanted: string, quirks: Quirks): boolean {
  if (headerName === undefined) return false;
  if (headerName.toLowerCase() === wanted.toLowerCase()) return true;
  if (headerName !== '*' || quirks.ignoresCachedWildcard) return false;
  if (quirks.cachedWildcardLacksAuthorization && wanted.toLowerCase() === 'authorization') return false;
  return !isNonWildcardName(wanted, quirks);
}

/**
 * Whether this request may look into the cache at all.
 *
 * By the text always: the cache mode is about the HTTP cache.
 */
export function mayUseCache({ origin, cache, headers }: FetchRequest, quirks: Quirks): boolean {
  if (quirks.cacheNeedsTupleOrigin && origin === 'null') return false;
  if (quirks.noCacheAppliesToPreflights && cache === 'no-cache') return false;
  if (!quirks.cacheModeAppliesToPreflights) return true;
  return cache !== 'no-store' && cache !== 'reload' && !conditions.some((name) => contains(headers, name));
}

/** Entries are gone once their time has passed. */
export function unexpired(cache: PreflightCache, now: number): PreflightCache {
  return cache.filter(({ expires }) => expires > now);
}

/**
 * Remembers what a preflight allowed. An entry that allows the same already gets the new time.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch (steps 7.12 to 7.15)
 */
export function store(
  cache: PreflightCache,
  grant: PreflightGrant,
  request: FetchRequest,
  now: number,
  quirks: Quirks,
): PreflightCache {
  if (quirks.cacheObeysNoStore && request.cache === 'no-store') return cache;
  const expires = now + grant.maxAge;
  const kept = quirks.cacheKeepsLastOnly ? clear(cache, request) : cache;
  const renewed = kept.map((entry) => {
    const serves =
      matches(entry, request, quirks) &&
      (grant.methods.some((method) => servesMethod(entry, method, quirks)) ||
        grant.headerNames.some((name) => servesHeaderName(entry, name, quirks)));
    return serves ? { ...entry, expires } : entry;
  });
  const made = {
    origin: serializeRequestOrigin(request),
    url: currentUrl(request).href,
    credentials: request.credentials === 'include',
    expires,
  };
  const newMethods = grant.methods.filter((method) => !hasMethod(kept, method, request, quirks));
  const newNames = grant.headerNames.filter((name) => !hasHeaderName(kept, name, request, quirks));
  return [
    ...renewed,
    ...newMethods.map((method) => ({ ...made, method, headerName: undefined })),
    ...newNames.map((headerName) => ({ ...made, method: undefined, headerName })),
  ];
}

/** @see https://fetch.spec.whatwg.org/#concept-cache-clear */
export function clear(cache: PreflightCache, request: FetchRequest): PreflightCache {
  const origin = serializeRequestOrigin(request);
  const { href } = currentUrl(request);
  return cache.filter((entry) => entry.origin !== origin || entry.url !== href);
}

/**
 * Where a browser does something else than the standard's text. The standard's own profile has all of these off.
 *
 * Measured in Chromium 156, Firefox ESR 153.7 and WebKitGTK 2.50.6, unless a comment says that it is from the source.
 */
export interface Quirks {
  /** `*` stands for `authorization` too: https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name */
  readonly wildcardCoversAuthorization: boolean;
  /** A missing list of methods stays missing where a script listens to the upload: CORS-preflight fetch, step 7.4. */
  readonly uploadListenerNeedsMethods: boolean;
  /** An entry for `*` in the preflight cache is never used. */
  readonly ignoresCachedWildcard: boolean;
  /** A cached preflight serves HEAD only where the list of methods has it. */
  readonly cacheMustListHead: boolean;
  /** A preflight with credentials does not serve requests without them. */
  readonly cachePerCredentials: boolean;
  /** A preflight's answer takes the place of the cached one instead of adding to it (from the source). */
  readonly cacheKeepsLastOnly: boolean;
  /** A cached preflight is kept although the fetch that it was for failed: main fetch, step 12. */
  readonly cacheOutlivesFailure: boolean;
  /** A cached preflight that does not serve a request is forgotten when that request is preflighted. */
  readonly cacheForgetsMisfits: boolean;
  /** A preflight is cached although it allows neither the method nor the header that was asked for. */
  readonly cacheKeepsDenials: boolean;
  /** Preflights of opaque origins, such as sandboxed frames, are not cached. */
  readonly cacheNeedsTupleOrigin: boolean;
  /** The preflight of a `no-store` request is not cached. */
  readonly cacheObeysNoStore: boolean;
  /** A cached `*` does not serve `authorization`, although an answered one does. */
  readonly cachedWildcardLacksAuthorization: boolean;
  /** `no-store`, `reload` and conditional requests are preflighted again. */
  readonly cacheModeAppliesToPreflights: boolean;
  /** So are `no-cache` ones. */
  readonly noCacheAppliesToPreflights: boolean;
  /** What is done with a max-age that is no plain number, once: kept for 5 seconds, or not at all. */
  readonly malformedMaxAge: 5 | 0;
  /** A page may read a 407 although nobody can be asked for the proxy's password. */
  readonly reads407: boolean;
  /** `-1` counts as 0. */
  readonly negativeMaxAgeIsZero: boolean;
  /** The values of a header that stands there several times are one value, before anything is looked at. */
  readonly combinesHeaderValues: boolean;
  /** All safelisted values together may be of any length. */
  readonly hasNoTotalLimit: boolean;
  /** A header name that stands there several times is listed several times in `Access-Control-Request-Headers`. */
  readonly repeatsHeaderNames: boolean;
  /** Client hints that a script sets need no preflight, where their value is one that such a hint has. */
  readonly safelistsClientHints: boolean;
  /** `Accept` and `Content-Type` with a byte above 0x7F need a preflight. */
  readonly nonAsciiIsUnsafe: boolean;
  /** The largest number in a `Range` that needs no preflight. */
  readonly largestRangeNumber: bigint | undefined;
  /** A `User-Agent` that a script sets is dropped. */
  readonly dropsUserAgent: boolean;
  /** After a redirect between foreign origins the preflight still has the page's origin; the request has `null`. */
  readonly preflightOriginSurvivesRedirect: boolean;
  /** A request to a more private network is preflighted, as the withdrawn Private Network Access drafts had it. */
  readonly asksForPrivateNetwork: boolean;
}

/** A browser, as far as CORS is concerned. */
export interface Browser {
  readonly name: string;
  /** The most seconds for which a preflight is kept: https://fetch.spec.whatwg.org/#concept-cache-max-age */
  readonly maxAgeCap: number;
  readonly quirks: Quirks;
}

const noQuirks: Quirks = {
  wildcardCoversAuthorization: false,
  uploadListenerNeedsMethods: false,
  ignoresCachedWildcard: false,
  cacheMustListHead: false,
  cachePerCredentials: false,
  cacheKeepsLastOnly: false,
  cacheOutlivesFailure: false,
  cacheForgetsMisfits: false,
  cacheKeepsDenials: false,
  cacheNeedsTupleOrigin: false,
  cacheObeysNoStore: false,
  cachedWildcardLacksAuthorization: false,
  cacheModeAppliesToPreflights: false,
  noCacheAppliesToPreflights: false,
  malformedMaxAge: 5,
  reads407: false,
  negativeMaxAgeIsZero: false,
  combinesHeaderValues: false,
  hasNoTotalLimit: false,
  repeatsHeaderNames: false,
  safelistsClientHints: false,
  nonAsciiIsUnsafe: false,
  largestRangeNumber: undefined,
  dropsUserAgent: false,
  preflightOriginSurvivesRedirect: false,
  asksForPrivateNetwork: false,
};

/** What all three engines do. */
const common: Quirks = {
  ...noQuirks,
  wildcardCoversAuthorization: true,
  uploadListenerNeedsMethods: true,
  negativeMaxAgeIsZero: true,
  // From the source: the numbers are read as signed 64-bit integers.
  largestRangeNumber: 2n ** 63n - 1n,
};

/** The text of the standard, which imposes no limit on max-age. */
export const standard: Browser = { name: 'standard', maxAgeCap: Number.POSITIVE_INFINITY, quirks: noQuirks };

export const chromium: Browser = {
  name: 'chromium',
  maxAgeCap: 7200,
  quirks: {
    ...common,
    cacheKeepsLastOnly: true,
    cacheOutlivesFailure: true,
    cacheForgetsMisfits: true,
    cacheNeedsTupleOrigin: true,
    cacheObeysNoStore: true,
    cachedWildcardLacksAuthorization: true,
    cacheModeAppliesToPreflights: true,
    noCacheAppliesToPreflights: true,
    combinesHeaderValues: true,
    safelistsClientHints: true,
    dropsUserAgent: true,
  },
};

export const firefox: Browser = {
  name: 'firefox',
  // From the source.
  maxAgeCap: 86_400,
  quirks: {
    ...common,
    ignoresCachedWildcard: true,
    cacheMustListHead: true,
    cachePerCredentials: true,
    cacheModeAppliesToPreflights: true,
    malformedMaxAge: 0,
    reads407: true,
    hasNoTotalLimit: true,
    repeatsHeaderNames: true,
    nonAsciiIsUnsafe: true,
    preflightOriginSurvivesRedirect: true,
  },
};

export const webkit: Browser = {
  name: 'webkit',
  maxAgeCap: 600,
  quirks: {
    ...common,
    cacheKeepsLastOnly: true,
    cacheOutlivesFailure: true,
    cacheForgetsMisfits: true,
    cacheKeepsDenials: true,
    reads407: true,
    combinesHeaderValues: true,
  },
};

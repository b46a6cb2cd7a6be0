/** The response headers that a decision can hold, as they are written. */
export const ACCESS_CONTROL_ALLOW_ORIGIN = 'access-control-allow-origin';
export const ACCESS_CONTROL_ALLOW_CREDENTIALS = 'access-control-allow-credentials';
export const ACCESS_CONTROL_ALLOW_METHODS = 'access-control-allow-methods';
export const ACCESS_CONTROL_ALLOW_HEADERS = 'access-control-allow-headers';
export const ACCESS_CONTROL_MAX_AGE = 'access-control-max-age';
export const ACCESS_CONTROL_EXPOSE_HEADERS = 'access-control-expose-headers';
export const ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK = 'access-control-allow-private-network';
export const TIMING_ALLOW_ORIGIN = 'timing-allow-origin';

/** The request fields that a decision can depend on, as they stand in `Vary`. */
export const VARY_ORIGIN = 'Origin';
export const VARY_SEC_FETCH_SITE = 'Sec-Fetch-Site';
export const VARY_REQUEST_METHOD = 'Access-Control-Request-Method';
export const VARY_REQUEST_HEADERS = 'Access-Control-Request-Headers';
export const VARY_REQUEST_PRIVATE_NETWORK = 'Access-Control-Request-Private-Network';

/** The one header name that `*` does not cover: https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name */
export const AUTHORIZATION = 'authorization';

/**
 * Request headers that need no permission when their values are plain.
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
export const safelistedRequestHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'content-language',
  'content-type',
  'range',
]);

/**
 * Response headers that scripts can read without permission.
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name
 */
export const safelistedResponseHeaders: ReadonlySet<string> = new Set([
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
]);

/**
 * Response headers that no script may read, whatever is exposed.
 * @see https://fetch.spec.whatwg.org/#forbidden-response-header-name
 */
export const forbiddenResponseHeaders: ReadonlySet<string> = new Set(['set-cookie', 'set-cookie2']);

/** @see https://fetch.spec.whatwg.org/#forbidden-request-header */
const forbiddenRequestHeaders: ReadonlySet<string> = new Set([
  'accept-charset',
  'accept-encoding',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);

/** Whether a browser refuses to let a script set this request header, so that allowing it does nothing. */
export function isForbiddenRequestHeader(name: string): boolean {
  return forbiddenRequestHeaders.has(name) || name.startsWith('proxy-') || name.startsWith('sec-');
}

/** Whether this name belongs to the CORS protocol itself and can never be asked for: `origin`, `access-control-*`. */
export function isProtocolHeader(name: string): boolean {
  return name === 'origin' || name.startsWith('access-control-');
}

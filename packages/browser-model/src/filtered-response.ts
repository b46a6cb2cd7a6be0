import { extractTokens, FAILURE } from './extract-header-list-values.js';
import type { FetchRequest } from './fetch-request.js';
import { type HeaderList, sortAndCombine } from './header-list.js';

const safelistedNames = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
];

/** @see https://fetch.spec.whatwg.org/#forbidden-response-header-name */
function isForbiddenResponseHeader(name: string): boolean {
  return name === 'set-cookie' || name === 'set-cookie2';
}

/**
 * The names that a response exposes beyond the safelisted ones. Of a malformed list it exposes none.
 *
 * @see https://fetch.spec.whatwg.org/#concept-main-fetch (step 14.1)
 */
function exposedNames({ credentials }: Pick<FetchRequest, 'credentials'>, headers: HeaderList): readonly string[] {
  const names = extractTokens(headers, 'access-control-expose-headers');
  if (names === undefined || names === FAILURE) return [];
  // With credentials `*` is the name of a header.
  if (credentials !== 'include' && names.includes('*')) return headers.map(([name]) => name.toLowerCase());
  return names.map((name) => name.toLowerCase());
}

/**
 * The headers that a page sees of a response that was shared with it, each name once, sorted.
 *
 * @see https://fetch.spec.whatwg.org/#concept-filtered-response-cors
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name
 */
export function corsFilteredHeaders(request: Pick<FetchRequest, 'credentials'>, headers: HeaderList): HeaderList {
  const visible = [...safelistedNames, ...exposedNames(request, headers)];
  return basicFilteredHeaders(headers.filter(([name]) => visible.includes(name.toLowerCase())));
}

/**
 * The headers that a page sees of a response of its own origin.
 *
 * @see https://fetch.spec.whatwg.org/#concept-filtered-response-basic
 */
export function basicFilteredHeaders(headers: HeaderList): HeaderList {
  return sortAndCombine(headers.filter(([name]) => !isForbiddenResponseHeader(name.toLowerCase())));
}

import type { CacheMode, CredentialsMode, RedirectMode, RequestMode } from './browser-request.js';
import type { HeaderList } from './header-list.js';

/** @see https://fetch.spec.whatwg.org/#concept-request-response-tainting */
export type ResponseTainting = 'basic' | 'cors' | 'opaque';

/**
 * A request as the standard's algorithms hand it on. It never changes: a redirect makes another one.
 *
 * @see https://fetch.spec.whatwg.org/#concept-request
 */
export interface FetchRequest {
  readonly origin: string;
  readonly method: string;
  /** The URL list, redirects included; the last is the current one. Never empty. */
  readonly urls: readonly string[];
  readonly headers: HeaderList;
  readonly body: string | undefined;
  readonly mode: RequestMode;
  readonly credentials: CredentialsMode;
  readonly cache: CacheMode;
  readonly redirect: RedirectMode;
  readonly tainting: ResponseTainting;
  readonly useCorsPreflight: boolean;
  readonly privateNetwork: boolean;
}

/** @see https://fetch.spec.whatwg.org/#concept-request-current-url */
export function currentUrl({ urls }: FetchRequest): URL {
  return new URL(urls[urls.length - 1] ?? '');
}

export function includesCredentials(request: Pick<FetchRequest, 'credentials' | 'tainting'>): boolean {
  return request.credentials === 'include' || (request.credentials === 'same-origin' && request.tainting === 'basic');
}

/**
 * The origin of an HTTP(S) URL, or any other scheme's: `URL.origin` is `null` for those, and nothing is same origin
 * with that.
 *
 * @see https://html.spec.whatwg.org/multipage/browsers.html#same-origin
 */
export function isSameOrigin(origin: string, url: URL): boolean {
  return origin !== 'null' && url.origin === origin;
}

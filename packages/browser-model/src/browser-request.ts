import type { HeaderList } from './header-list.js';

/** What a script asks of `fetch()`, and where it runs. Plain data; a field that is absent has the default of `fetch()`. */
export interface BrowserRequest {
  /** The serialized origin of the page; `null` for a sandboxed frame. */
  readonly origin: string;
  /** An absolute URL. */
  readonly url: string;
  /** As the script wrote it. */
  readonly method: string;
  /** In the order in which the script added them, a name perhaps several times; each character is one byte. */
  readonly headers: HeaderList;
  readonly mode: RequestMode;
  readonly credentials: CredentialsMode;
  readonly cache?: CacheMode | undefined;
  /** Text. It gets a `content-type` where the script set none, as in `fetch()`. */
  readonly body?: string | undefined;
  readonly redirect?: RedirectMode | undefined;
  /** The script is an XMLHttpRequest's, and listens to the upload. */
  readonly uploadListener?: boolean | undefined;
  /** The server's address is more private than the page's: a matter of the withdrawn Private Network Access drafts. */
  readonly privateNetwork?: boolean | undefined;
}

/** @see https://fetch.spec.whatwg.org/#concept-request-mode */
export type RequestMode = 'cors' | 'no-cors' | 'same-origin';

/** @see https://fetch.spec.whatwg.org/#concept-request-credentials-mode */
export type CredentialsMode = 'omit' | 'same-origin' | 'include';

/** @see https://fetch.spec.whatwg.org/#concept-request-cache-mode */
export type CacheMode = 'default' | 'no-store' | 'reload' | 'no-cache' | 'force-cache';

/** @see https://fetch.spec.whatwg.org/#concept-request-redirect-mode */
export type RedirectMode = 'follow' | 'error' | 'manual';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Without a fragment. */
  readonly url: string;
  /** Lower-case names, in no particular order. `host`, `cookie` and what HTTP needs are the sender's to add. */
  readonly headers: HeaderList;
  readonly body: string | undefined;
  /** Whether cookies and other credentials go with it. */
  readonly includesCredentials: boolean;
}

/** A response as it came over the wire; it may hold more than this. */
export interface WireResponse {
  readonly status: number;
  /** Header lines in order, names in any case, a name perhaps several times. */
  readonly headers: HeaderList;
}

/** Answers a request, at once or later. */
export type Server = (request: WireRequest) => WireResponse | PromiseLike<WireResponse>;

import type { BrowserRequest, WireRequest, WireResponse } from './browser-request.js';
import type { HeaderList } from './header-list.js';

/** Where the page of the tests is, and two foreign servers. */
export const PAGE = 'https://page.example';
export const API = 'https://api.example';
export const OTHER = 'https://other.example';

/** A GET of the page to the API, or what is said otherwise. */
export function sampleRequest(fields: Partial<BrowserRequest> = {}): BrowserRequest {
  return {
    origin: PAGE,
    url: `${API}/item`,
    method: 'GET',
    headers: [],
    mode: 'cors',
    credentials: 'same-origin',
    ...fields,
  };
}

/** A server that answers everything alike. */
export function answering(headers: HeaderList, status = 200): (request: WireRequest) => WireResponse {
  return () => ({ status, headers });
}

/** What was sent, in short: `OPTIONS https://api.example/item`. */
export function sentBy({ sent }: { readonly sent: readonly WireRequest[] }): readonly string[] {
  return sent.map(({ method, url }) => `${method} ${url}`);
}

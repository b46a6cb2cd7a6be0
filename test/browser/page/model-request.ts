import type { BrowserRequest } from '@cors-policy/conformance/browser-model';
import type { PageFetch } from './page-fetch.js';

/** A fetch of a page as the model of the browser takes it: with what `fetch()` fills in. */
export function modelRequest(origin: string, fetch: PageFetch): BrowserRequest {
  const { method = 'GET', headers = [], mode = 'cors', credentials = 'same-origin', ...others } = fetch;
  return { ...others, origin, method, headers, mode, credentials };
}

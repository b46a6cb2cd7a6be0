import { currentUrl, type FetchRequest, isSameOrigin } from './fetch-request.js';

/**
 * Whether a redirect led from one foreign origin to another, so that the server of the second cannot know on whose
 * behalf it is asked.
 *
 * The standard tells redirects within a site from others. All that CORS asks is whether there was one of either kind.
 *
 * @see https://fetch.spec.whatwg.org/#concept-request-tainted-origin
 */
function isRedirectTainted({ origin, urls }: FetchRequest): boolean {
  return urls.some((url, index) => {
    const last = urls[index - 1];
    if (last === undefined) return false;
    const lastUrl = new URL(last);
    return new URL(url).origin !== lastUrl.origin && !isSameOrigin(origin, lastUrl);
  });
}

/** @see https://fetch.spec.whatwg.org/#byte-serializing-a-request-origin */
export function serializeRequestOrigin(request: FetchRequest): string {
  return isRedirectTainted(request) ? 'null' : request.origin;
}

/**
 * The value of `Origin`; `undefined` where it is not sent.
 *
 * @see https://fetch.spec.whatwg.org/#append-a-request-origin-header
 */
export function originHeader(request: FetchRequest): string | undefined {
  const serialized = serializeRequestOrigin(request);
  // Step 3.
  if (request.tainting === 'cors') return serialized;
  // Step 4.
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (request.mode === 'cors') return serialized;
  // The referrer policy is taken to be the default one, `strict-origin-when-cross-origin`.
  const isDowngrade = request.origin.startsWith('https:') && currentUrl(request).protocol !== 'https:';
  return isDowngrade ? 'null' : serialized;
}

import type { RequestDescriptor } from '@cors-policy/core';

/** What this adapter reads of a request: that of the Fetch standard, and what frameworks and runtimes made of it. */
export interface FetchRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
}

/**
 * What a Fetch request is, for CORS. The URL is handed over as it is, since only a policy with `paths` reads it.
 *
 * `Host` is the host of the URL where the field is hidden, as it is in a `Request` that a program made
 * (https://fetch.spec.whatwg.org/#forbidden-request-header).
 */
export function describeRequest({ method, url, headers }: FetchRequest): RequestDescriptor {
  // `Headers.get` gives `null` for a field that is absent, and `evaluate` reads six fields that may be.
  const field = (name: string): string | undefined => headers.get(name) ?? undefined;
  return {
    method,
    path: url,
    headers: {
      origin: field('origin'),
      host: field('host') ?? hostOf(url),
      'sec-fetch-site': field('sec-fetch-site'),
      'access-control-request-method': field('access-control-request-method'),
      'access-control-request-headers': field('access-control-request-headers'),
      'access-control-request-private-network': field('access-control-request-private-network'),
    },
  };
}

/** The host and port of a serialized URL, which the URL parser has already put in their normal form. */
function hostOf(url: string): string | undefined {
  return /^[^:/?#]+:\/\/(?:[^/?#@]*@)?([^/?#]+)/.exec(url)?.[1];
}

import type { RequestDescriptor, RequestHeaderFields } from '@cors-policy/core';

/** What this adapter reads of a request: that of the Fetch standard, and what frameworks and runtimes made of it. */
export interface FetchRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
}

/**
 * What a Fetch request is, for CORS. Everything is asked for when it is read: most decisions need one field, and each costs.
 *
 * The URL is handed over as it is. `Host` is the host of the URL where the field is hidden, as it is in a `Request` that a
 * program made (https://fetch.spec.whatwg.org/#forbidden-request-header).
 */
export function describeRequest(request: FetchRequest): Description {
  return new Description(request);
}

export class Description implements RequestDescriptor, RequestHeaderFields {
  readonly request: FetchRequest;
  readonly #headers: FetchRequest['headers'];
  readonly origin: string | undefined;

  constructor(request: FetchRequest) {
    this.request = request;
    this.#headers = request.headers;
    this.origin = this.#field('origin');
  }

  get method(): string {
    return this.request.method;
  }

  get path(): string {
    return this.request.url;
  }

  get headers(): RequestHeaderFields {
    return this;
  }

  get host(): string | undefined {
    return this.#field('host') ?? hostOf(this.request.url);
  }

  get 'sec-fetch-site'(): string | undefined {
    return this.#field('sec-fetch-site');
  }

  get 'access-control-request-method'(): string | undefined {
    return this.#field('access-control-request-method');
  }

  get 'access-control-request-headers'(): string | undefined {
    return this.#field('access-control-request-headers');
  }

  get 'access-control-request-private-network'(): string | undefined {
    return this.#field('access-control-request-private-network');
  }

  /** `Headers.get` gives `null` for a field that is absent. */
  #field(name: string): string | undefined {
    return this.#headers.get(name) ?? undefined;
  }
}

/** The host and port of a serialized URL, which the URL parser has already put in their normal form. */
function hostOf(url: string): string | undefined {
  return /^[^:/?#]+:\/\/(?:[^/?#@]*@)?([^/?#]+)/.exec(url)?.[1];
}

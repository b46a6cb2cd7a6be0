import type { RequestDescriptor } from '@cors-policy/core';
import { freshStrings } from '../measure/fresh-strings.js';

/** A request in the words of this package: what a browser sends, so far as CORS reads it. */
export type PlainRequest =
  | { readonly kind: 'no-origin' }
  | { readonly kind: 'actual'; readonly origin: string }
  | PlainPreflight;

export interface PlainPreflight {
  readonly kind: 'preflight';
  readonly origin: string;
  readonly method: string;
  /** As `Access-Control-Request-Headers` has them; absent where only the method asks for it. */
  readonly headers?: string;
}

const HOST = 'api.example.com';

/** Makes descriptors of the same requests again and again, each time with values that nothing has looked at. */
export function freshRequests(requests: readonly PlainRequest[]): () => RequestDescriptor[] {
  const strings = freshStrings(requests.flatMap(valuesOf));
  return () => {
    const values = strings.take();
    let place = 0;
    const next = (): string => values[place++] ?? '';
    return requests.map((request) => describe(request, next));
  };
}

function valuesOf(request: PlainRequest): string[] {
  switch (request.kind) {
    case 'no-origin':
      return [HOST];
    case 'actual':
      return [HOST, request.origin, 'cross-site'];
    case 'preflight': {
      const values = [HOST, request.origin, 'cross-site', request.method];
      return request.headers === undefined ? values : [...values, request.headers];
    }
  }
}

/** @param next gives one value after the other, in the order of `valuesOf` */
function describe(request: PlainRequest, next: () => string): RequestDescriptor {
  switch (request.kind) {
    case 'no-origin':
      return { method: 'GET', path: '/items', headers: { host: next() } };
    case 'actual':
      return { method: 'GET', path: '/items', headers: { host: next(), origin: next(), 'sec-fetch-site': next() } };
    case 'preflight':
      return { method: 'OPTIONS', path: '/items', headers: preflightFields(request, next) };
  }
}

function preflightFields({ headers }: PlainPreflight, next: () => string): RequestDescriptor['headers'] {
  if (headers === undefined) {
    return {
      host: next(),
      origin: next(),
      'sec-fetch-site': next(),
      'access-control-request-method': next(),
    };
  }
  return {
    host: next(),
    origin: next(),
    'sec-fetch-site': next(),
    'access-control-request-method': next(),
    'access-control-request-headers': next(),
  };
}

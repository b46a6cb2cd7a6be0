import type { RequestDescriptor, RequestHeaderFields } from '@cors-policy/core';

/** What this adapter reads of a request: that of `node:http`, `node:https`, `node:http2`, and what frameworks made of it. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** The request target as it arrived: Connect, Express and Polka cut the mount path off `url`. */
  readonly originalUrl?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What a request of Node is, for CORS. The headers are handed over as they are: `evaluate` reads six of them. */
export function describeRequest(request: NodeRequest): RequestDescriptor {
  return {
    method: request.method ?? '',
    path: request.originalUrl ?? request.url,
    headers: describeHeaders(request.headers),
  };
}

/**
 * HTTP/2 has the host in `:authority`, which stands for `Host`, and goes before it where both arrive: RFC 9113 §8.3.1,
 * "The recipient of an HTTP/2 request MUST NOT use the Host header field to determine the target URI if ":authority" is
 * present". HTTP/1.1 knows no such name: a colon is no token character, so nobody can send one.
 */
function describeHeaders(headers: NodeRequest['headers']): RequestHeaderFields {
  const authority = headers[':authority'];
  // Node joins the lines of each of the six fields into one string; only `set-cookie` is ever an array. Were one no
  // string all the same, `evaluate` is total and takes it for malformed.
  const fields = headers as RequestHeaderFields;
  if (authority === undefined) return fields;
  return {
    origin: fields.origin,
    host: String(authority),
    'sec-fetch-site': fields['sec-fetch-site'],
    'access-control-request-method': fields['access-control-request-method'],
    'access-control-request-headers': fields['access-control-request-headers'],
    'access-control-request-private-network': fields['access-control-request-private-network'],
  };
}

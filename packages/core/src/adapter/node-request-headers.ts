import type { RequestHeaderFields } from '../request-descriptor.js';

/** The headers of a request of Node, as `node:http` and `node:http2` give them. */
export type NodeRequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/**
 * HTTP/2 has the host in `:authority`, which stands for `Host`, and goes before it where both arrive: RFC 9113 §8.3.1,
 * "The recipient of an HTTP/2 request MUST NOT use the Host header field to determine the target URI if ":authority" is
 * present". HTTP/1.1 knows no such name: a colon is no token character, so nobody can send one.
 */
export function describeNodeHeaders(headers: NodeRequestHeaders): RequestHeaderFields {
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

/**
 * The request header fields that CORS reads. The names are lower-case, so Node's `req.headers` can be handed
 * over as it is. A field that arrived on several lines is one value joined by `, `, as every HTTP library joins it.
 */
export interface RequestHeaderFields {
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
  readonly 'sec-fetch-site'?: string | undefined;
  readonly 'access-control-request-method'?: string | undefined;
  readonly 'access-control-request-headers'?: string | undefined;
  readonly 'access-control-request-private-network'?: string | undefined;
}

/**
 * What `evaluate` needs to know of a request, and all that it may know.
 *
 * Any value is tolerated at run time: a field that is not a string is treated as malformed, `null` as absent.
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export interface RequestDescriptor {
  /** The request method as received, case kept. */
  readonly method: string;
  /**
   * The URL's pathname, or a request target (`/a?b`, `http://host/a?b`), of which the query is cut.
   * Needed where a rule of the policy has `paths`; otherwise it is not read.
   */
  readonly path?: string | undefined;
  readonly headers: RequestHeaderFields;
  /**
   * The answer of a check outside the policy (a database, a tenant table). Absent: there is no such check, which
   * is not the same as `false`: with a check, `Vary` holds `Origin` whatever the policy says.
   */
  readonly granted?: boolean | 'failed' | undefined;
}

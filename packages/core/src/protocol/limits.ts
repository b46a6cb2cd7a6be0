/**
 * Budgets of everything that a request's bytes can drive. Past a budget the answer is a refusal, never more work.
 */

/** Longest scheme of an origin. No registered scheme comes near (longest in the IANA registry: 36). */
export const MAX_SCHEME_LENGTH = 64;

/** Longest host name: RFC 1035 §2.3.4, 255 octets on the wire, which is 253 characters of text. */
export const MAX_HOST_LENGTH = 253;

/** Longest label of a host name: RFC 1035 §2.3.4. */
export const MAX_LABEL_LENGTH = 63;

/** Longest port as digits: 65535. */
export const MAX_PORT_DIGITS = 5;

/** Longest serialized origin: scheme, `://`, host, `:`, port. */
export const MAX_ORIGIN_LENGTH: number = MAX_SCHEME_LENGTH + 3 + MAX_HOST_LENGTH + 1 + MAX_PORT_DIGITS;

/** Longest `Access-Control-Request-Method`. The longest registered method (UPDATEREDIRECTREF) has 17 characters. */
export const MAX_REQUEST_METHOD_LENGTH = 64;

/** Longest `Access-Control-Request-Headers`: a hundred names of forty characters. */
export const MAX_REQUEST_HEADERS_LENGTH = 4096;

/** Longest path that is looked at: all that a default Node server lets in for a whole header block (`--max-http-header-size`). */
export const MAX_PATH_LENGTH = 16_384;

import {
  MAX_HOST_LENGTH,
  MAX_LABEL_LENGTH,
  MAX_ORIGIN_LENGTH,
  MAX_PORT_DIGITS,
  MAX_SCHEME_LENGTH,
} from '../protocol/limits.js';
import { isIPv4, isIPv6, isNumericLabel } from './ip-address.js';

/** The origin of a document that has none: https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin */
export const OPAQUE_ORIGIN = 'null';

/** What some browsers send for a page opened from a file. No other `file:` value is an origin. */
export const FILE_ORIGIN = 'file://';

/**
 * A serialized origin taken apart. `host` of an IPv6 address has its brackets; `port` is `''` where none is written.
 */
export interface Origin {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
}

/**
 * Parses the value of an `Origin` field in the one form that browsers serialize:
 *
 *     origin = scheme "://" host [ ":" port ]
 *     scheme = lower-alpha *63( lower-alpha / DIGIT / "+" / "-" / "." )
 *     host   = domain / IPv4 / "[" IPv6 "]"
 *     domain = label *( "." label )                  ; at most 253 characters, the last label not numeric
 *     label  = 1*63( lower-alpha / DIGIT / "-" / "_" )
 *     port   = 1-65535 without leading zeros, never the scheme's default
 *
 * Anything else is malformed and gives `undefined`: a list, a path, user information, upper case, a trailing dot.
 * `null` and `file://` are no such origins: they are matched by their literals, before this is asked.
 *
 * Work is bounded by `MAX_ORIGIN_LENGTH`, whatever the length of the value.
 *
 * @see https://fetch.spec.whatwg.org/#origin-header
 * @see https://url.spec.whatwg.org/#host-serializing
 */
export function parseOrigin(value: string): Origin | undefined {
  if (value.length > MAX_ORIGIN_LENGTH) return undefined;
  const schemeEnd = value.indexOf('://');
  if (schemeEnd < 1 || !isScheme(value, schemeEnd)) return undefined;
  const hostStart = schemeEnd + 3;
  const hostEnd = endOfHost(value, hostStart);
  const scheme = value.slice(0, schemeEnd);
  const host = value.slice(hostStart, hostEnd);
  if (scheme === 'file' || !isHost(host)) return undefined;
  if (hostEnd === value.length) return { scheme, host, port: '' };
  const port = value.slice(hostEnd + 1);
  return isPort(port) && port !== defaultPort(scheme) ? { scheme, host, port } : undefined;
}

/** Whether the value is an origin as browsers serialize it. False for `null`, true for `file://`, which is one in its own way. */
export function isWellFormedOrigin(value: string): boolean {
  return value === FILE_ORIGIN || parseOrigin(value) !== undefined;
}

/** The port that is never written: https://url.spec.whatwg.org/#default-port, for the schemes that carry CORS. */
export function defaultPort(scheme: string): string | undefined {
  return scheme === 'https' ? '443' : scheme === 'http' ? '80' : undefined;
}

/** Whether a port is written as a serialized origin writes it. Port 0 is none that a page can come from. */
export function isPort(text: string): boolean {
  return text.length <= MAX_PORT_DIGITS && /^[1-9][0-9]*$/.test(text) && Number(text) <= 65535;
}

/** Whether a host is in its normal form: a domain, an IPv4 address, or an IPv6 address in brackets. */
export function isHost(host: string): boolean {
  return host.startsWith('[') ? host.endsWith(']') && isIPv6(host.slice(1, -1)) : isDomain(host) || isIPv4(host);
}

/**
 * Whether a host is a domain in its normal form. A host whose last label is a number is an address or nothing.
 * @see https://url.spec.whatwg.org/#ends-in-a-number-checker
 */
function isDomain(host: string): boolean {
  if (host.length === 0 || host.length > MAX_HOST_LENGTH) return false;
  let labelStart = 0;
  for (let index = 0; index <= host.length; index++) {
    const code = host.charCodeAt(index);
    if (index === host.length || code === DOT) {
      const length = index - labelStart;
      if (length === 0 || length > MAX_LABEL_LENGTH) return false;
      if (index < host.length) labelStart = index + 1;
    } else if (!isLabelChar(code)) return false;
  }
  return !isNumericLabel(host.slice(labelStart));
}

/** Whether the text could stand inside a label: one or more of `a-z 0-9 - _`. */
export function isLabelText(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (!isLabelChar(text.charCodeAt(index))) return false;
  }
  return text.length > 0;
}

const DOT = 0x2e;
const DASH = 0x2d;
const PLUS = 0x2b;
const UNDERSCORE = 0x5f;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;

function isLabelChar(code: number): boolean {
  return isLowerAlpha(code) || isDigit(code) || code === DASH || code === UNDERSCORE;
}

function isLowerAlpha(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** RFC 3986 §3.1, in its normal form. */
function isScheme(value: string, end: number): boolean {
  if (end > MAX_SCHEME_LENGTH || !isLowerAlpha(value.charCodeAt(0))) return false;
  for (let index = 1; index < end; index++) {
    const code = value.charCodeAt(index);
    if (!isLowerAlpha(code) && !isDigit(code) && code !== PLUS && code !== DASH && code !== DOT) return false;
  }
  return true;
}

/** The index of the colon in front of the port, or the length of the value. */
function endOfHost(value: string, start: number): number {
  let index = start;
  if (value.charCodeAt(start) === OPEN_BRACKET) {
    const close = value.indexOf(']', start);
    if (close < 0) return value.length;
    index = close + 1;
    // What follows the bracket is a port or makes the host malformed.
    return value.charCodeAt(index) === COLON ? index : value.length;
  }
  while (index < value.length && value.charCodeAt(index) !== COLON) index++;
  return index;
}

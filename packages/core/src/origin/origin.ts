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

/** What `scanOrigin` gives for a value that is no origin. */
export const MALFORMED_ORIGIN = -1;

/** Where the host of a scanned origin starts. */
export function hostStartOf(scan: number): number {
  return scan >> HOST_END_BITS;
}

/** Where it ends: the length of the value, or the place of the colon in front of the port. */
export function hostEndOf(scan: number): number {
  return scan & HOST_END_MASK;
}

// A place in an origin is at most `MAX_ORIGIN_LENGTH`, which takes nine bits.
const HOST_END_BITS = 9;
const HOST_END_MASK: number = (1 << HOST_END_BITS) - 1;

/**
 * Scans the value of an `Origin` field, which is well-formed in the one form that browsers serialize:
 *
 *     origin = scheme "://" host [ ":" port ]
 *     scheme = lower-alpha *63( lower-alpha / DIGIT / "+" / "-" / "." )
 *     host   = domain / IPv4 / "[" IPv6 "]"
 *     domain = label *( "." label )                  ; at most 253 characters, the last label not numeric
 *     label  = 1*63( lower-alpha / DIGIT / "-" / "_" )
 *     port   = 1-65535 without leading zeros, never the scheme's default
 *
 * Anything else is malformed: a list, a path, user information, upper case, a trailing dot. `null` and `file://` are no
 * such origins: they are matched by their literals, before this is asked.
 *
 * One pass over at most `MAX_ORIGIN_LENGTH` characters, whatever the length of the value; a domain makes no object and
 * no string.
 *
 * @returns where the host stands, as one number for `hostStartOf` and `hostEndOf`; or `MALFORMED_ORIGIN`
 * @see https://fetch.spec.whatwg.org/#origin-header
 * @see https://url.spec.whatwg.org/#host-serializing
 */
export function scanOrigin(value: string): number {
  if (value.length > MAX_ORIGIN_LENGTH) return MALFORMED_ORIGIN;
  if (!isCommonOrigin(value)) return scanWholeOrigin(value);
  const hostStart = value.charCodeAt('http'.length) === COLON ? HTTP.length : HTTP.length + 1;
  return (hostStart << HOST_END_BITS) | value.length;
}

/**
 * Whether this is a domain on the web without a port, as nearly all origins are. No label of so short a value can be too
 * long, and no number ends in such a letter. The platform's matcher is faster than a loop here.
 */
function isCommonOrigin(value: string): boolean {
  return isShortName(value) && COMMON_ORIGIN.test(value);
}

function isShortName(value: string): boolean {
  const { length } = value;
  return length <= HTTP.length + MAX_LABEL_LENGTH && isLetterOfNoNumber(value.charCodeAt(length - 1));
}

const HTTP = 'http://';
const COMMON_ORIGIN = /^https?:\/\/[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;

/** A common origin without two hyphens in a row, by which an internationalized label is known. */
const PLAIN_ORIGIN = /^https?:\/\/[a-z0-9_]+(?:[.-][a-z0-9_]+)*$/;

/** `g` to `z`, and not `x`: a number in a host is decimal, hexadecimal or a bare `0x`. */
function isLetterOfNoNumber(code: number): boolean {
  return code >= 0x67 && code <= 0x7a && code !== 0x78;
}

function scanWholeOrigin(value: string): number {
  const hostStart = endOfScheme(value) + 3;
  if (hostStart < 3) return MALFORMED_ORIGIN;
  const hostEnd =
    value.charCodeAt(hostStart) === OPEN_BRACKET ? endOfIPv6(value, hostStart) : endOfName(value, hostStart);
  if (hostEnd < 0 || isFileScheme(value, hostStart)) return MALFORMED_ORIGIN;
  if (hostEnd < value.length && !isWrittenPort(value, hostStart, hostEnd)) return MALFORMED_ORIGIN;
  return (hostStart << HOST_END_BITS) | hostEnd;
}

/** The place of the `://` behind a scheme; -1 where there is none. */
function endOfScheme(value: string): number {
  let index = 0;
  while (isSchemeChar(value.charCodeAt(index))) index++;
  if (index > MAX_SCHEME_LENGTH || !isLowerAlpha(value.charCodeAt(0))) return -1;
  const isDelimited =
    value.charCodeAt(index) === COLON && value.charCodeAt(index + 1) === SLASH && value.charCodeAt(index + 2) === SLASH;
  return isDelimited ? index : -1;
}

/** The end of a domain or an IPv4 address; -1 where it is neither. */
function endOfName(value: string, start: number): number {
  let labelStart = start;
  let index = start;
  for (; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (isLabelChar(code)) continue;
    if (code !== DOT) break;
    if (index === labelStart || index - labelStart > MAX_LABEL_LENGTH) return -1;
    labelStart = index + 1;
  }
  if (index === labelStart || index - labelStart > MAX_LABEL_LENGTH || index - start > MAX_HOST_LENGTH) return -1;
  // A host whose last label is a number is an address or nothing: https://url.spec.whatwg.org/#ends-in-a-number-checker
  if (!isDigit(value.charCodeAt(labelStart)) || !isNumericLabel(value.slice(labelStart, index))) return index;
  return isIPv4(value.slice(start, index)) ? index : -1;
}

/** The end of an IPv6 address in brackets; -1 where it is none. */
function endOfIPv6(value: string, start: number): number {
  const close = value.indexOf(']', start);
  return close >= 0 && isIPv6(value.slice(start + 1, close)) ? close + 1 : -1;
}

/** Whether what stands behind the host is a colon and a port that is not the scheme's default. */
function isWrittenPort(value: string, hostStart: number, hostEnd: number): boolean {
  if (value.charCodeAt(hostEnd) !== COLON) return false;
  const port = value.slice(hostEnd + 1);
  return isPort(port) && port !== defaultPort(value.slice(0, hostStart - 3));
}

function isFileScheme(value: string, hostStart: number): boolean {
  return hostStart === FILE_ORIGIN.length && value.startsWith(FILE_ORIGIN);
}

/** Takes an origin apart; `undefined` for what `scanOrigin` calls malformed. */
export function parseOrigin(value: string): Origin | undefined {
  const scan = scanOrigin(value);
  if (scan === MALFORMED_ORIGIN) return undefined;
  const hostStart = hostStartOf(scan);
  const hostEnd = hostEndOf(scan);
  return {
    scheme: value.slice(0, hostStart - 3),
    host: value.slice(hostStart, hostEnd),
    port: value.slice(hostEnd + 1),
  };
}

/** Whether the value is an origin as browsers serialize it. False for `null`, true for `file://`, which is one in its own way. */
export function isWellFormedOrigin(value: string): boolean {
  return scanOrigin(value) !== MALFORMED_ORIGIN || value === FILE_ORIGIN;
}

/**
 * Whether a text, as it stands in a config, is an origin in its normal form for which no more is to be looked up: no
 * address in brackets, no internationalized label.
 */
export function isPlainOrigin(text: string): boolean {
  if (isShortName(text) && PLAIN_ORIGIN.test(text)) return true;
  const scan = scanOrigin(text);
  return scan !== MALFORMED_ORIGIN && text.charCodeAt(hostStartOf(scan)) !== OPEN_BRACKET && !text.includes('xn--');
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
  return host !== '' && (host.startsWith('[') ? endOfIPv6(host, 0) : endOfName(host, 0)) === host.length;
}

/** Whether the text could stand inside a label: one or more of `a-z 0-9 - _`. */
export function isLabelText(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (!isLabelChar(text.charCodeAt(index))) return false;
  }
  return text.length > 0;
}

const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;

/** What an ASCII character can stand in. A table, because every character of every denied origin is asked about. */
const LABEL = 1;
const SCHEME = 2;
const places: Uint8Array = /* @__PURE__ */ compilePlaces();

function compilePlaces(): Uint8Array {
  const table = new Uint8Array(128);
  const add = (chars: string, place: number): void => {
    for (let index = 0; index < chars.length; index++) {
      const code = chars.charCodeAt(index);
      table[code] = (table[code] ?? 0) | place;
    }
  };
  add('abcdefghijklmnopqrstuvwxyz0123456789-', LABEL | SCHEME);
  add('_', LABEL);
  add('+.', SCHEME);
  return table;
}

function isLabelChar(code: number): boolean {
  return code < 128 && ((places[code] ?? 0) & LABEL) !== 0;
}

/** RFC 3986 §3.1, in its normal form. */
function isSchemeChar(code: number): boolean {
  return code < 128 && ((places[code] ?? 0) & SCHEME) !== 0;
}

function isLowerAlpha(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

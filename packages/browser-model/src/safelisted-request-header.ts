import type { Quirks } from './browser.js';
import { type Header, type HeaderList, toSortedLowercaseSet } from './header-list.js';
import { essenceOf } from './mime-type.js';
import { parseSingleRange } from './range.js';

/** The longest value that is safelisted, in bytes. */
const VALUE_LIMIT = 128;
/** The most that all safelisted values may be together, in bytes. */
const TOTAL_LIMIT = 1024;

/**
 * Whether a header may be sent without asking.
 *
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
export function isSafelistedRequestHeader([name, value]: Header, quirks: Quirks): boolean {
  // Step 1.
  if (value.length > VALUE_LIMIT) return false;
  // Step 2.
  const lowerCaseName = name.toLowerCase();
  switch (lowerCaseName) {
    case 'accept':
      return !hasUnsafeByte(value, quirks);
    case 'accept-language':
    case 'content-language':
      return /^[0-9A-Za-z *,\-.;=]*$/.test(value);
    case 'content-type':
      return !hasUnsafeByte(value, quirks) && isFormType(essenceOf(value));
    case 'range':
      return isSafelistedRange(value, quirks);
    default:
      return quirks.safelistsClientHints && isClientHint(lowerCaseName, value);
  }
}

/** What a form could have sent. */
function isFormType(essence: string | undefined): boolean {
  return (
    essence === 'application/x-www-form-urlencoded' || essence === 'multipart/form-data' || essence === 'text/plain'
  );
}

/** Browsers have never sent `bytes=-500` by themselves. */
function isSafelistedRange(value: string, { largestRangeNumber: largest }: Quirks): boolean {
  const range = parseSingleRange(value);
  if (range?.start === undefined) return false;
  return largest === undefined || (range.start <= largest && (range.end ?? 0n) <= largest);
}

/** @see https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte */
function hasUnsafeByte(value: string, { nonAsciiIsUnsafe }: Quirks): boolean {
  return /[\x00-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/.test(value) || (nonAsciiIsUnsafe && /[\x80-\xff]/.test(value));
}

/** What the value of each hint looks like; measured in Chromium 156. */
const clientHints: Readonly<Record<string, RegExp>> = {
  'device-memory': /^[0-9.]+$/,
  downlink: /^[0-9.]+$/,
  dpr: /^[0-9.]+$/,
  ect: /^(?:slow-2g|2g|3g|4g)$/,
  rtt: /^[0-9]+$/,
  'save-data': /^on$/i,
  'viewport-width': /^[0-9]+$/,
  width: /^[0-9]+$/,
};

function isClientHint(name: string, value: string): boolean {
  return Object.hasOwn(clientHints, name) && (clientHints[name]?.test(value) ?? false);
}

/**
 * The names of the headers that have to be asked for, lower-cased, sorted, each once.
 *
 * @see https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
 */
export function unsafeRequestHeaderNames(headers: HeaderList, quirks: Quirks): readonly string[] {
  return toSortedLowercaseSet(unsafeHeaders(headers, quirks).map(([name]) => name));
}

/** Steps 1 to 5 of it. */
export function unsafeHeaders(headers: HeaderList, quirks: Quirks): HeaderList {
  const isSafelisted = (header: Header): boolean => isSafelistedRequestHeader(header, quirks);
  const unsafe = headers.filter((header) => !isSafelisted(header));
  const potentiallyUnsafe = headers.filter(isSafelisted);
  if (quirks.hasNoTotalLimit) return unsafe;
  const safelistValueSize = potentiallyUnsafe.reduce((size, [, value]) => size + value.length, 0);
  return safelistValueSize > TOTAL_LIMIT ? [...unsafe, ...potentiallyUnsafe] : unsafe;
}

/** @see https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header */
export function isNoCorsSafelistedRequestHeader(header: Header, quirks: Quirks): boolean {
  const names = ['accept', 'accept-language', 'content-language', 'content-type'];
  return names.includes(header[0].toLowerCase()) && isSafelistedRequestHeader(header, quirks);
}

/** @see https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name */
export function isNonWildcardName(name: string, { wildcardCoversAuthorization }: Quirks): boolean {
  return !wildcardCoversAuthorization && name.toLowerCase() === 'authorization';
}

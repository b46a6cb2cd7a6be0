import type { RequestDescriptor } from '@cors-policy/core';

/** Makes a text of about so many characters. */
type Grow = (size: number) => string;

const repeat =
  (text: string, before = '', after = ''): Grow =>
  (size) =>
    before + text.repeat(Math.max(1, Math.floor(size / text.length))) + after;

/**
 * Three texts of one length that begin and end alike: to a memory of what came lately, each is where the one before it was.
 */
export function threeAlike(text: string): readonly string[] {
  const middle = text.length >> 1;
  return [0, 1, 2].map((step) => text.slice(0, middle) + changed(text.charAt(middle), step) + text.slice(middle + 1));
}

const BETWEEN_MEMBERS = ', \t';

/** A character of the same kind, so far as there is one. */
function changed(char: string, step: number): string {
  const place = BETWEEN_MEMBERS.indexOf(char);
  if (place >= 0) return BETWEEN_MEMBERS.charAt((place + step) % BETWEEN_MEMBERS.length);
  return String.fromCharCode(char.charCodeAt(0) + step);
}

export const hostileOrigins: Readonly<Record<string, Grow>> = {
  'one label': repeat('a', 'https://'),
  'many dots': repeat('.', 'https://'),
  'many labels': repeat('a.', 'https://', 'test'),
  'many labels below a known domain': repeat('a.', 'https://', 'example.com'),
  'labels like a pattern': repeat('pr-', 'https://', '.preview.example.com'),
  'long scheme': repeat('a', '', '://example.com'),
  'many schemes': repeat('https://'),
  'open brackets': repeat('[', 'https://'),
  'colons in brackets': repeat(':', 'https://[', ']'),
  'pieces in brackets': repeat('1:', 'https://[', ':]'),
  'long port': repeat('1', 'https://example.com:'),
  'digits and dots': repeat('1.', 'https://', '1'),
  'many origins': repeat('https://example.com, '),
  commas: repeat(','),
  spaces: repeat(' ', 'https://', 'example.com'),
  'non-ASCII': repeat('é', 'https://'),
};

export const hostileHeaderLists: Readonly<Record<string, Grow>> = {
  commas: repeat(','),
  spaces: repeat(' '),
  'spaces before a comma': repeat(' ', 'a', ','),
  'spaces inside': repeat(' ', 'a', 'a'),
  tabs: repeat('\t', '', ','),
  'commas and spaces': repeat(' , '),
  names: repeat('x-a,'),
  'short names': repeat('a,'),
  'one name': repeat('x'),
  'unknown name at the end': repeat('x-a, ', '', 'x-unknown'),
  'malformed at the end': repeat('x-a,', '', '\0'),
};

export const hostilePaths: Readonly<Record<string, Grow>> = {
  'many segments': repeat('/a'),
  'known segments': repeat('/deep'),
  slashes: repeat('/'),
  'up and up': repeat('/..'),
  'down and up': repeat('/a/..'),
  'encoded dots': repeat('/%2e%2E'),
  'dots in a segment': repeat('.', '/'),
  'escaped letters': repeat('%61', '/'),
  'escapes that stay': repeat('%25', '/'),
  'broken escapes': repeat('%', '/'),
  'non-ASCII': repeat('é', '/'),
  'lone surrogates': repeat('\ud800', '/'),
  backslashes: repeat('\\', '/'),
  'long query': repeat('?a#', '/'),
  'long authority': repeat('a', 'http://', '/'),
  'schemes without end': repeat('http://'),
  'upper case': repeat('/DEEP'),
};

const origin = 'https://example.com';

export function originRequest(value: string): RequestDescriptor {
  return { method: 'POST', path: '/deep', headers: { origin: value, host: 'api.test' } };
}

export function headersRequest(value: string): RequestDescriptor {
  return {
    method: 'OPTIONS',
    path: '/deep',
    headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': value },
  };
}

export function methodRequest(value: string): RequestDescriptor {
  return { method: 'OPTIONS', path: '/deep', headers: { origin, 'access-control-request-method': value } };
}

export function hostRequest(value: string): RequestDescriptor {
  return { method: 'POST', path: '/deep', headers: { origin: 'https://other.test', host: value } };
}

export function fetchSiteRequest(value: string): RequestDescriptor {
  return { method: 'POST', path: '/deep', headers: { origin: 'https://other.test', 'sec-fetch-site': value } };
}

export function pathRequest(value: string): RequestDescriptor {
  return { method: 'GET', path: value, headers: { origin } };
}

import { describe, expect, it } from 'vitest';
import { chromium, firefox, standard } from './browser.js';
import { isSafelistedRequestHeader, unsafeRequestHeaderNames } from './safelisted-request-header.js';

const { quirks } = standard;
const digits = (count: number): string => '0123456789'.repeat(Math.ceil(count / 10)).slice(0, count);

/**
 * Values that web-platform-tests send, and whether a preflight is to be seen.
 *
 * @see https://github.com/web-platform-tests/wpt/blob/master/cors/cors-safelisted-request-header.any.js
 * @see https://github.com/web-platform-tests/wpt/blob/master/fetch/api/cors/resources/not-cors-safelisted.json
 * @see https://github.com/web-platform-tests/wpt/blob/master/fetch/api/cors/cors-no-preflight.any.js
 */
const safe: readonly (readonly [name: string, value: string])[] = [
  ['Accept', '*/*'],
  ['accept', 'test'],
  ['Accept-Language', 'fr'],
  ['accept-language', 'nn-NO, nn;q=0.9, *'],
  ['Content-Language', 'fr'],
  ['content-type', 'application/x-www-form-urlencoded'],
  ['content-type', 'multipart/form-data'],
  ['Content-Type', 'text/plain'],
  ['content-type', 'text/plain;charset=utf-8'],
  ['content-type', 'Text/Plain;charset=utf-8'],
  ['content-type', 'text/plain;'],
  ['content-type', 'text/plain;garbage'],
  ['content-type', 'text/plain ;charset=utf-8'],
  ['content-type', ' \ttext/plain'],
  ['range', 'bytes=100-200'],
  ['range', 'bytes=200-'],
  ['Range', 'bytes=0-0'],
];

const unsafe: readonly (readonly [name: string, value: string])[] = [
  ['accept', '"'],
  ['accept', digits(129)],
  ['accept-language', '\u0001'],
  ['accept-language', '@'],
  ['accept-language', 'é'],
  ['authorization', 'basics'],
  ['content-language', '\u0001'],
  ['content-language', '@'],
  ['content-type', 'text/html'],
  ['content-type', `text/plain; long=${digits(112)}`],
  ['content-type', 'application/json'],
  ['content-type', 'text /plain'],
  ['content-type', 'text\t/\tplain'],
  ['content-type', 'text/ plain'],
  ['content-type', 'text/plain;garbage\u0001\u0002'],
  ['content-type', 'text/plain,'],
  ['content-type', ',text/plain'],
  ['content-type', 'text/plain,text/plain'],
  ['content-type', 'text/plain,x/x'],
  ['content-type', 'text/plain\u000b'],
  ['content-type', 'text/plain\u000c'],
  ['content-type', 'application/www-form-urlencoded'],
  ['content-type', 'application/x-www-form-urlencoded;\u007f'],
  ['content-type', 'multipart/form-data;"'],
  ['content-type', 'text'],
  ['content-type', ''],
  ['range', '100-200'],
  ['range', 'MB=100-200'],
  ['range', 'Bytes=100-200'],
  ['range', 'bytes =100-200'],
  ['range', 'bytes\t=100-200'],
  ['range', 'bytes=  100-200'],
  ['range', 'bytes=\t\t100-200'],
  ['range', 'bytes=100 -200'],
  ['range', 'bytes=100- 200'],
  ['range', 'bytes=100-\t200'],
  ['range', 'bytes=100-200hello'],
  ['range', 'bytes=abc-def'],
  ['range', 'bytes=100-200,300-400'],
  ['range', 'bytes=-200'],
  ['range', 'bytes=-'],
  ['range', 'bytes=200-100'],
  ['range', `bytes=1${'0'.repeat(60)}-2${'0'.repeat(60)}`],
  ['range', 'bytes 0-'],
  ['range', ',bytes=100-200'],
  ['range', 'bytes=,100-200'],
  ['test', 'hi'],
  ['dpr', '2'],
  // Proposed for the safelist, and not in it: https://github.com/whatwg/fetch/pull/1788
  ['last-event-id', '1'],
];

describe('a request header', () => {
  it.each(safe)('%s: %j may be sent without asking', (name, value) => {
    expect(isSafelistedRequestHeader([name, value], quirks)).toBe(true);
  });

  it.each(unsafe)('%s: %j has to be asked for', (name, value) => {
    expect(isSafelistedRequestHeader([name, value], quirks)).toBe(false);
  });

  it.each([...'"():<>?@[\\]{}'.split(''), '\u007f', '\u0000', '\u000b', '\u001f'])(
    'has to be asked for where Accept holds the byte %j, and one where it holds a tab does not',
    (byte) => {
      expect(isSafelistedRequestHeader(['accept', `a${byte}b`], quirks)).toBe(false);
      expect(isSafelistedRequestHeader(['accept', 'a\tb'], quirks)).toBe(true);
    },
  );

  it('may be 128 bytes long, and no longer', () => {
    expect(isSafelistedRequestHeader(['accept', digits(128)], quirks)).toBe(true);
    expect(isSafelistedRequestHeader(['accept', digits(129)], quirks)).toBe(false);
  });
});

describe('the names that have to be asked for', () => {
  it('are lower-case, sorted, and each there once', () => {
    const headers = [
      ['X-B', '1'],
      ['x-a', '1'],
      ['x-b', '2'],
      ['accept', '*/*'],
      ['Authorization', 'x'],
    ] as const;
    expect(unsafeRequestHeaderNames(headers, quirks)).toEqual(['authorization', 'x-a', 'x-b']);
  });

  it('are all of them where the safelisted values are more than 1024 bytes together', () => {
    const eight = Array.from({ length: 8 }, () => ['accept', digits(128)] as const);
    expect(unsafeRequestHeaderNames([...eight, ['x-a', digits(500)]], quirks)).toEqual(['x-a']);
    expect(unsafeRequestHeaderNames([...eight, ['accept-language', 'n']], quirks)).toEqual([
      'accept',
      'accept-language',
    ]);
  });

  it('hold the name of a header that is safe once and unsafe another time', () => {
    const headers = [
      ['content-type', 'application/json'],
      ['content-type', 'text/plain'],
    ] as const;
    expect(unsafeRequestHeaderNames(headers, quirks)).toEqual(['content-type']);
  });
});

describe('where a browser asks for other headers than the standard', () => {
  it('Chromium sends client hints without asking', () => {
    expect(isSafelistedRequestHeader(['dpr', '2'], chromium.quirks)).toBe(true);
    expect(isSafelistedRequestHeader(['save-data', 'on'], chromium.quirks)).toBe(true);
    expect(isSafelistedRequestHeader(['save-data', 'off'], chromium.quirks)).toBe(false);
  });

  it('Firefox asks for an Accept and a Content-Type that are not ASCII', () => {
    for (const header of [
      ['accept', 'é'],
      ['content-type', 'text/plain;é'],
    ] as const) {
      expect(isSafelistedRequestHeader(header, quirks)).toBe(true);
      expect(isSafelistedRequestHeader(header, firefox.quirks)).toBe(false);
    }
  });

  it('all ask for a Range with numbers that no 64 bits hold', () => {
    const huge = ['range', `bytes=${10n ** 30n}-`] as const;
    expect(isSafelistedRequestHeader(huge, quirks)).toBe(true);
    expect(isSafelistedRequestHeader(huge, chromium.quirks)).toBe(false);
  });
});

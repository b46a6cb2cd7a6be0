import { describe, expect, it } from 'vitest';
import { browse } from './browse.js';
import type { HeaderList } from './header-list.js';
import { answering, OTHER, PAGE, sampleRequest } from './sample-exchange.js';

const reads = (headers: HeaderList, credentials: 'omit' | 'include' = 'omit', origin = PAGE): boolean =>
  browse(sampleRequest({ origin, credentials }), answering(headers)).readable;

const ALLOW_ORIGIN = 'Access-Control-Allow-Origin';
const ALLOW_CREDENTIALS = 'access-control-allow-credentials';

/** @see https://github.com/web-platform-tests/wpt/blob/master/cors/origin.htm */
describe('Access-Control-Allow-Origin lets a page read', () => {
  it.each(['*', ' *  ', '\t*', PAGE, ` ${PAGE}`, ` ${PAGE}   \t `])('where it is %j', (value) => {
    expect(reads([[ALLOW_ORIGIN, value]])).toBe(true);
  });

  it.each([
    OTHER,
    '//page.example',
    '://page.example',
    'ftp://page.example',
    'https:/page.example',
    'page.example',
    `${PAGE}?`,
    `${PAGE}/`,
    `${PAGE} /`,
    `${PAGE}#`,
    `${PAGE}%23`,
    `${PAGE}:443`,
    `${PAGE}, *`,
    `${PAGE}\0`,
    PAGE.toUpperCase(),
    'HTTPS://page.example',
    '-',
    '**',
    '\0*',
    "'*'",
    '"*"',
    '* *',
    '* null',
    `* ${PAGE}`,
    `null ${PAGE}`,
    'null',
    '',
    `${PAGE}/item`,
    'https://*.example',
    `${PAGE}\u00a0`,
  ])('and not where it is %j', (value) => {
    expect(reads([[ALLOW_ORIGIN, value]])).toBe(false);
  });

  it.each([
    ['', '*'],
    ['*', ''],
    ['*', '*'],
    ['', PAGE],
    ['*', PAGE],
    [PAGE, PAGE],
  ])('and not where it is sent twice, as %j and %j', (first, second) => {
    expect(
      reads([
        [ALLOW_ORIGIN, first],
        [ALLOW_ORIGIN, second],
      ]),
    ).toBe(false);
  });

  it('and not where it is missing', () => {
    expect(reads([])).toBe(false);
  });

  it('of an opaque origin where it is null or *', () => {
    expect(reads([[ALLOW_ORIGIN, 'null']], 'omit', 'null')).toBe(true);
    expect(reads([[ALLOW_ORIGIN, '*']], 'omit', 'null')).toBe(true);
    expect(reads([[ALLOW_ORIGIN, PAGE]], 'omit', 'null')).toBe(false);
  });
});

/** @see https://github.com/web-platform-tests/wpt/blob/master/cors/credentials-flag.htm */
describe('with credentials', () => {
  it('a page reads where the origin is named and credentials are true', () => {
    expect(
      reads(
        [
          [ALLOW_ORIGIN, PAGE],
          [ALLOW_CREDENTIALS, 'true'],
        ],
        'include',
      ),
    ).toBe(true);
  });

  it.each(['TRUE', 'True', '"true"', 'false', '1', '0', '', 'true, true'])('it does not where they are %j', (value) => {
    expect(
      reads(
        [
          [ALLOW_ORIGIN, PAGE],
          [ALLOW_CREDENTIALS, value],
        ],
        'include',
      ),
    ).toBe(false);
  });

  it('it does not where they are missing or sent twice, or the origin is *', () => {
    expect(reads([[ALLOW_ORIGIN, PAGE]], 'include')).toBe(false);
    const twice: HeaderList = [
      [ALLOW_ORIGIN, PAGE],
      [ALLOW_CREDENTIALS, 'true'],
      [ALLOW_CREDENTIALS, 'true'],
    ];
    expect(reads(twice, 'include')).toBe(false);
    const star: HeaderList = [
      [ALLOW_ORIGIN, '*'],
      [ALLOW_CREDENTIALS, 'true'],
    ];
    expect(reads(star, 'include')).toBe(false);
    expect(reads(star, 'omit')).toBe(true);
  });
});

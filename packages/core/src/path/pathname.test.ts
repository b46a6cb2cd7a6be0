import { describe, expect, it } from 'vitest';
import { parsePathname } from './pathname.js';

describe('parsePathname', () => {
  it.each([
    ['/', '/'],
    ['/a/b', '/a/b'],
    ['/A/b', '/A/b'],
    ['/a?b=/c', '/a'],
    ['/a#b', '/a'],
    ['/?', '/'],
    ['http://host/a?b', '/a'],
    ['HTTPS://host:1/a', '/a'],
    ['http://host', '/'],
    ['http://host?x', '/'],
    ['//host/a', '//host/a'],
    ['/a/./b', '/a/b'],
    ['/a/../b', '/b'],
    ['/a/..', '/'],
    ['/a/.', '/a/'],
    ['/..', '/'],
    ['/../../a', '/a'],
    ['/a//../b', '/a/b'],
    ['//', '//'],
    ['/a//b', '/a//b'],
    ['/%2e%2E/a', '/a'],
    ['/a/%2e/b', '/a/b'],
    ['/%61dmin', '/admin'],
    ['/%2561dmin', '/%2561dmin'],
    ['/%7Euser', '/~user'],
    ['/a%20b', '/a%20b'],
    ['/caf\u00e9', '/caf%C3%A9'],
    ['/caf%c3%a9', '/caf%c3%a9'],
    ['/a;b=1', '/a;b=1'],
    ['/a+b', '/a+b'],
    ['/...', '/...'],
    ['/.a/..b', '/.a/..b'],
  ])('reads %s as %s', (target, pathname) => {
    expect(parsePathname(target)).toBe(pathname);
  });

  it('agrees with the URL parser on dot segments', () => {
    for (const path of [
      '/a/./b',
      '/a/../b',
      '/a/..',
      '/a/.',
      '/..',
      '/a//../b',
      '/a/b/../../..',
      '/%2e/x',
      '/.%2E/x/',
      '/a/.../b',
      '//a/..//b/.',
    ]) {
      expect(parsePathname(path)).toBe(new URL(`http://host${path}`).pathname);
    }
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['no text', 5],
    ['no slash', 'a/b'],
    ['the asterisk form', '*'],
    ['the authority form', 'host:443'],
    ['an encoded slash', '/a%2fb'],
    ['an encoded slash behind dots', '/admin%2F..'],
    ['an encoded backslash', '/a%5Cb'],
    ['a backslash', '/a\\b'],
    ['an encoded NUL', '/a%00'],
    ['a NUL', '/a\u0000'],
    ['a malformed escape', '/%zz'],
    ['a cut escape', '/a%2'],
    ['a lone percent sign', '/100%'],
    ['a space', '/a b'],
    ['a tab', '/a\tb'],
    ['a line break', '/a\n'],
    ['a lone surrogate', '/\ud800'],
    ['more than 16,384 characters', `/${'a'.repeat(16_384)}`],
    ['another scheme', 'ftp://host/a'],
    ['a backslash in the authority', 'http://host\\api'],
    ['no authority', 'http:///api'],
    ['a blank in the authority', 'http://ho st/api'],
  ])('has no pathname for %s', (_, target) => {
    expect(parsePathname(target)).toBeUndefined();
  });

  it('takes a path of 16,384 characters', () => {
    expect(parsePathname(`/${'a'.repeat(16_383)}`)).toHaveLength(16_384);
  });
});

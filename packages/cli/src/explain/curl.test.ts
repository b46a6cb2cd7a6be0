import { spawnSync } from 'node:child_process';
import type { WireRequest } from '@cors-policy/browser-model';
import { describe, expect, test } from 'vitest';
import { curlLine } from './curl.js';

const get: WireRequest = {
  method: 'GET',
  url: 'https://server.example/',
  headers: [],
  body: undefined,
  includesCredentials: false,
};

/** The words that a shell gives to curl, each character of them a byte. */
function words(request: Partial<WireRequest>): readonly string[] {
  const line = curlLine({ ...get, ...request });
  // What a terminal could not show would not be pasted as it is.
  expect(line).toMatch(/^[ -~]*$/);
  const script = `curl() { printf '%s\\0' "$@"; }\nCOOKIES='a=b c'\n${line}`;
  const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'latin1' });
  return stdout.split('\0').slice(0, -1);
}

describe('the words of a line', () => {
  test('are the method, the address, the fields and the cookies', () => {
    const request = { method: 'PUT', headers: [['x-a', '1'] as const], includesCredentials: true };
    expect(words(request)).toEqual(['-i', '-X', 'PUT', get.url, '-H', 'x-a: 1', '--cookie', 'a=b c']);
  });

  test.each([
    "it's",
    '$HOME `id` $(id) $x',
    '"quoted" \\ \\n !x %s %%',
    'Grüße',
    'a\tb',
    '\u0085\u00ad',
    '!\u00e9%\\\'"$(id)`id`',
    '\u00e91',
  ])('are the bytes of the value %j', (value) => {
    expect(words({ headers: [['x-a', value]] })).toEqual(['-i', get.url, '-H', `x-a: ${value}`]);
  });

  test('are in UTF-8 where a field cannot hold them', () => {
    const value = Buffer.from('日\u202e').toString('latin1');
    expect(words({ headers: [['origin', 'https://日\u202e']] })).toEqual([
      '-i',
      get.url,
      '-H',
      `origin: https://${value}`,
    ]);
  });
});

describe('what curl would read otherwise', () => {
  test('a field without a value is not left out', () => {
    expect(words({ headers: [['x-a', '']] })).toEqual(['-i', get.url, '-H', 'x-a;']);
  });

  test('an address with brackets or braces is one address', () => {
    const url = 'https://server.example/[1-3]?a={b,c}';
    expect(words({ url })).toEqual(['-i', '--globoff', url]);
  });

  test('a method may be any token', () => {
    expect(words({ method: "A'B!$x" })).toEqual(['-i', '-X', "A'B!$x", get.url]);
    expect(words({ method: 'HEAD' })).toEqual(['-i', '--head', get.url]);
  });

  test('accept is sent by itself, but for one of the page', () => {
    expect(words({ headers: [['accept', '*/*']] })).toEqual(['-i', get.url]);
    expect(words({ headers: [['accept', 'text/html']] })).toEqual(['-i', get.url, '-H', 'accept: text/html']);
  });
});

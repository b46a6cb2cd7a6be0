import { describe, expect, it } from 'vitest';
import { browse } from './browse.js';
import type { HeaderList } from './header-list.js';
import { API, answering, PAGE, sampleRequest } from './sample-exchange.js';

const shared: HeaderList = [
  ['access-control-allow-origin', PAGE],
  ['access-control-allow-credentials', 'true'],
];

const seen = (headers: HeaderList, credentials: 'omit' | 'include' = 'omit'): HeaderList =>
  browse(sampleRequest({ credentials }), answering([...shared, ...headers])).headers;

const exposing = (...values: readonly string[]): HeaderList =>
  values.map((value) => ['Access-Control-Expose-Headers', value]);

/** @see https://github.com/web-platform-tests/wpt/blob/master/fetch/api/cors/cors-filtering.sub.any.js */
describe('a page sees', () => {
  it('seven headers of a shared response without permission, and no other', () => {
    const safelisted: HeaderList = [
      ['Cache-Control', 'no-cache'],
      ['Content-Language', 'fr'],
      ['Content-Length', '0'],
      ['Content-Type', 'text/html'],
      ['Expires', '04 May 1988 22:22:22 GMT'],
      ['Last-Modified', '04 May 1988 22:22:22 GMT'],
      ['Pragma', 'no-cache'],
    ];
    const others: HeaderList = [
      ['Age', '27'],
      ['Server', 's'],
      ['Warning', 'w'],
      ['etag', '"1"'],
    ];
    expect(seen([...others, ...safelisted])).toEqual(safelisted.map(([name, value]) => [name.toLowerCase(), value]));
  });

  it('what is exposed, in any case, never a cookie', () => {
    const headers: HeaderList = [
      ...exposing('age, X-A', 'set-cookie,Set-Cookie2'),
      ['Age', '27'],
      ['x-a', '1'],
      ['X-A', '2'],
      ['set-cookie', 'a=b'],
      ['Set-Cookie2', 'a=b'],
      ['x-b', ''],
    ];
    expect(seen(headers)).toEqual([
      ['age', '27'],
      ['x-a', '1, 2'],
    ]);
  });

  it('all but cookies of its own origin', () => {
    const headers: HeaderList = [
      ['x-a', '1'],
      ['set-cookie', 'a=b'],
    ];
    expect(browse(sampleRequest({ origin: API }), answering(headers)).headers).toEqual([['x-a', '1']]);
  });
});

/** @see https://github.com/web-platform-tests/wpt/blob/master/fetch/api/cors/cors-expose-star.sub.any.js */
describe('* as an exposed name', () => {
  const headers: HeaderList = [
    ['test', 'X'],
    ['set-cookie', 'X'],
    ['*', 'whoa'],
    ['content-type', 'text/plain'],
  ];

  it('is every name without credentials, cookies aside', () => {
    for (const list of [exposing('*'), exposing('*', 'set-cookie'), exposing('x-a,*')]) {
      const names = seen([...headers, ...list]).map(([name]) => name);
      expect(names).toEqual(expect.arrayContaining(['*', 'content-type', 'test']));
      expect(names).not.toContain('set-cookie');
    }
  });

  it('is the name of a header with credentials', () => {
    expect(seen([...headers, ...exposing('*')], 'include')).toEqual([
      ['*', 'whoa'],
      ['content-type', 'text/plain'],
    ]);
  });
});

/** @see https://github.com/web-platform-tests/wpt/blob/master/cors/access-control-expose-headers-parsing.window.js */
describe('a list of exposed names', () => {
  const exposes = (...values: readonly string[]): boolean =>
    seen([...exposing(...values), ['bb-8', 'hey']]).some(([name]) => name === 'bb-8');

  it.each([[['BB-8']], [[',bb-8']], [['bb-8,,no']], [['', 'bb-8']], [['no', 'bb-8']], [['bb-8', 'no']], [[' bb-8\t']]])(
    'exposes what %j names',
    (values) => {
      expect(exposes(...values)).toBe(true);
    },
  );

  it.each([
    [['bb-8 no']],
    [['bb-8,no no']],
    [['bb-8,,@#$#%%&^&^*()()11!']],
    [['@#$#%%&^&^*()()11!,bb-8']],
    [['bb-8', 'no no']],
    [['"bb-8"']],
    [['bb-8\u000b']],
    [['bb-8\u00a0']],
    [['bb-8;q=1']],
  ])('exposes nothing where %j is malformed', (values) => {
    expect(exposes(...values)).toBe(false);
  });
});

it('a page reads any status but 407, 304 included', () => {
  for (const status of [200, 204, 304, 401, 403, 404, 405, 500, 503])
    expect(browse(sampleRequest(), answering(shared, status))).toMatchObject({ readable: true, status });
  expect(browse(sampleRequest(), answering(shared, 407))).toMatchObject({ readable: false, status: 0 });
});

import { describe, expect, it } from 'vitest';
import { browse, type Outcome } from './browse.js';
import { chromium } from './browser.js';
import type { BrowserRequest } from './browser-request.js';
import { contains, get } from './header-list.js';
import { API, answering, PAGE, sampleRequest } from './sample-exchange.js';

const fetching = (fields: Partial<BrowserRequest>): Outcome =>
  browse(sampleRequest({ origin: API, ...fields }), answering([]));

describe('fetch() throws, and nothing is sent,', () => {
  it.each([
    ['the method is CONNECT', { method: 'CONNECT' }],
    ['the method is trace', { method: 'trace' }],
    ['the method is Track', { method: 'Track' }],
    ['the method is no token', { method: 'A B' }],
    ['the URL is relative', { url: '/item' }],
    ['the URL has a user name', { url: 'https://user@api.example/' }],
    ['a header name is no token', { headers: [['x a', '1']] }],
    ['a header value has a line break', { headers: [['x-a', '1\r\nx-b: 1']] }],
    ['a header value is no byte sequence', { headers: [['x-a', '…']] }],
    ['a GET has a body', { body: 'text' }],
    ['no-cors wants a PUT', { method: 'PUT', mode: 'no-cors' }],
  ] as const)('where %s', (_, fields) => {
    const outcome = fetching(fields);
    expect(outcome).toMatchObject({ readable: false, type: 'error', sent: [] });
    expect(outcome.steps.map(({ passed, exchange }) => ({ passed, exchange }))).toEqual([
      { passed: false, exchange: undefined },
    ]);
  });
});

describe('a request', () => {
  it.each([
    ['get', 'GET'],
    ['Put', 'PUT'],
    ['dElEtE', 'DELETE'],
    ['options', 'OPTIONS'],
    ['patch', 'patch'],
    ['Chicken', 'Chicken'],
  ])('of method %s is sent as %s', (written, sent) => {
    expect(fetching({ method: written }).sent.map(({ method }) => method)).toEqual([sent]);
  });

  it.each([
    ['cookie', 'a=b'],
    ['Origin', 'https://evil.example'],
    ['Host', 'evil.example'],
    ['Sec-Fetch-Site', 'forged'],
    ['proxy-x', '1'],
    ['Access-Control-Request-Method', 'PUT'],
    ['set-cookie', 'a=b'],
    ['X-HTTP-Method-Override', 'GET, track'],
  ])('goes without the header %s that a script may not set', (name, value) => {
    const outcome = fetching({ headers: [[name, value]] });
    expect(outcome.readable).toBe(true);
    expect(outcome.sent[0]?.headers).not.toContainEqual([name.toLowerCase(), value]);
    expect(outcome.steps[0]).toMatchObject({ check: 'request-header', kind: 'note', compared: { subject: name } });
  });

  it('keeps the header by which some frameworks override a method, where the method may be used', () => {
    const { sent } = fetching({ headers: [['x-http-method-override', 'PUT']] });
    expect(get(sent[0]?.headers ?? [], 'x-http-method-override')).toBe('PUT');
  });

  it('loses an author’s User-Agent in Chromium', () => {
    const request = sampleRequest({ headers: [['User-Agent', 'x']] });
    expect(contains(browse(request, answering([])).sent[0]?.headers ?? [], 'access-control-request-headers')).toBe(
      true,
    );
    expect(browse(request, answering([]), { browser: chromium }).sent.map(({ method }) => method)).toEqual(['GET']);
  });

  it('keeps only what forms can send where the mode is no-cors, and nobody reads the answer', () => {
    const headers = [
      ['x-a', '1'],
      ['content-type', 'application/json'],
      ['accept', 'a'],
    ] as const;
    const outcome = fetching({ origin: PAGE, mode: 'no-cors', method: 'POST', headers, body: '{}' });
    expect(outcome).toMatchObject({ readable: false, type: 'opaque', status: 0, headers: [] });
    expect(outcome.sent.length).toBe(1);
    expect(outcome.sent[0]?.headers).toEqual(
      expect.arrayContaining([
        ['accept', 'a'],
        ['content-type', 'text/plain;charset=UTF-8'],
        ['origin', PAGE],
      ]),
    );
    expect(contains(outcome.sent[0]?.headers ?? [], 'x-a')).toBe(false);
  });
});

it.each([
  [{ cache: 'no-cache' }, undefined, 'max-age=0'],
  [{ cache: 'no-store' }, 'no-cache', 'no-cache'],
  [{ cache: 'reload', headers: [['cache-control', 'max-age=9']] }, 'no-cache', 'max-age=9'],
  [{ headers: [['if-none-match', '"1"']] }, 'no-cache', 'no-cache'],
  [{}, undefined, undefined],
] as const)('a request with %j tells caches: pragma %s, cache-control %s', (fields, pragma, cacheControl) => {
  const headers = fetching(fields).sent[0]?.headers ?? [];
  expect([get(headers, 'pragma'), get(headers, 'cache-control')]).toEqual([pragma, cacheControl]);
});

describe('Origin', () => {
  const origin = (fields: Partial<BrowserRequest>): string | undefined =>
    get(fetching(fields).sent[0]?.headers ?? [], 'origin');

  it('is sent across origins always, and within one origin where the method is unsafe', () => {
    expect(origin({ origin: PAGE })).toBe(PAGE);
    expect(origin({})).toBeUndefined();
    expect(origin({ method: 'HEAD' })).toBeUndefined();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect(origin({ method })).toBe(API);
    expect(origin({ origin: PAGE, mode: 'no-cors' })).toBeUndefined();
  });

  it('is null for a page of an opaque origin, and where a no-cors write leaves HTTPS', () => {
    expect(origin({ origin: 'null' })).toBe('null');
    expect(origin({ origin: PAGE, url: 'http://api.example/', mode: 'no-cors', method: 'POST' })).toBe('null');
  });
});

it('tells a server where a request comes from, if its URL can be trusted', () => {
  const site = (origin: string, url: string): string | undefined =>
    get(fetching({ origin, url }).sent[0]?.headers ?? [], 'sec-fetch-site');
  expect(site(API, `${API}/`)).toBe('same-origin');
  expect(site('https://www.api.example', `${API}/`)).toBe('same-site');
  expect(site('http://api.example', `${API}/`)).toBe('cross-site');
  expect(site('https://a.test', `${API}/`)).toBe('cross-site');
  expect(site('null', `${API}/`)).toBe('cross-site');
  expect(site(PAGE, 'http://api.example/')).toBeUndefined();
  expect(site('http://localhost:1', 'http://localhost:2/')).toBe('same-site');
  expect(site('http://127.0.0.1:1', 'http://127.0.0.2:2/')).toBe('cross-site');
});

it('a page reads its own origin without CORS, and no other where the mode is same-origin', () => {
  expect(fetching({ method: 'PUT', headers: [['x-a', '1']] })).toMatchObject({ readable: true, type: 'basic' });
  expect(fetching({ origin: PAGE, mode: 'same-origin' })).toMatchObject({ readable: false, sent: [] });
});

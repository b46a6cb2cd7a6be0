import { describe, expect, it } from 'vitest';
import { browse } from './browse.js';
import { type Browser, chromium, firefox, standard, webkit } from './browser.js';
import type { BrowserRequest } from './browser-request.js';
import { get, type HeaderList } from './header-list.js';
import { answering, PAGE, sampleRequest, sentBy } from './sample-exchange.js';

/** What a server allows in its preflights: methods, header names, and whatever else is said. */
const allowing = (methods: string, headerNames: string, ...others: HeaderList): HeaderList => [
  ['access-control-allow-origin', PAGE],
  ['access-control-allow-credentials', 'true'],
  ['access-control-allow-methods', methods],
  ['access-control-allow-headers', headerNames],
  ...others,
];

const passes = (fields: Partial<BrowserRequest>, headers: HeaderList, browser: Browser = standard): boolean =>
  browse(sampleRequest(fields), answering(headers), { browser }).readable;

/** @see https://github.com/web-platform-tests/wpt/blob/master/fetch/api/cors/cors-preflight-star.any.js */
describe('the lists of a preflight, and * in them', () => {
  const xTest = ['X-Test', '1'] as const;
  it.each([
    [true, 'omit', 'get', 'x-test', 'GET', [xTest]],
    [true, 'omit', '*', 'x-test', 'SUPER', [xTest]],
    [true, 'omit', '*', '*', 'OK', [xTest]],
    [false, 'include', '*', '*', 'OK', [xTest]],
    [false, 'include', '*', '', 'PUT', []],
    [true, 'include', 'PUT', '*', 'PUT', []],
    [true, 'include', '', '*', 'get', []],
    [false, 'include', 'get', '*', 'GET', [xTest]],
    [false, 'include', '*', '*', 'GET', [xTest]],
    [true, 'include', 'OK', 'Content-Type', 'GET', [['Content-Type', 'uni/corn']]],
    [true, 'include', 'PUT', '*', 'PUT', [['Accept', 'unicorn']]],
    [true, 'include', '*', '*', '*', [['*', '1']]],
    [false, 'include', 'put', '*', 'PUT', []],
    [false, 'omit', 'PATCH', '', 'patch', []],
    [true, 'omit', 'PUT', '', 'put', []],
    [false, 'omit', '*', '*', 'GET', [['Authorization', '1']]],
    [true, 'omit', '*', '*,Authorization', 'GET', [['authorization', '1']]],
    [true, 'same-origin', '*', '*', 'PUT', [xTest]],
  ] as const)(
    'passes is %j: credentials %s, methods %j, header names %j, for %s %j',
    (passed, credentials, methods, names, method, headers) => {
      expect(passes({ method, headers, credentials }, allowing(methods, names))).toBe(passed);
    },
  );

  it.each([chromium, firefox, webkit])('$name takes * for authorization too, but not with credentials', (browser) => {
    const headers = [['authorization', '1']] as const;
    expect(passes({ headers, credentials: 'omit' }, allowing('*', '*'), browser)).toBe(true);
    expect(passes({ headers, credentials: 'include' }, allowing('*', '*'), browser)).toBe(false);
  });

  /** @see https://github.com/web-platform-tests/wpt/blob/master/cors/request-headers.htm */
  it('names are compared without case, and empty members are nothing', () => {
    const headers = [
      ['x-print', '1'],
      ['y-print', '1'],
    ] as const;
    expect(passes({ headers }, allowing('', ',y-lol,x-PriNT, ,,,Y-PRINT'))).toBe(true);
    expect(passes({ headers }, allowing('', 'x-print'))).toBe(false);
  });

  it('several lines are one list', () => {
    const more = [
      ['Access-Control-Allow-Headers', 'x-b'],
      ['access-control-allow-methods', 'PUT'],
    ] as const;
    const headers = [
      ['x-a', '1'],
      ['x-b', '1'],
    ] as const;
    expect(passes({ method: 'PUT', headers }, allowing('DELETE', 'x-a', ...more))).toBe(true);
  });

  /** @see https://github.com/web-platform-tests/wpt/blob/master/fetch/api/cors/cors-preflight-response-validation.any.js */
  it.each([
    ['', 'x-test,header name with space'],
    ['Bad method name', 'x-test'],
    ['GET;PUT', 'x-test'],
    ['', 'x-test,"x-b"'],
    ['', 'x-test,x-b\u00a0'],
  ])('one malformed member fails all: methods %j, header names %j', (methods, names) => {
    expect(passes({ headers: [['x-test', '1']] }, allowing(methods, names))).toBe(false);
  });

  it('a missing list is an empty one', () => {
    const headers: HeaderList = [['access-control-allow-origin', '*']];
    expect(passes({ method: 'PUT' }, headers)).toBe(false);
    expect(passes({ headers: [['x-a', '1']] }, headers)).toBe(false);
  });
});

describe('a preflight', () => {
  /** @see https://github.com/web-platform-tests/wpt/blob/master/cors/preflight-failure.htm */
  it.each([200, 201, 204, 206, 299])('passes with status %i', (status) => {
    const outcome = browse(sampleRequest({ method: 'PUT' }), answering(allowing('PUT', ''), status));
    expect(outcome.readable).toBe(true);
  });

  it.each([300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 407, 500, 503, 680])(
    'fails with status %i, and the request is not sent',
    (status) => {
      const outcome = browse(sampleRequest({ method: 'PUT' }), answering(allowing('PUT', ''), status));
      expect(outcome.readable).toBe(false);
      expect(sentBy(outcome)).toEqual(['OPTIONS https://api.example/item']);
    },
  );

  it('tells method, header names joined by bare commas, and origin, and has no credentials', () => {
    const { sent } = browse(
      sampleRequest({
        method: 'put',
        credentials: 'include',
        headers: [
          ['X-B', '1'],
          ['x-a', '1'],
          ['accept-language', 'nn'],
        ],
        body: '{}',
      }),
      answering([]),
    );
    const [preflight] = sent;
    expect(sent.length).toBe(1);
    expect(preflight).toMatchObject({ method: 'OPTIONS', body: undefined, includesCredentials: false });
    const field = (name: string): string | undefined => get(preflight?.headers ?? [], name);
    expect(field('access-control-request-method')).toBe('PUT');
    expect(field('access-control-request-headers')).toBe('x-a,x-b');
    expect(field('origin')).toBe(PAGE);
    expect(field('accept')).toBe('*/*');
    expect(field('x-a')).toBeUndefined();
  });

  it('has no list of names where there is nothing to ask for', () => {
    const { sent } = browse(sampleRequest({ method: 'PUT' }), answering([]));
    expect(get(sent[0]?.headers ?? [], 'access-control-request-headers')).toBeUndefined();
  });

  it('lists a repeated name again in Firefox only', () => {
    const headers = [
      ['x-b', '1'],
      ['x-a', '1'],
      ['x-b', '2'],
    ] as const;
    const listed = (browser: Browser): string | undefined =>
      get(
        browse(sampleRequest({ headers }), answering([]), { browser }).sent[0]?.headers ?? [],
        'access-control-request-headers',
      );
    expect(listed(standard)).toBe('x-a,x-b');
    expect(listed(firefox)).toBe('x-a,x-b,x-b');
  });

  it('is sent for an OPTIONS of the page as for any other method, and the OPTIONS itself has no requested method', () => {
    const { sent } = browse(sampleRequest({ method: 'OPTIONS' }), answering(allowing('OPTIONS', '')));
    expect(sent.map(({ headers }) => get(headers, 'access-control-request-method'))).toEqual(['OPTIONS', undefined]);
  });

  it.each(['omit', 'same-origin', 'include'] as const)('is not sent for a GET with credentials %s', (credentials) => {
    const outcome = browse(sampleRequest({ credentials }), answering(allowing('', '')));
    expect(sentBy(outcome)).toEqual(['GET https://api.example/item']);
    expect(outcome.sent[0]?.includesCredentials).toBe(credentials === 'include');
  });

  it.each([undefined, 'text/plain'])('is not sent for a form post of type %j, nor for text', (type) => {
    const headers: HeaderList = type === undefined ? [] : [['content-type', type]];
    const outcome = browse(sampleRequest({ method: 'POST', body: '{}', headers }), answering(allowing('', '')));
    expect(sentBy(outcome)).toEqual(['POST https://api.example/item']);
    expect(get(outcome.sent[0]?.headers ?? [], 'content-type')).toBe(type ?? 'text/plain;charset=UTF-8');
  });

  it('is sent for an upload that is listened to, whose method stands in for a missing list by the text only', () => {
    const upload = { method: 'PUT', body: 'x', uploadListener: true };
    const headers: HeaderList = [['access-control-allow-origin', '*']];
    expect(passes(upload, headers)).toBe(true);
    expect(passes(upload, headers, chromium)).toBe(false);
    expect(sentBy(browse(sampleRequest({ ...upload, method: 'POST' }), answering(headers)))).toEqual([
      'OPTIONS https://api.example/item',
      'POST https://api.example/item',
    ]);
  });

  it('asks for a private network where the browser keeps to the withdrawn drafts', () => {
    const browser: Browser = { ...standard, quirks: { ...standard.quirks, asksForPrivateNetwork: true } };
    const granted: HeaderList = [...allowing('', ''), ['access-control-allow-private-network', 'true']];
    expect(passes({ privateNetwork: true }, allowing('', ''), browser)).toBe(false);
    expect(passes({ privateNetwork: true }, granted, browser)).toBe(true);
    expect(passes({ privateNetwork: true }, allowing('', ''))).toBe(true);
  });
});

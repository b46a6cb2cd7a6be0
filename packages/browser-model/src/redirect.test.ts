import { describe, expect, it } from 'vitest';
import { type BrowseOptions, browse, type Outcome } from './browse.js';
import { firefox } from './browser.js';
import type { BrowserRequest, WireRequest, WireResponse } from './browser-request.js';
import { get, type HeaderList } from './header-list.js';
import { API, answering, OTHER, PAGE, sampleRequest, sentBy } from './sample-exchange.js';

const places = { local: PAGE, remote: API, remote2: OTHER } as const;

/** Allows what the name says: `*`, the page, `null`, or nothing. */
function allowOrigin(value: string): HeaderList {
  return value === 'none' ? [] : [['access-control-allow-origin', value === 'page' ? PAGE : value]];
}

const lists: HeaderList = [
  ['access-control-allow-methods', 'PUT'],
  ['access-control-allow-headers', 'x-w3c,authorization,content-language'],
];

/** Redirects `/start` to `location`, and lets every preflight of an allowed origin pass. */
const redirecting =
  (location: string, first: string, second: string, status = 302) =>
  ({ method, url }: WireRequest): WireResponse => {
    const isStart = new URL(url).pathname === '/start';
    const headers = [...allowOrigin(isStart ? first : second), ...lists];
    if (method === 'OPTIONS') return { status: 204, headers };
    return isStart ? { status, headers: [...headers, ['location', location]] } : { status: 200, headers };
  };

function follow(
  from: keyof typeof places,
  to: keyof typeof places,
  [first, second, status]: readonly [first: string, second: string, status?: number],
  fields: Partial<BrowserRequest> = {},
  options: BrowseOptions = {},
): Outcome {
  const server = redirecting(`${places[to]}/end`, first, second, status);
  return browse(sampleRequest({ url: `${places[from]}/start`, ...fields }), server, options);
}

const originOf = (request: WireRequest | undefined): string | undefined => get(request?.headers ?? [], 'origin');

/** @see https://github.com/web-platform-tests/wpt/blob/master/cors/redirect-origin.htm */
describe('after a redirect', () => {
  it.each([
    ['local', '*', 'remote', '*', PAGE],
    ['local', '*', 'remote', 'page', PAGE],
    ['local', '*', 'remote', 'null', 'disallow'],
    ['local', '*', 'remote', 'none', 'disallow'],
    ['local', 'null', 'remote', '*', PAGE],
    ['local', 'none', 'remote', '*', PAGE],
    ['remote', '*', 'local', '*', 'null'],
    ['remote', '*', 'local', 'page', 'disallow'],
    ['remote', '*', 'local', 'null', 'null'],
    ['remote', '*', 'local', 'none', 'disallow'],
    ['remote', 'page', 'local', '*', 'null'],
    ['remote', 'page', 'local', 'page', 'disallow'],
    ['remote', 'page', 'local', 'null', 'null'],
    ['remote', 'null', 'local', '*', 'disallow'],
    ['remote', 'none', 'local', '*', 'disallow'],
    ['remote', '*', 'remote', '*', PAGE],
    ['remote', '*', 'remote', 'page', PAGE],
    ['remote', '*', 'remote', 'null', 'disallow'],
    ['remote', 'page', 'remote', 'page', PAGE],
    ['remote', 'null', 'remote', '*', 'disallow'],
    ['remote', 'none', 'remote', '*', 'disallow'],
    ['remote', '*', 'remote2', '*', 'null'],
    ['remote', '*', 'remote2', 'page', 'disallow'],
    ['remote', '*', 'remote2', 'null', 'null'],
    ['remote', 'page', 'remote2', 'null', 'null'],
    ['remote', 'page', 'remote2', 'none', 'disallow'],
    ['remote', 'null', 'remote2', '*', 'disallow'],
    ['remote', '*', 'remote', API, 'disallow'],
    ['remote', '*', 'remote2', API, 'disallow'],
    ['remote', API, 'remote', '*', 'disallow'],
  ] as const)('from %s (%s) to %s (%s) the origin is %s', (from, first, to, second, expected) => {
    const outcome = follow(from, to, [first, second]);
    expect(outcome.readable).toBe(expected !== 'disallow');
    if (expected !== 'disallow') expect(originOf(outcome.sent[1])).toBe(expected);
  });

  it('a page never gets back to its own origin: the response is a shared one', () => {
    expect(follow('remote', 'local', ['*', '*'])).toMatchObject({ type: 'cors', url: `${PAGE}/end` });
    expect(follow('local', 'local', ['none', 'none'])).toMatchObject({ type: 'basic', url: `${PAGE}/end` });
  });

  it('there is no permission with credentials for an origin that became null, unless null is named', () => {
    const granted = (origin: string): HeaderList => [
      ['access-control-allow-origin', origin],
      ['access-control-allow-credentials', 'true'],
    ];
    const server =
      (second: string) =>
      ({ url }: WireRequest): WireResponse =>
        url === `${API}/item`
          ? { status: 302, headers: [...granted(PAGE), ['location', `${OTHER}/`]] }
          : { status: 200, headers: granted(second) };
    const request = sampleRequest({ credentials: 'include' });
    expect(browse(request, server(PAGE)).readable).toBe(false);
    expect(browse(request, server('null')).readable).toBe(true);
  });
});

/** @see https://github.com/web-platform-tests/wpt/blob/master/fetch/api/cors/cors-redirect-preflight.any.js */
describe('a request that needs a preflight', () => {
  const headers = [['x-w3c', 'test']] as const;

  it.each([301, 302, 303, 307, 308])('is preflighted again at each foreign place after a %i', (status) => {
    expect(sentBy(follow('local', 'remote', ['none', '*', status], { headers }))).toEqual([
      `GET ${PAGE}/start`,
      `OPTIONS ${API}/end`,
      `GET ${API}/end`,
    ]);
    const outcome = follow('remote', 'remote2', ['*', '*', status], { headers });
    expect(sentBy(outcome)).toEqual([
      `OPTIONS ${API}/start`,
      `GET ${API}/start`,
      `OPTIONS ${OTHER}/end`,
      `GET ${OTHER}/end`,
    ]);
    expect(outcome.sent.map(originOf)).toEqual([PAGE, PAGE, 'null', 'null']);
    expect(follow('remote', 'local', ['*', '*', status], { headers }).readable).toBe(true);
  });

  it('keeps the page’s origin in the preflight after such a redirect in Firefox', () => {
    const { sent } = follow('remote', 'remote2', ['*', '*'], { headers }, { browser: firefox });
    expect(sent.map(originOf)).toEqual([PAGE, PAGE, PAGE, 'null']);
  });

  it('loses authorization on the way to another origin, and only there', () => {
    const authorized = { headers: [...headers, ['authorization', 'x']] } as const;
    expect(get(follow('remote', 'remote2', ['*', '*'], authorized).sent[3]?.headers ?? [], 'authorization')).toBe(
      undefined,
    );
    expect(get(follow('remote', 'remote', ['*', '*'], authorized).sent[3]?.headers ?? [], 'authorization')).toBe('x');
  });
});

describe('the method after a redirect', () => {
  it.each([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'POST', 'GET'],
    [303, 'PUT', 'GET'],
    [301, 'PUT', 'PUT'],
    [302, 'PUT', 'PUT'],
    [307, 'POST', 'POST'],
    [308, 'PUT', 'PUT'],
    [303, 'HEAD', 'HEAD'],
  ])('%i makes of %s a %s', (status, method, expected) => {
    const body = method === 'HEAD' ? undefined : 'text';
    const { sent } = follow('remote', 'remote', ['*', '*', status], {
      method,
      body,
      headers: [['content-language', 'nn']],
    });
    const last = sent[sent.length - 1];
    expect(last).toMatchObject({ method: expected, body: expected === 'GET' ? undefined : body });
    expect(get(last?.headers ?? [], 'content-language')).toBe(expected === 'GET' ? undefined : 'nn');
  });
});

/** @see https://github.com/web-platform-tests/wpt/blob/master/fetch/api/cors/cors-redirect-credentials.any.js */
describe('a redirect is an error', () => {
  const to = (location: string, start: string = API): Outcome =>
    browse(sampleRequest({ url: `${start}/start` }), redirecting(location, '*', '*'));

  it.each(['user:password@', 'user:@', ':password@'])('to a URL with %s', (userinfo) => {
    for (const [from, target] of [
      [PAGE, API],
      [API, PAGE],
      [API, API],
      [API, OTHER],
    ] as const)
      expect(to(target.replace('://', `://${userinfo}`), from).readable).toBe(false);
  });

  it.each(['data:text/plain,hi', 'ftp://api.example/', 'http://', 'https://a b/'])('to %s', (location) => {
    expect(to(location).readable).toBe(false);
  });

  it('where it is the twenty-first', () => {
    const chain =
      (length: number) =>
      ({ url }: WireRequest): WireResponse => {
        const count = Number(new URL(url).searchParams.get('n'));
        const headers: HeaderList = [['access-control-allow-origin', '*']];
        return count === length
          ? { status: 200, headers }
          : { status: 302, headers: [...headers, ['location', `?n=${count + 1}`]] };
      };
    const request = sampleRequest({ url: `${API}/?n=0` });
    expect(browse(request, chain(20))).toMatchObject({ readable: true, url: `${API}/?n=20` });
    expect(browse(request, chain(21)).readable).toBe(false);
  });

  it('where the script wants none', () => {
    expect(follow('remote', 'remote', ['*', '*'], { redirect: 'error' }).type).toBe('error');
    expect(follow('remote', 'remote', ['*', '*'], { redirect: 'manual' })).toMatchObject({
      type: 'opaqueredirect',
      readable: false,
    });
  });

  it('that the page may not know of, even to where it may read', () => {
    expect(follow('remote', 'local', ['none', '*']).readable).toBe(false);
  });
});

it('a redirect status without a place is an answer like any other', () => {
  expect(browse(sampleRequest(), answering(allowOrigin('*'), 302))).toMatchObject({ readable: true, status: 302 });
});

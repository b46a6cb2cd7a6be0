import type { PolicyConfig, Reason } from '@cors-policy/core';
import type { Place } from '../page/fetch-from.js';
import type { PageFetch } from '../page/page-fetch.js';
import type { Application } from '../server/reply.js';

/** Where things are, when a denial is provoked. */
export interface Surroundings {
  /** The origin of the page. */
  readonly page: string;
  /** Paths of its own on the server, and on another one that lets everybody in. */
  readonly here: string;
  readonly elsewhere: string;
}

/** Something that a page may not do, and how to make a browser say so. */
export interface Denial {
  /** The row of the decision table; what is not one of them is done by something in front of the server. */
  readonly reason: Reason | 'not by this policy';
  readonly what: string;
  readonly config: (around: Surroundings) => PolicyConfig | readonly PolicyConfig[];
  readonly application?: (around: Surroundings) => Application;
  readonly fetch: Omit<PageFetch, 'url'>;
  readonly place?: Place;
}

const put = { method: 'PUT' };
const listed = ({ page }: Surroundings): PolicyConfig => ({ origins: [page], methods: ['DELETE'], allowedHeaders: 'x-a' });
const stranger = (): PolicyConfig => ({ origins: ['https://other.example'] });

/** No policy is for the paths, so that the answer is the application's alone, as a proxy would make it. */
const outOfScope = (): PolicyConfig => ({ paths: '/nowhere', origins: '*' });
const answering =
  (status: number, lines: (around: Surroundings) => readonly (readonly [string, string])[]) =>
  (around: Surroundings): Application =>
  () => ({ status, headers: lines(around), body: status === 204 ? null : ['the body'] });
const allowOrigin = 'access-control-allow-origin';

export const denials: readonly Denial[] = [
  { reason: 'origin-not-allowed', what: 'GET; the origin is not listed', config: stranger, fetch: {} },
  { reason: 'origin-not-allowed', what: 'PUT; the origin is not listed', config: stranger, fetch: put },
  {
    reason: 'origin-not-allowed',
    what: 'GET of a sandboxed frame (`Origin: null`); `null` is not listed',
    config: listed,
    fetch: {},
    place: 'sandbox',
  },
  { reason: 'path-out-of-scope', what: 'GET; no rule is for the path', config: outOfScope, fetch: {} },
  {
    reason: 'csrf-denied',
    what: 'POST of a form; the origin may read and not write',
    config: ({ page }) => ({ origins: [page], csrf: { trustedOrigins: 'none' } }),
    fetch: { method: 'POST', body: 'a=1' },
  },
  {
    reason: 'csrf-denied',
    what: 'PUT; the origin may read and not write',
    config: ({ page }) => ({ origins: [page], csrf: { trustedOrigins: 'none' } }),
    fetch: put,
  },
  { reason: 'method-not-allowed', what: 'PUT; `methods` has DELETE alone', config: listed, fetch: put },
  {
    reason: 'header-not-allowed',
    what: '`x-b`; `allowedHeaders` has `x-a` alone',
    config: listed,
    fetch: { headers: [['x-b', '1']] },
  },
  {
    reason: 'header-not-allowed',
    what: '`content-type: application/json`; not listed',
    config: listed,
    fetch: { method: 'POST', headers: [['content-type', 'application/json']], body: '{}' },
  },
  {
    reason: 'header-not-allowed',
    what: '`authorization`; `allowedHeaders` is `*` alone (browsers let it pass)',
    config: () => ({ origins: '*', allowedHeaders: '*' }),
    fetch: { headers: [['authorization', 'Bearer token']] },
  },
  {
    reason: 'origin-allowed',
    what: 'GET with credentials; `origins` is `*`',
    config: () => ({ origins: '*' }),
    fetch: { credentials: 'include' },
  },
  {
    reason: 'origin-allowed',
    what: 'GET with credentials; the rule has no `credentials: true`',
    config: listed,
    fetch: { credentials: 'include' },
  },
  {
    reason: 'preflight-allowed',
    what: 'PUT with credentials; `origins` and `methods` are `*`',
    config: () => ({ origins: '*', methods: '*' }),
    fetch: { ...put, credentials: 'include' },
  },
  {
    reason: 'not by this policy',
    what: 'PUT; the preflight is redirected (http to https, a missing slash, a login page)',
    config: outOfScope,
    application: answering(307, ({ page, elsewhere }) => [
      [allowOrigin, page],
      ['location', `${elsewhere}/item`],
    ]),
    fetch: put,
  },
  {
    reason: 'not by this policy',
    what: 'PUT; the preflight is answered with 404, 405 or 401',
    config: outOfScope,
    application: answering(404, ({ page }) => [
      [allowOrigin, page],
      ['access-control-allow-methods', 'PUT'],
    ]),
    fetch: put,
  },
  {
    reason: 'not by this policy',
    what: 'GET; a proxy adds a second `Access-Control-Allow-Origin`',
    config: outOfScope,
    application: answering(200, ({ page }) => [
      [allowOrigin, page],
      [allowOrigin, '*'],
    ]),
    fetch: {},
  },
  {
    reason: 'not by this policy',
    what: 'GET; a cache serves the answer that another origin got',
    config: outOfScope,
    application: answering(200, () => [[allowOrigin, 'https://other.example']]),
    fetch: {},
  },
  {
    reason: 'not by this policy',
    what: 'GET; a trailing slash in `Access-Control-Allow-Origin`',
    config: outOfScope,
    application: answering(200, ({ page }) => [[allowOrigin, `${page}/`]]),
    fetch: {},
  },
  {
    reason: 'not by this policy',
    what: 'GET with credentials; `Access-Control-Allow-Credentials: True`',
    config: outOfScope,
    application: answering(200, ({ page }) => [
      [allowOrigin, page],
      ['access-control-allow-credentials', 'True'],
    ]),
    fetch: { credentials: 'include' },
  },
  {
    reason: 'not by this policy',
    what: 'PUT; a malformed list of methods',
    config: outOfScope,
    application: answering(200, ({ page }) => [
      [allowOrigin, page],
      ['access-control-allow-methods', 'PUT; DELETE'],
    ]),
    fetch: put,
  },
  {
    reason: 'not by this policy',
    what: '`x-a`; a malformed list of headers',
    config: outOfScope,
    application: answering(200, ({ page }) => [
      [allowOrigin, page],
      ['access-control-allow-headers', 'x-a; x-b'],
    ]),
    fetch: { headers: [['x-a', '1']] },
  },
];

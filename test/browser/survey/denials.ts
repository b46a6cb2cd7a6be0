import type { PolicyConfig, Reason } from '@cors-policy/core';
import type { Place } from '../page/fetch-from.js';
import type { PageFetch } from '../page/page-fetch.js';
import type { Application } from '../server/reply.js';

/** Where things are, when a denial is provoked. */
export interface Surroundings {
  /** The origin of the page. */
  readonly page: string;
  /** Paths on another server. */
  readonly elsewhere: string;
}

/** Something that a page may not do, and how to make a browser say so. */
export interface Denial {
  /** The row of the decision table; what is not one of them is done by something in front of the server. */
  readonly reason: Reason | 'not by this policy';
  readonly what: string;
  /** What lets it pass. */
  readonly cure: string;
  readonly config: (around: Surroundings) => PolicyConfig | readonly PolicyConfig[];
  readonly application?: (around: Surroundings) => Application;
  /** The policy of the other server; it lets everybody in where there is none. */
  readonly other?: (around: Surroundings) => PolicyConfig;
  readonly fetch: Omit<PageFetch, 'url'>;
  readonly place?: Place;
}

const put = { method: 'PUT' };
const listed = ({ page }: Surroundings): PolicyConfig => ({
  origins: [page],
  methods: ['DELETE'],
  allowedHeaders: 'x-a',
});
const stranger = (): PolicyConfig => ({ origins: ['https://other.example'] });

/** No policy is for the paths, so that the answer is the application's alone, as a proxy would make it. */
const outOfScope = (): PolicyConfig => ({ paths: '/nowhere', origins: '*' });
const answering =
  (status: number, lines: (around: Surroundings) => readonly (readonly [string, string])[]) =>
  (around: Surroundings): Application =>
  () => ({ status, headers: lines(around), body: status === 204 ? null : ['the body'] });
const allowOrigin = 'access-control-allow-origin';

export const denials: readonly Denial[] = [
  {
    reason: 'origin-not-allowed',
    what: 'GET; the origin is not listed',
    cure: 'add the origin to `origins`',
    config: stranger,
    fetch: {},
  },
  {
    reason: 'origin-not-allowed',
    what: 'PUT; the origin is not listed',
    cure: 'add the origin to `origins`',
    config: stranger,
    fetch: put,
  },
  {
    reason: 'origin-not-allowed',
    what: 'GET of a sandboxed frame (`Origin: null`); `null` is not listed',
    cure: "`allow-same-origin` in the frame’s `sandbox`; or `'null'` in `origins`, which anybody can send",
    config: listed,
    fetch: {},
    place: 'sandbox',
  },
  {
    reason: 'origin-not-allowed',
    what: 'GET, redirected from one server to another (`Origin: null`); `null` is not listed there',
    cure: "ask for the address that it leads to; or `'*'`, without credentials",
    config: listed,
    application: answering(307, ({ elsewhere }) => [['location', `${elsewhere}/item`]]),
    other: listed,
    fetch: {},
  },
  {
    reason: 'path-out-of-scope',
    what: 'GET; no rule is for the path',
    cure: 'add the path to `paths`',
    config: outOfScope,
    fetch: {},
  },
  {
    reason: 'csrf-denied',
    what: 'POST of a form; the origin may read and not write',
    cure: 'add the origin to `csrf.trustedOrigins`',
    config: ({ page }) => ({ origins: [page], csrf: { trustedOrigins: 'none' } }),
    fetch: { method: 'POST', body: 'a=1' },
  },
  {
    reason: 'csrf-denied',
    what: 'PUT; the origin may read and not write',
    cure: 'add the origin to `csrf.trustedOrigins`',
    config: ({ page }) => ({ origins: [page], csrf: { trustedOrigins: 'none' } }),
    fetch: put,
  },
  {
    reason: 'method-not-allowed',
    what: 'PUT; `methods` has DELETE alone',
    cure: 'add the method to `methods`',
    config: listed,
    fetch: put,
  },
  {
    reason: 'header-not-allowed',
    what: '`x-b`; `allowedHeaders` has `x-a` alone',
    cure: 'add the name to `allowedHeaders`',
    config: listed,
    fetch: { headers: [['x-b', '1']] },
  },
  {
    reason: 'header-not-allowed',
    what: '`content-type: application/json`; not listed',
    cure: 'add `content-type` to `allowedHeaders`',
    config: listed,
    fetch: { method: 'POST', headers: [['content-type', 'application/json']], body: '{}' },
  },
  {
    reason: 'header-not-allowed',
    what: '`authorization`; `allowedHeaders` is `*` alone (browsers let it pass)',
    cure: "`['*', 'authorization']`",
    config: () => ({ origins: '*', allowedHeaders: '*' }),
    fetch: { headers: [['authorization', 'Bearer token']] },
  },
  {
    reason: 'origin-allowed',
    what: 'GET with credentials; `origins` is `*`',
    cure: 'list the origins, with `credentials: true`; or fetch without credentials',
    config: () => ({ origins: '*' }),
    fetch: { credentials: 'include' },
  },
  {
    reason: 'origin-allowed',
    what: 'GET with credentials; the rule has no `credentials: true`',
    cure: '`credentials: true`; or fetch without credentials',
    config: listed,
    fetch: { credentials: 'include' },
  },
  {
    reason: 'preflight-allowed',
    what: 'PUT with credentials; `origins` and `methods` are `*`',
    cure: 'list the origins, with `credentials: true`; or fetch without credentials',
    config: () => ({ origins: '*', methods: '*' }),
    fetch: { ...put, credentials: 'include' },
  },
  {
    reason: 'not by this policy',
    what: 'PUT; the preflight is redirected (http to https, a missing slash, a login page)',
    cure: 'ask for the address that it leads to; or let the policy answer before whatever redirects',
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
    cure: 'let the policy answer before routing and authentication',
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
    cure: 'let one of the two send it',
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
    cure: '`Vary: Origin` on every answer, which a policy sends; and a cache that heeds it',
    config: outOfScope,
    application: answering(200, () => [[allowOrigin, 'https://other.example']]),
    fetch: {},
  },
  {
    reason: 'not by this policy',
    what: 'GET; a trailing slash in `Access-Control-Allow-Origin`',
    cure: 'no slash: an origin has no path',
    config: outOfScope,
    application: answering(200, ({ page }) => [[allowOrigin, `${page}/`]]),
    fetch: {},
  },
  {
    reason: 'not by this policy',
    what: 'GET with credentials; `Access-Control-Allow-Credentials: True`',
    cure: '`true`, in lower case',
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
    cure: 'commas between the methods',
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
    cure: 'commas between the names',
    config: outOfScope,
    application: answering(200, ({ page }) => [
      [allowOrigin, page],
      ['access-control-allow-headers', 'x-a; x-b'],
    ]),
    fetch: { headers: [['x-a', '1']] },
  },
];

import type { BrowserRequest, HeaderList } from '@cors-policy/browser-model';
import fc from 'fast-check';
import { pageOriginPlan } from './page-origin.js';
import { pathEdit } from './path-grant.js';
import type { RequestSubjects } from './request.js';

/** What a page fetches, and what is known of it by construction. */
export interface PageRequest {
  readonly request: BrowserRequest;
  /** The method as it is sent, whatever case the script wrote it in. */
  readonly method: string;
  /** The request headers that the page needs permission for: lower-case names. */
  readonly asks: readonly string[];
}

/** A page's request, still without the policy that it is made for. */
export type PageRequestPlan = (subjects: RequestSubjects) => PageRequest;

/** Headers that a script sets together, and which of them need permission. */
interface HeaderBundle {
  readonly headers: HeaderList;
  readonly asks: readonly string[];
}

const free = (...headers: HeaderList): HeaderBundle => ({ headers, asks: [] });
const asked = (name: string, value = '1'): HeaderBundle => ({ headers: [[name, value]], asks: [name.toLowerCase()] });

const bundles: readonly HeaderBundle[] = [
  free(['accept', 'text/html;q=0.9']),
  free(['Accept-Language', 'nn-NO, *']),
  free(['content-type', 'Text/Plain;charset=utf-8']),
  free(['range', 'bytes=0-']),
  // Dropped: a script may not set them.
  free(['cookie', 'a=b'], ['Sec-A', '1'], ['origin', 'https://example.com']),
  asked('content-type', 'application/json'),
  asked('content-language', 'a@b'),
  asked('range', 'bytes=-5'),
  asked('accept', 'a'.repeat(129)),
  asked('accept', '"'),
  asked('x-a'),
  asked('X-A'),
  {
    headers: [
      ['x-a', '1'],
      ['x-a', '2'],
      ['X-b', ''],
    ],
    asks: ['x-a', 'x-b'],
  },
  asked('X-B'),
  asked('x-single'),
  asked('x-requested-with', 'XMLHttpRequest'),
  asked('x-csrftoken'),
  asked('x-unlisted'),
  asked('authorization', 'Bearer a'),
  asked('Authorization', 'Basic a'),
  asked('*'),
];

/** Too much of what would be safe: then it needs permission too. */
const overflowing: HeaderBundle = {
  headers: [...Array.from({ length: 8 }, () => ['accept', 'a'.repeat(128)] as const), ['accept-language', 'n']],
  asks: ['accept', 'accept-language'],
};

const joined = (parts: readonly HeaderBundle[]): HeaderBundle => ({
  headers: parts.flatMap(({ headers }) => headers),
  asks: [...new Set(parts.flatMap(({ asks }) => asks))],
});

const headers: fc.Arbitrary<HeaderBundle> = fc.oneof(
  { weight: 12, arbitrary: fc.array(fc.constantFrom(...bundles), { maxLength: 3 }).map(joined) },
  { weight: 1, arbitrary: fc.constant(overflowing) },
);

/** As a script writes it, and as it is sent. */
const methods: readonly (readonly [written: string, sent: string])[] = [
  ...['GET', 'GET', 'HEAD', 'POST', 'PUT', 'PUT', 'DELETE', 'OPTIONS'].map((name) => [name, name] as const),
  ...['PATCH', 'patch', 'PURGE', 'Put-It', '*'].map((name) => [name, name] as const),
  ['get', 'GET'],
  ['put', 'PUT'],
  ['Delete', 'DELETE'],
];

/** The server's origin, given the page's. */
const server = fc.constantFrom<(page: string) => string>(
  ...Array.from({ length: 8 }, () => () => 'https://api.example'),
  () => 'http://api.example:8080',
  () => 'http://localhost:3000',
  // The page's own, and two that are nearly. One with a dot at its end is no origin to the engine, so that `reject` turns
  // its own pages away too: an exception, and no more than that.
  (page) => (isWeb(page) && !page.includes('.:') && !page.endsWith('.') ? page : 'https://api.example'),
  (page) => (isWeb(page) ? page.replace(/(:\d+)?$/, ':8444') : 'https://api.example'),
  (page) => twinOf(page),
);

function isWeb(origin: string): boolean {
  return origin.startsWith('https://') || origin.startsWith('http://');
}

/** The same host and port by the other scheme; a server behind a proxy cannot tell them apart. */
function twinOf(page: string): string {
  if (!isWeb(page)) return 'http://api.example';
  const twin = page.startsWith('https:') ? page.replace('https:', 'http:') : page.replace('http:', 'https:');
  return new URL(twin).origin;
}

/** A path that is in the policy, or next to it, as a URL may hold it. */
const path = fc.tuple(fc.nat({ max: 20 }), pathEdit).map(([place, edit]) => (paths: readonly string[]): string => {
  const known = paths[place % paths.length] ?? '/';
  const edited = edit(known);
  return typeof edited === 'string' && edited.startsWith('/') && edited.length < 1000 ? edited : known;
});

interface Parts {
  readonly origin: (origins: readonly string[]) => string;
  readonly server: (page: string) => string;
  readonly path: (paths: readonly string[]) => string;
  readonly method: readonly [written: string, sent: string];
  readonly bundle: HeaderBundle;
  readonly isForm: boolean;
  readonly credentials: BrowserRequest['credentials'];
  readonly cache: BrowserRequest['cache'];
  readonly hasBody: boolean;
  readonly uploadListener: boolean;
  readonly privateNetwork: boolean;
}

function planOf(parts: Parts): PageRequestPlan {
  return ({ origins, paths }) => {
    const origin = parts.origin(origins);
    const url = parts.server(origin) + parts.path(paths);
    const [written, sent] = parts.method;
    // A form posts across origins without CORS, and so does `fetch()` in mode no-cors. Away from HTTPS it would be
    // mixed content.
    const isForm = parts.isForm && ['GET', 'HEAD', 'POST'].includes(sent) && !url.startsWith('http:');
    const { headers, asks } = parts.bundle;
    const isOverflowing = parts.bundle === overflowing;
    const hasBody = parts.hasBody && sent !== 'GET' && sent !== 'HEAD' && !isOverflowing;
    return {
      method: sent,
      asks: isForm ? [] : asks,
      request: {
        origin,
        url,
        method: written,
        headers,
        mode: isForm ? 'no-cors' : 'cors',
        credentials: parts.credentials,
        ...(parts.cache === undefined ? {} : { cache: parts.cache }),
        ...(hasBody ? { body: '{}' } : {}),
        ...(parts.uploadListener && hasBody && !isForm ? { uploadListener: true } : {}),
        ...(parts.privateNetwork ? { privateNetwork: true } : {}),
      },
    };
  };
}

const rarely = (weight: number): fc.Arbitrary<boolean> => fc.nat({ max: weight }).map((die) => die === 0);

const planned = (isForm: fc.Arbitrary<boolean>): fc.Arbitrary<PageRequestPlan> =>
  fc
    .record<Parts>({
      origin: pageOriginPlan,
      server,
      path,
      method: fc.constantFrom(...methods),
      bundle: headers,
      isForm,
      credentials: fc.constantFrom('omit', 'same-origin', 'include', 'include'),
      cache: fc.constantFrom(undefined, undefined, undefined, 'no-store', 'no-cache'),
      hasBody: fc.boolean(),
      uploadListener: rarely(9),
      privateNetwork: rarely(5),
    })
    .map(planOf);

/** Requests of every kind that a page can make, those of a form included. */
export const pageRequestPlan: fc.Arbitrary<PageRequestPlan> = planned(rarely(9));

/** Requests that a script makes, and reads. */
export const scriptRequestPlan: fc.Arbitrary<PageRequestPlan> = planned(fc.constant(false));

import fc from 'fast-check';
import type { PageFetch } from '../page/page-fetch.js';

/** A fetch, still without its address. */
export type RequestPlan = Omit<PageFetch, 'url'>;

type Field = readonly [name: string, value: string];

const methods = fc.constantFrom(
  'GET',
  'GET',
  'GET',
  'get',
  'HEAD',
  'POST',
  'POST',
  'PUT',
  'PUT',
  'DELETE',
  'delete',
  'PATCH',
  'PATCH',
  'patch',
  'OPTIONS',
  'PROPFIND',
);

/** Safelisted with these values, or just not any more. */
const safelistedFields = fc.constantFrom<Field>(
  ['Accept', 'text/plain'],
  ['accept', 'text/plain;q="0.5"'],
  ['accept', 'text/plain, caf\u00e9'],
  ['accept', 'a'.repeat(128)],
  ['accept', 'a'.repeat(129)],
  ['Accept-Language', 'en-GB, de;q=0.5'],
  ['accept-language', 'en_GB'],
  ['content-language', 'en'],
  ['content-language', '*'],
  ['range', 'bytes=0-99'],
  ['range', 'bytes=5-'],
  ['range', 'bytes=-500'],
  ['range', 'bytes=9-5'],
  ['range', 'bytes=0-1,5-6'],
  ['Range', 'bytes=0-18446744073709551616'],
);

const contentTypes = fc.constantFrom<Field>(
  ['content-type', 'text/plain'],
  ['Content-Type', 'TEXT/Plain;charset=utf-8'],
  ['content-type', 'application/x-www-form-urlencoded'],
  ['content-type', 'multipart/form-data; boundary=x'],
  ['content-type', 'application/json'],
  ['content-type', 'application/json;charset=utf-8'],
  ['content-type', 'text/plain; x="y"'],
  ['content-type', 'text/html'],
);

const customFields = fc.constantFrom<Field>(
  ['x-a', '1'],
  ['X-A', '2'],
  ['x-b', ''],
  ['X-Unlisted', 'yes'],
  ['authorization', 'Bearer token'],
  ['x-requested-with', 'XMLHttpRequest'],
  ['if-none-match', '"1"'],
  ['cache-control', 'no-cache'],
  ['dpr', '2'],
  ['save-data', 'on'],
  ['x-http-method-override', 'PUT'],
  ['x-http-method-override', 'TRACE'],
  // A script may not set these: they are dropped.
  ['cookie', 'stolen=1'],
  ['origin', 'http://evil.test'],
  ['sec-fetch-site', 'same-origin'],
  ['access-control-request-method', 'GET'],
);

/** Each safelisted, and together too many bytes. */
const longFields: readonly Field[] = Array.from({ length: 9 }, (_, at): Field => ['accept', `${at}${'a'.repeat(119)}`]);

const fields = fc.oneof(
  { weight: 4, arbitrary: fc.constant<readonly Field[]>([]) },
  { weight: 3, arbitrary: fc.array(safelistedFields, { minLength: 1, maxLength: 2 }) },
  {
    weight: 6,
    arbitrary: fc.array(fc.oneof(customFields, customFields, safelistedFields), { minLength: 1, maxLength: 2 }),
  },
  { weight: 1, arbitrary: fc.constant<readonly Field[]>(longFields) },
);

const credentials = fc.constantFrom<PageFetch['credentials']>('omit', 'same-origin', 'include');
const caches = fc.oneof(
  { weight: 6, arbitrary: fc.constant<PageFetch['cache']>('default') },
  { weight: 1, arbitrary: fc.constantFrom<PageFetch['cache']>('no-store', 'reload', 'no-cache') },
);
const modes = fc.oneof(
  { weight: 12, arbitrary: fc.constant<PageFetch['mode']>('cors') },
  { weight: 1, arbitrary: fc.constant<PageFetch['mode']>('no-cors') },
);

const hasBody = (method: string): boolean => !['GET', 'HEAD'].includes(method.toUpperCase());

/** Any fetch that a script may come up with. */
const requestPlan: fc.Arbitrary<RequestPlan> = fc
  .record({
    method: methods,
    fields,
    contentType: fc.option(contentTypes, { nil: undefined }),
    body: fc.option(fc.constantFrom('', 'text', '{"a":1}'), { nil: undefined }),
    credentials,
    cache: caches,
    mode: modes,
  })
  .map(({ method, fields, contentType, body, ...others }): RequestPlan => {
    const own = hasBody(method) && contentType !== undefined ? [...fields, contentType] : fields;
    return { method, headers: own, ...others, ...(hasBody(method) && body !== undefined ? { body } : {}) };
  });

/** What a second fetch has in common with the first: all, or all but one thing. */
const variations = fc.constantFrom<((first: RequestPlan, other: RequestPlan) => RequestPlan)[]>(
  (first) => first,
  (first) => first,
  (first, { method = 'GET' }) => {
    const { body, ...others } = first;
    return { ...others, method, ...(hasBody(method) && body !== undefined ? { body } : {}) };
  },
  (first, { headers }) => ({ ...first, headers }),
  (first, { credentials }) => ({ ...first, credentials }),
  (_first, other) => other,
);

/** One fetch, or several of the same address: what a browser remembers of the first decides what it sends for the next. */
export const requestPlans: fc.Arbitrary<readonly RequestPlan[]> = fc
  .tuple(requestPlan, fc.array(fc.tuple(variations, requestPlan), { maxLength: 2 }))
  .map(([first, more]) => [first, ...more.map(([vary, other]) => vary(first, other))]);

import fc from 'fast-check';
import type { Reply } from '../server/reply.js';

const statuses = fc.constantFrom(200, 200, 200, 200, 201, 204, 206, 304, 400, 401, 404, 409, 500, 503);

const fields = fc.constantFrom<readonly [string, string]>(
  ['x-a', '1'],
  ['x-b', 'two'],
  ['x-internal', 'hidden'],
  ['etag', '"1"'],
  ['content-language', 'en'],
  ['expires', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['last-modified', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['pragma', 'no-cache'],
  ['set-cookie', 'seen=1; Path=/elsewhere'],
  // Not the application's to say: the policy has the last word.
  ['access-control-allow-origin', '*'],
  ['access-control-allow-credentials', 'true'],
  ['access-control-expose-headers', 'x-internal'],
);

/** What the application answers. No cache keeps it, so that every fetch is asked anew. */
export const replyPlan: fc.Arbitrary<Reply> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .tuple(statuses, fc.uniqueArray(fields, { minLength: 3, maxLength: 7, selector: ([name]) => name }))
      .map(([status, headers]): Reply => {
        const none = status === 204 || status === 304;
        return {
          status,
          headers: [...headers, ['cache-control', 'no-store'], ...(none ? [] : [contentType])],
          body: none ? null : ['the ', 'body'],
        };
      }),
  },
  { weight: 1, arbitrary: fc.constant<Reply>('throws') },
);

const contentType: readonly [string, string] = ['content-type', 'text/plain'];

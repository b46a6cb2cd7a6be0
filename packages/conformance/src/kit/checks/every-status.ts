import { deepStrictEqual } from 'node:assert/strict';
import type { Check, CheckGroup } from '../check/check.js';
import { askOnce } from '../check/test-bench.js';
import type { ReplyScript } from '../fixture/reply-script.js';
import { replyingWith, staysDecorated } from './decorated.js';
import { listCors } from './sample-policy.js';

const bodiless = new Set([204, 304]);

const replyOf = (status: number): ReplyScript => ({
  status,
  set: [
    ['Content-Type', 'text/plain'],
    ['ETag', '"v1"'],
    ['Location', '/elsewhere'],
    ['Content-Range', 'bytes 0-3/10'],
  ],
  ...(bodiless.has(status) ? {} : { body: `body of ${status}` }),
});

const everyStatus = [
  200, 201, 202, 203, 204, 206, 226, 300, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 404, 405, 406, 409, 410,
  412, 413, 415, 416, 418, 421, 422, 428, 429, 451, 500, 501, 502, 503, 504, 511,
];

const statusChecks = everyStatus.map(
  (status): Check => ({
    name: `a ${status} of the handler carries the headers of the decision and is otherwise as without CORS`,
    needs: ['set'],
    variant: true,
    run: (adapter) => staysDecorated(adapter, replyingWith(replyOf(status))),
  }),
);

const everyMethod = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const methodChecks = everyMethod.map(
  (method): Check => ({
    name: `the answer to ${method} carries the headers of the decision and is otherwise as without CORS`,
    run: (adapter) => staysDecorated(adapter, replyingWith({ body: 'hello' }), { method }),
  }),
);

export const everyStatusGroup: CheckGroup = {
  title: 'promise 1: on every status and method',
  checks: [
    ...statusChecks,
    ...methodChecks,
    {
      name: 'a 304 to a conditional request keeps its ETag',
      needs: ['set'],
      run: (adapter) =>
        staysDecorated(adapter, replyingWith({ status: 304, set: [['ETag', '"v1"']] }), {
          headers: [['If-None-Match', '"v1"']],
        }),
    },
    {
      name: 'a handler that answers later carries the headers of the decision',
      run: (adapter) => staysDecorated(adapter, replyingWith({ late: true, body: 'late' })),
    },
    {
      name: 'the handler runs exactly once',
      run: async (adapter) => {
        const { seen } = await askOnce(adapter, { cors: [listCors], routes: { '*': { body: 'hello' } } }, {});
        deepStrictEqual(
          seen.map(({ what }) => what).filter((what) => what === 'handler'),
          ['handler'],
        );
      },
    },
  ],
};

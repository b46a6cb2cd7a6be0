import { deepStrictEqual } from 'node:assert/strict';
import type { Check, CheckGroup } from '../check/check.js';
import { type CorsAnswer, expectAnswered, expectDecorated } from '../check/expectation.js';
import { besideTwin, onServer } from '../check/test-bench.js';
import type { AdapterUnderTest } from '../fixture/adapter-under-test.js';
import { countOf } from '../fixture/observation.js';
import type { ServerSetup } from '../fixture/server-setup.js';
import type { WireRequest } from '../wire/wire-message.js';
import { replyingWith } from './decorated.js';
import {
  allowedCaller,
  allowedOrigin,
  corsWith,
  deniedOrigin,
  listConfig,
  listCors,
  preflight,
  preflightAnswer,
  publicConfig,
  refusedPreflightAnswer,
} from './sample-policy.js';

interface PreflightCase {
  readonly title: string;
  readonly request: WireRequest;
  readonly status: number;
  readonly answer: CorsAnswer;
  readonly needs?: Check['needs'];
}

const preflightCases: readonly PreflightCase[] = [
  { title: 'an allowed preflight', request: preflight(), status: 204, answer: preflightAnswer },
  {
    title: 'a preflight without request headers',
    request: preflight(allowedOrigin, 'GET', null),
    status: 204,
    answer: preflightAnswer,
  },
  {
    title: 'a preflight refused for its origin',
    request: preflight(deniedOrigin),
    status: 403,
    answer: refusedPreflightAnswer,
  },
  {
    title: 'a preflight refused for its method',
    request: preflight(allowedOrigin, 'DELETE'),
    status: 204,
    answer: preflightAnswer,
  },
  {
    title: 'a preflight refused for its headers',
    request: preflight(allowedOrigin, 'PUT', 'x-other'),
    status: 204,
    answer: preflightAnswer,
  },
  {
    title: 'a preflight with a malformed origin',
    request: preflight('https://app.example/'),
    status: 403,
    answer: refusedPreflightAnswer,
  },
  {
    title: 'a preflight with an empty origin',
    request: preflight(''),
    status: 403,
    answer: refusedPreflightAnswer,
    needs: ['empty-field'],
  },
  { title: 'a preflight from `null`', request: preflight('null'), status: 403, answer: refusedPreflightAnswer },
  {
    title: 'a preflight for a route that is not there',
    request: preflight(allowedOrigin, 'PUT', 'x-a', '/nowhere'),
    status: 204,
    answer: preflightAnswer,
  },
  {
    title: 'a preflight with a query',
    request: preflight(allowedOrigin, 'PUT', 'x-a', '/there?a=b&c=%20'),
    status: 204,
    answer: preflightAnswer,
  },
];

const answeredBeforeAnything = ({ title, request, status, answer, needs }: PreflightCase): Check => ({
  name: `${title} is answered at the adapter, and neither the handler nor what stands behind the adapter runs`,
  needs,
  run: (adapter) =>
    onServer(
      adapter,
      { cors: [listCors], routes: { '/': { body: 'no' }, '/there': { body: 'no' } }, gate: true },
      async (bench) => {
        expectAnswered(await bench.ask(request), status, answer);
        const seen = await bench.seen();
        deepStrictEqual([countOf(seen, 'handler'), countOf(seen, 'gate')], [0, 0], 'something behind the adapter ran');
      },
    ),
});

const handlerRuns = async (adapter: AdapterUnderTest, setup: ServerSetup, request: WireRequest): Promise<number> =>
  onServer(adapter, setup, async (bench) => {
    await bench.ask(request);
    return countOf(await bench.seen(), 'handler');
  });

interface PassingCase {
  readonly title: string;
  readonly request: WireRequest;
  readonly answer: CorsAnswer;
}

const denied: CorsAnswer = { cors: [], vary: ['Origin'] };

const passingCases: readonly PassingCase[] = [
  { title: 'a bare OPTIONS', request: { method: 'OPTIONS' }, answer: denied },
  {
    title: 'OPTIONS with an allowed origin but without a requested method',
    request: { method: 'OPTIONS', headers: allowedCaller.headers },
    answer: allowedCaller.answer,
  },
  {
    title: 'OPTIONS with a denied origin but without a requested method',
    request: { method: 'OPTIONS', headers: [['Origin', deniedOrigin]] },
    answer: denied,
  },
  {
    title: 'OPTIONS with an empty requested method',
    request: {
      method: 'OPTIONS',
      headers: [
        ['Origin', allowedOrigin],
        ['Access-Control-Request-Method', ''],
      ],
    },
    answer: allowedCaller.answer,
  },
  {
    title: 'OPTIONS with requested headers but without a requested method',
    request: {
      method: 'OPTIONS',
      headers: [
        ['Origin', allowedOrigin],
        ['Access-Control-Request-Headers', 'x-a'],
      ],
    },
    answer: allowedCaller.answer,
  },
  {
    title: 'OPTIONS with a requested method but without an origin',
    request: { method: 'OPTIONS', headers: [['Access-Control-Request-Method', 'PUT']] },
    answer: denied,
  },
  {
    title: 'GET with all the fields of a preflight',
    request: { ...preflight(), method: 'GET' },
    answer: allowedCaller.answer,
  },
  {
    title: 'POST with all the fields of a preflight',
    request: { ...preflight(), method: 'POST' },
    answer: allowedCaller.answer,
  },
];

const reachesTheApplication = ({ title, request, answer }: PassingCase): Check => ({
  name: `${title} reaches the application`,
  run: async (adapter) => {
    const application = replyingWith({ status: 201, body: 'the application' });
    await besideTwin(adapter, listCors, application, async (withCors, twin) => {
      expectDecorated(await withCors.ask(request), await twin.ask(request), answer);
    });
    deepStrictEqual(await handlerRuns(adapter, { ...application, cors: [listCors] }, request), 1);
  },
});

export const preflightGroup: CheckGroup = {
  title: 'promise 4: a preflight is answered first, and nothing else is',
  checks: [
    ...preflightCases.map(answeredBeforeAnything),
    ...passingCases.map(reachesTheApplication),
    {
      name: 'a preflight of a public policy names no origin and varies on nothing',
      run: (adapter) =>
        onServer(adapter, { cors: [corsWith(publicConfig)], routes: {} }, async (bench) => {
          const cors = [
            ['access-control-allow-origin', '*'],
            ['access-control-allow-methods', 'PUT'],
            ['access-control-allow-headers', 'x-a'],
            ['access-control-max-age', '86400'],
          ] as const;
          expectAnswered(await bench.ask(preflight(deniedOrigin)), 204, {
            cors,
            vary: ['Access-Control-Request-Method', 'Access-Control-Request-Headers'],
          });
        }),
    },
    {
      name: 'a preflight is answered with the configured status',
      run: (adapter) =>
        onServer(adapter, { cors: [corsWith({ ...listConfig, preflightStatus: 200 })], routes: {} }, async (bench) => {
          expectAnswered(await bench.ask(preflight()), 200, preflightAnswer);
          expectAnswered(await bench.ask(preflight(deniedOrigin)), 403, refusedPreflightAnswer);
        }),
    },
    {
      name: 'an actual request refused by the policy ends at the adapter',
      run: (adapter) =>
        onServer(
          adapter,
          { cors: [corsWith({ ...listConfig, disallowed: 'reject' })], routes: { '*': { body: 'no' } }, gate: true },
          async (bench) => {
            expectAnswered(await bench.ask({ headers: [['Origin', deniedOrigin]] }), 403, {
              cors: [],
              vary: ['Origin', 'Sec-Fetch-Site'],
            });
            const seen = await bench.seen();
            deepStrictEqual([countOf(seen, 'handler'), countOf(seen, 'gate')], [0, 0]);
          },
        ),
    },
    {
      name: 'what stands behind the adapter refuses an actual request with the headers of the decision',
      run: (adapter) =>
        besideTwin(adapter, listCors, { routes: { '*': { body: 'no' } }, gate: true }, async (withCors, twin) => {
          const asked = { headers: allowedCaller.headers };
          const response = await withCors.ask(asked);
          deepStrictEqual(response.status, 401);
          expectDecorated(response, await twin.ask(asked), allowedCaller.answer);
        }),
    },
  ],
};

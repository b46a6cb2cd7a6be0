import { deepStrictEqual, ok } from 'node:assert/strict';
import type { CheckGroup } from '../check/check.js';
import { type CorsAnswer, expectAnswered, expectCorsLines, expectDecorated, expectVary } from '../check/expectation.js';
import { type Bench, besideTwin, named, onServer } from '../check/test-bench.js';
import type { AdapterUnderTest } from '../fixture/adapter-under-test.js';
import { countOf, decisionsIn } from '../fixture/observation.js';
import { exchange } from '../wire/client.js';
import { exchangeBytes, RawConnection, requestBytes } from '../wire/raw-client.js';
import type { WireRequest, WireResponse } from '../wire/wire-message.js';
import {
  allowedCaller,
  allowedOrigin,
  deniedCaller,
  deniedOrigin,
  listCors,
  preflight,
  preflightAnswer,
  refusedPreflightAnswer,
  silentCaller,
} from './sample-policy.js';

interface Expected {
  readonly request: WireRequest;
  readonly status: number;
  readonly body: string;
  readonly answer: CorsAnswer;
}

const routes = {
  '/text': { body: 'text' },
  '/stream': { stream: [{ write: 'str' }, { write: 'eam' }] },
  '/empty': { status: 204 },
  '/late': { late: true, body: 'late' },
  '/star': { set: [['Access-Control-Allow-Origin', '*']], body: 'star' },
} as const;

/** One request of every sort, so that whatever is kept between requests shows. */
const mixture: readonly Expected[] = [
  {
    request: { target: '/text', headers: allowedCaller.headers },
    status: 200,
    body: 'text',
    answer: allowedCaller.answer,
  },
  { request: preflight(allowedOrigin, 'PUT', 'x-a', '/text'), status: 204, body: '', answer: preflightAnswer },
  {
    request: { target: '/star', headers: deniedCaller.headers },
    status: 200,
    body: 'star',
    answer: deniedCaller.answer,
  },
  {
    request: { method: 'POST', target: '/stream', headers: allowedCaller.headers, body: 'posted' },
    status: 200,
    body: 'stream',
    answer: allowedCaller.answer,
  },
  { request: preflight(deniedOrigin, 'PUT', 'x-a', '/text'), status: 403, body: '', answer: refusedPreflightAnswer },
  {
    request: { target: '/empty', headers: allowedCaller.headers },
    status: 204,
    body: '',
    answer: allowedCaller.answer,
  },
  {
    request: { target: '/late', headers: silentCaller.headers },
    status: 200,
    body: 'late',
    answer: silentCaller.answer,
  },
  {
    request: { method: 'HEAD', target: '/text', headers: allowedCaller.headers },
    status: 200,
    body: '',
    answer: allowedCaller.answer,
  },
  {
    request: { ...preflight(allowedOrigin, 'PUT', 'x-a', '/text'), body: 'a preflight with a body' },
    status: 204,
    body: '',
    answer: preflightAnswer,
  },
  { request: { method: 'OPTIONS', target: '/text' }, status: 200, body: 'text', answer: silentCaller.answer },
];

const requests: readonly Expected[] = Array.from(
  { length: 200 },
  (_, at) => mixture.slice(at % mixture.length)[0],
).filter((one) => one !== undefined);

const expectOne = (response: WireResponse | undefined, { status, body, answer }: Expected, at: number): void => {
  ok(response, `no answer to request ${at}`);
  deepStrictEqual([response.status, response.body.toString()], [status, body], `request ${at}`);
  expectCorsLines(response, answer.cors);
  expectVary(response, answer.vary);
};

const withMixture = (adapter: AdapterUnderTest, use: (bench: Bench) => Promise<void>): Promise<void> =>
  onServer(adapter, { cors: [listCors], routes }, use);

export const connectionsGroup: CheckGroup = {
  title: 'on the connection: many requests, old versions',
  checks: [
    {
      name: 'two hundred mixed requests, one after the other on one connection, each get their own answer',
      needs: ['keep-alive'],
      heavy: true,
      run: (adapter) =>
        withMixture(adapter, async ({ port }) => {
          const connection = await RawConnection.open(port);
          try {
            for (const [at, expected] of requests.entries()) {
              connection.send(requestBytes(expected.request));
              expectOne(await connection.read(expected.request.method), expected, at);
            }
          } finally {
            connection.destroy();
          }
        }),
    },
    {
      name: 'two hundred mixed requests, pipelined on one connection, are answered in order',
      needs: ['keep-alive', 'pipelining'],
      heavy: true,
      run: (adapter) =>
        withMixture(adapter, async ({ port }) => {
          const connection = await RawConnection.open(port);
          try {
            connection.send(requests.map(({ request }) => requestBytes(request)).join(''));
            for (const [at, expected] of requests.entries())
              expectOne(await connection.read(expected.request.method), expected, at);
          } finally {
            connection.destroy();
          }
        }),
    },
    {
      name: 'a hundred mixed requests at the same time each get their own answer',
      heavy: true,
      run: (adapter) =>
        withMixture(adapter, async ({ port, seen }) => {
          const asked = requests.slice(0, 100);
          const responses = await Promise.all(
            asked.map(({ request }, at) => exchange(adapter.protocol, port, named(String(at), request))),
          );
          for (const [at, expected] of asked.entries()) expectOne(responses[at], expected, at);
          const log = await seen();
          for (const [at, { answer }] of asked.entries()) {
            const isPreflight = answer === preflightAnswer || answer === refusedPreflightAnswer;
            deepStrictEqual(countOf(log, 'handler', String(at)), isPreflight ? 0 : 1, `request ${at}`);
            deepStrictEqual(decisionsIn(log, String(at)).length, 1, `decisions on request ${at}`);
          }
        }),
    },
    {
      name: 'an HTTP/1.0 client gets the headers of the decision',
      needs: ['http/1.0'],
      run: (adapter) =>
        besideTwin(adapter, listCors, { routes }, async (withCors, twin) => {
          for (const target of ['/text', '/stream']) {
            const bytes = requestBytes({ target, headers: allowedCaller.headers }, '1.0');
            const [response, plain] = [
              await exchangeBytes(withCors.port, bytes),
              await exchangeBytes(twin.port, bytes),
            ];
            ok(response !== undefined && plain !== undefined);
            expectDecorated(response, plain, allowedCaller.answer);
          }
          const response = await exchangeBytes(withCors.port, requestBytes(preflight(), '1.0'), 'OPTIONS');
          ok(response);
          expectAnswered(response, 204, preflightAnswer);
        }),
    },
    {
      name: 'interim answers are as without CORS, and the final one carries the headers of the decision',
      needs: ['informational'],
      run: (adapter) =>
        besideTwin(adapter, listCors, { routes }, async (withCors, twin) => {
          const asked: WireRequest = {
            method: 'POST',
            target: '/text',
            headers: [...allowedCaller.headers, ['Expect', '100-continue']],
            body: 'x',
          };
          const [response, plain] = [await withCors.ask(asked), await twin.ask(asked)];
          deepStrictEqual(response.interim, plain.interim);
          deepStrictEqual(plain.interim.length, 1);
          expectDecorated(response, plain, allowedCaller.answer);
        }),
    },
    {
      name: 'early hints of the handler are as without CORS, and the final answer carries the headers of the decision',
      needs: ['early-hints'],
      run: (adapter) =>
        besideTwin(
          adapter,
          listCors,
          { routes: { '*': { earlyHints: '</a.css>; rel=preload', body: 'hello' } } },
          async (withCors, twin) => {
            const asked = { headers: allowedCaller.headers };
            const [response, plain] = [await withCors.ask(asked), await twin.ask(asked)];
            deepStrictEqual(response.interim, plain.interim);
            deepStrictEqual(plain.interim.length, 1);
            expectDecorated(response, plain, allowedCaller.answer);
          },
        ),
    },
  ],
};

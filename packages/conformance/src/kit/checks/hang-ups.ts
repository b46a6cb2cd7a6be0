import { deepStrictEqual, ok } from 'node:assert/strict';
import type { CheckGroup } from '../check/check.js';
import { type CorsAnswer, expectCorsLines, expectStatus, expectVary } from '../check/expectation.js';
import { type Bench, eventually, named, onServer } from '../check/test-bench.js';
import type { AdapterUnderTest } from '../fixture/adapter-under-test.js';
import { countOf, decisionsIn } from '../fixture/observation.js';
import { releasePath } from '../fixture/reply-script.js';
import type { CorsSetup } from '../fixture/server-setup.js';
import { startExchange } from '../wire/client.js';
import type { WireResponse } from '../wire/wire-message.js';
import {
  actualLines,
  allowedCaller,
  allowedOrigin,
  corsWith,
  deniedOrigin,
  fromOrigin,
  listConfig,
  listCors,
  originVary,
  preflight,
} from './sample-policy.js';

const routes = {
  '/text': { body: 'text' },
  '/waits': { stream: [{ write: 'first,' }, { waitFor: 'release' }, { write: 'x'.repeat(1 << 20) }] },
  '/held': { stream: [{ waitFor: 'release' }, { write: 'late' }] },
} as const;

const expectServed = (response: WireResponse | undefined, cors: CorsAnswer['cors']): void => {
  ok(response, 'no answer');
  expectStatus(response, 200);
  expectCorsLines(response, cors);
  expectVary(response, originVary);
};

const slowAllow: CorsSetup = corsWith(listConfig, { allow: { answer: true, async: true, delay: 30 } });

const slowPolicy: CorsSetup = { policy: { kind: 'function', async: true, outcome: 'policy', config: listConfig } };

const served = (adapter: AdapterUnderTest, cors: CorsSetup, use: (bench: Bench) => Promise<void>): Promise<void> =>
  onServer(adapter, { cors: [cors], routes }, async (bench) => {
    await use(bench);
    expectServed(await bench.ask({ target: '/text', headers: allowedCaller.headers }), actualLines);
  });

export const hangUpsGroup: CheckGroup = {
  title: 'on the connection: clients that hang up',
  checks: [
    {
      name: 'a client that hangs up before the answer disturbs nobody',
      run: (adapter) =>
        served(adapter, listCors, async ({ port, seen, ask }) => {
          const started = await startExchange(
            adapter.protocol,
            port,
            named('gone', fromOrigin(allowedOrigin, { target: '/held' })),
          );
          await eventually('the handler ran', async () => countOf(await seen(), 'handler', 'gone') === 1);
          started.hangUp();
          await ask({ target: releasePath });
        }),
    },
    {
      name: 'a client that hangs up in the middle of a stream disturbs nobody',
      run: (adapter) =>
        served(adapter, listCors, async ({ port, ask }) => {
          const started = await startExchange(adapter.protocol, port, fromOrigin(allowedOrigin, { target: '/waits' }));
          await started.untilBody('first,');
          started.hangUp();
          await ask({ target: releasePath });
        }),
    },
    {
      name: 'a client that hangs up while allow is asked disturbs nobody, and allow is asked once',
      run: (adapter) =>
        served(adapter, slowAllow, async ({ port, seen }) => {
          const started = await startExchange(
            adapter.protocol,
            port,
            named('gone', fromOrigin(deniedOrigin, { target: '/text' })),
          );
          await eventually('allow was asked', async () => countOf(await seen(), 'allow', 'gone') === 1);
          started.hangUp();
          await eventually('the decision was reported', async () => decisionsIn(await seen(), 'gone').length === 1);
          deepStrictEqual(countOf(await seen(), 'allow', 'gone'), 1);
        }),
    },
    {
      name: 'a client that hangs up while allow is asked about its preflight disturbs nobody',
      run: (adapter) =>
        served(adapter, slowAllow, async ({ port, seen, ask }) => {
          const started = await startExchange(
            adapter.protocol,
            port,
            named('gone', preflight(deniedOrigin, 'PUT', 'x-a', '/text')),
          );
          await eventually('allow was asked', async () => countOf(await seen(), 'allow', 'gone') === 1);
          started.hangUp();
          await eventually('the decision was reported', async () => decisionsIn(await seen(), 'gone').length === 1);
          await ask({ target: '/text' }); // whatever was on its way has arrived now
          deepStrictEqual(countOf(await seen(), 'handler', 'gone'), 0);
        }),
    },
    {
      name: 'a client that hangs up at once, while the policy is looked up, disturbs nobody',
      run: (adapter) =>
        served(adapter, slowPolicy, async ({ port }) => {
          for (const request of [
            fromOrigin(allowedOrigin, { target: '/text' }),
            preflight(allowedOrigin, 'PUT', 'x-a', '/text'),
          ]) {
            const started = await startExchange(adapter.protocol, port, request);
            started.hangUp();
          }
        }),
    },
    {
      name: 'a client that is still there while another hangs up gets its answer',
      run: (adapter) =>
        served(adapter, slowAllow, async ({ port }) => {
          const [leaving, staying] = await Promise.all(
            ['leaving', 'staying'].map((name) =>
              startExchange(adapter.protocol, port, named(name, fromOrigin(deniedOrigin, { target: '/text' }))),
            ),
          );
          leaving?.hangUp();
          const response = await staying?.response();
          staying?.hangUp();
          expectServed(response, [
            ...actualLines.filter(([name]) => name !== 'access-control-allow-origin'),
            ['access-control-allow-origin', deniedOrigin],
          ]);
        }),
    },
  ],
};

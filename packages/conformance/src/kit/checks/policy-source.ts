import { deepStrictEqual, ok, throws } from 'node:assert/strict';
import type { Check, CheckGroup } from '../check/check.js';
import { expectAnswered, expectCorsLines, expectDecorated, expectStatus } from '../check/expectation.js';
import { besideTwin, onServer } from '../check/test-bench.js';
import type { AdapterUnderTest } from '../fixture/adapter-under-test.js';
import { countOf, decisionsIn } from '../fixture/observation.js';
import type { PolicyScript } from '../fixture/server-setup.js';
import { replyingWith } from './decorated.js';
import {
  allowedCaller,
  callers,
  deniedOrigin,
  listConfig,
  policyOf,
  preflight,
  preflightAnswer,
  refusedPreflightAnswer,
} from './sample-policy.js';

const hello = replyingWith({ set: [['Vary', 'Accept']], body: 'hello' });

const fromFunction = (
  async: boolean,
  outcome: Extract<PolicyScript, { kind: 'function' }>['outcome'],
): PolicyScript => ({
  kind: 'function',
  config: listConfig,
  async,
  outcome,
});

const sources: readonly (readonly [title: string, policy: PolicyScript])[] = [
  ['a policy', policyOf(listConfig)],
  ['a config', { kind: 'config', config: listConfig }],
  [
    'several rules',
    { kind: 'config', config: [{ origins: ['https://first.example'], paths: ['/first/*'] }, listConfig] },
  ],
  ['a function that returns a policy', fromFunction(false, 'policy')],
  ['a function that resolves to a policy', fromFunction(true, 'policy')],
];

const servesFrom = ([title, policy]: (typeof sources)[number]): Check => ({
  name: `${title} is a policy source`,
  run: (adapter) =>
    besideTwin(adapter, { policy }, hello, async (withCors, twin) => {
      for (const caller of callers) {
        const asked = { headers: caller.headers };
        expectDecorated(await withCors.ask(asked), await twin.ask(asked), caller.answer);
      }
      expectAnswered(await withCors.ask(preflight()), 204, preflightAnswer);
      expectAnswered(await withCors.ask(preflight(deniedOrigin)), 403, refusedPreflightAnswer);
    }),
});

const failsWith =
  (policy: PolicyScript): Check['run'] =>
  async (adapter: AdapterUnderTest) => {
    const status = adapter.incidents['policy-throws'];
    if (typeof status !== 'number') throw new Error('the description does not say what is answered');
    await onServer(adapter, { ...hello, cors: [{ policy }] }, async (bench) => {
      for (const asked of [{ headers: allowedCaller.headers }, preflight(), {}]) {
        const response = await bench.ask(asked);
        expectStatus(response, status);
        expectCorsLines(response, []);
      }
      const seen = await bench.seen();
      deepStrictEqual(
        [countOf(seen, 'handler'), decisionsIn(seen).length],
        [0, 0],
        'nothing was decided and nothing ran',
      );
    });
  };

const failing = (['throws', 'config'] as const).flatMap((outcome) =>
  [false, true].map(
    (async): Check => ({
      name: `a policy function that ${async ? 'asynchronously ' : ''}${outcome === 'throws' ? 'throws' : 'returns a config'} goes to the error handling of the framework, without CORS headers`,
      needs: ['policy-throws'],
      run: failsWith(fromFunction(async, outcome)),
    }),
  ),
);

const meansNoCors = (async: boolean): Check => ({
  name: `a function that ${async ? 'resolves to' : 'returns'} undefined means no CORS: nothing is decided, and the application answers everything`,
  run: (adapter) =>
    onServer(adapter, { ...hello, cors: [{ policy: fromFunction(async, 'undefined') }] }, async (bench) => {
      for (const asked of [{ headers: allowedCaller.headers }, preflight(deniedOrigin)]) {
        const response = await bench.ask(asked);
        expectStatus(response, 200);
        expectCorsLines(response, []);
      }
      const seen = await bench.seen();
      deepStrictEqual([countOf(seen, 'handler'), decisionsIn(seen).length], [2, 0]);
    }),
});

const isPolicyError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_CORS_POLICY';

export const policySourceGroup: CheckGroup = {
  title: 'the policy: given, defined in place, or chosen by a function',
  checks: [
    ...sources.map(servesFrom),
    ...failing,
    meansNoCors(false),
    meansNoCors(true),
    {
      name: 'no policy at all is a TypeError when the adapter is made',
      run: async (adapter) => {
        for (const none of [undefined, null, true, 'https://app.example', 42])
          throws(() => adapter.construct(none), TypeError, `accepts ${String(none)}`);
      },
    },
    {
      name: 'a config with mistakes is a PolicyError when the adapter is made, and lists them all',
      run: async (adapter) => {
        throws(
          () => adapter.construct({ origins: ['https://app.example/', 'example.com'] }),
          (error: unknown) => {
            ok(isPolicyError(error), 'the error has no code ERR_CORS_POLICY');
            ok(
              typeof error === 'object' &&
                error !== null &&
                'issues' in error &&
                Array.isArray(error.issues) &&
                error.issues.length === 2,
            );
            return true;
          },
        );
      },
    },
  ],
};

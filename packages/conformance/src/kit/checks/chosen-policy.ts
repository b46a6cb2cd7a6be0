import { deepStrictEqual, notDeepStrictEqual, ok } from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { naiveEvaluate } from '../../naive-model/index.js';
import type { Check, CheckGroup } from '../check/check.js';
import { type Bench, named, onServer } from '../check/test-bench.js';
import type { AdapterUnderTest } from '../fixture/adapter-under-test.js';
import { countOf, decisionsIn } from '../fixture/observation.js';
import { type ConfigUnderTest, swapHeader, tenantHeader } from '../fixture/server-setup.js';
import { exchange, openConnection } from '../wire/client.js';
import { asSet, sorted, type WireAnswer, type WireRequest, wireAnswerOf } from '../wire/wire-message.js';
import { replyingWith } from './decorated.js';
import { allowedOrigin, deniedOrigin, fromOrigin, listConfig, preflight } from './sample-policy.js';

const hello = replyingWith({ body: 'hello' });

/** Unlike `listConfig` in every header, in `Vary` and in status, so that no part of an answer is by both. */
const otherConfig: ConfigUnderTest = {
  origins: [allowedOrigin],
  methods: ['DELETE', 'PATCH'],
  allowedHeaders: ['x-c'],
  exposedHeaders: ['x-page', 'x-next'],
  maxAge: 5,
  timing: true,
  disallowed: 'reject',
  preflightStatus: 200,
};

const requests: readonly WireRequest[] = [
  fromOrigin(allowedOrigin),
  preflight(allowedOrigin, 'PUT', 'x-a'),
  fromOrigin(deniedOrigin),
  preflight(allowedOrigin, 'DELETE', 'x-c'),
  {},
  fromOrigin(allowedOrigin, { method: 'POST', body: 'posted' }),
  preflight(deniedOrigin),
];

/** The one answer to a request that is right under a policy; without one, the application's own. */
const answerBy = (config: ConfigUnderTest | undefined, { method = 'GET', headers = [] }: WireRequest): WireAnswer => {
  const fields = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
  const decision = config && naiveEvaluate(config, { method, path: '/', headers: fields });
  return {
    status: decision?.status ?? 200,
    cors: sorted(decision?.headers ?? []),
    vary: asSet(decision?.vary ?? []),
    body: decision?.status === undefined ? 'hello' : '',
  };
};

/** By tenant; the nameless one is whoever sends no such header, and the last has no policy. */
const tenants: readonly (readonly [name: string | undefined, config: ConfigUnderTest | undefined])[] = [
  [undefined, { origins: '*' }],
  ['list', listConfig],
  ['other', otherConfig],
  ['nobody', undefined],
];

const servesTenants = (async: boolean): Check => ({
  name: `a function that chooses by the request${async ? ', through a promise,' : ''} has each tenant answered by its own policy, whoever else asks at the same time`,
  run: (adapter) =>
    onServer(
      adapter,
      {
        ...hello,
        cors: [
          {
            policy: {
              kind: 'tenants',
              config: { origins: '*' },
              tenants: { list: listConfig, other: otherConfig },
              async,
            },
            options: { vary: ['X-Tenant'] },
          },
        ],
      },
      async ({ ask, seen }) => {
        const asked = requests.flatMap((request) => tenants.map(([name, config]) => ({ request, name, config })));
        const responses = await Promise.all(
          asked.map(({ request, name }, at) => {
            const tenant = name === undefined ? [] : [[tenantHeader, name] as const];
            return ask(named(String(at), { ...request, headers: [...tenant, ...(request.headers ?? [])] }));
          }),
        );
        const log = await seen();
        for (const [at, { request, name, config }] of asked.entries()) {
          const right = answerBy(config, request);
          const vary = config === undefined ? right.vary : asSet([...right.vary, 'X-Tenant']);
          const [response] = responses.slice(at);
          ok(response);
          deepStrictEqual(wireAnswerOf(response), { ...right, vary }, `request ${at}, of the tenant ${name}`);
          deepStrictEqual(countOf(log, 'handler', String(at)), right.body === '' ? 0 : 1, `request ${at}`);
          deepStrictEqual(decisionsIn(log, String(at)).length, config === undefined ? 0 : 1, `request ${at}`);
        }
      },
    ),
});

/** Where a moment lies: before the swap was asked for, while it was, or after it had returned. */
type Phase = 'before' | 'during' | 'after';

interface Exchange {
  readonly request: WireRequest;
  readonly begun: Phase;
  readonly answered: Phase;
  readonly answer: WireAnswer;
}

const connections = 10;
const mostRequests = 1_000;
const swapAfter = 400;

/** A thousand requests on several connections that stay open, in the middle of which the policy is swapped. */
const swapUnderLoad = async ({ protocol }: AdapterUnderTest, { port }: Bench): Promise<readonly Exchange[]> => {
  const exchanges: Exchange[] = [];
  let begun = 0;
  let phase: Phase = 'before';

  const swap = async (): Promise<void> => {
    phase = 'during';
    await exchange(protocol, port, { headers: [[swapHeader, 'now']] });
    phase = 'after';
  };
  let swapping: Promise<void> | undefined;

  const keepAsking = async (): Promise<void> => {
    const connection = await openConnection(protocol, port);
    try {
      while (begun < mostRequests) {
        const request = requests[begun++ % requests.length] ?? {};
        const begunIn = phase;
        const response = await connection.exchange(request);
        exchanges.push({ request, begun: begunIn, answered: phase, answer: wireAnswerOf(response) });
        if (exchanges.length === swapAfter) swapping = swap();
      }
    } finally {
      connection.destroy();
    }
  };
  await Promise.all(Array.from({ length: connections }, keepAsking));
  await swapping;
  return exchanges;
};

/** By which of the two policies each request was answered. */
const judged = ({ request, begun, answered, answer }: Exchange): 'old' | 'new' => {
  const [old, fresh] = [answerBy(listConfig, request), answerBy(otherConfig, request)];
  notDeepStrictEqual(old, fresh, 'the two policies cannot be told apart');
  if (answered === 'before') deepStrictEqual(answer, old, 'answered before the swap');
  if (begun === 'after') deepStrictEqual(answer, fresh, 'begun after the swap');
  if (isDeepStrictEqual(answer, old)) return 'old';
  deepStrictEqual(answer, fresh, 'neither by the one policy nor by the other');
  return 'new';
};

const swaps = (async: boolean): Check => ({
  name: `a policy that is swapped while a thousand requests run, read by a function${async ? ' through a promise' : ''}: each is answered by one of the two alone, and by the new one from when the swap has returned`,
  heavy: true,
  run: (adapter) =>
    onServer(
      adapter,
      { ...hello, cors: [{ policy: { kind: 'variable', config: listConfig, swapped: otherConfig, async } }] },
      async (bench) => {
        const exchanges = await swapUnderLoad(adapter, bench);
        deepStrictEqual(exchanges.length, mostRequests);
        const verdicts = exchanges.map(judged);
        for (const policy of ['old', 'new'] as const)
          ok(verdicts.filter((one) => one === policy).length > 100, `hardly an answer is by the ${policy} policy`);
        ok(
          exchanges.some(({ begun, answered }) => begun !== 'after' && answered !== 'before'),
          'nothing ran during the swap',
        );
      },
    ),
});

export const chosenPolicyGroup: CheckGroup = {
  title: 'the policy of each request: tenants, and reconfiguration under load',
  checks: [servesTenants(false), servesTenants(true), swaps(false), swaps(true)],
};

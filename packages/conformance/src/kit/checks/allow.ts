import { deepStrictEqual } from 'node:assert/strict';
import type { Check, CheckGroup } from '../check/check.js';
import {
  type CorsAnswer,
  expectAnswered,
  expectCorsLines,
  expectDecorated,
  expectStatus,
  expectVary,
} from '../check/expectation.js';
import { askOnce, besideTwin, onServer } from '../check/test-bench.js';
import type { AdapterUnderTest } from '../fixture/adapter-under-test.js';
import { countOf, decisionsIn, type Observation } from '../fixture/observation.js';
import { allowFailure } from '../fixture/scripted-options.js';
import type { AllowScript, ConfigUnderTest } from '../fixture/server-setup.js';
import type { WireRequest } from '../wire/wire-message.js';
import { replyingWith } from './decorated.js';
import {
  actualLines,
  allowedCaller,
  allowedOrigin,
  corsWith,
  deniedOrigin,
  fromOrigin,
  listConfig,
  originVary,
  preflight,
  preflightAnswer,
  preflightVary,
  publicConfig,
  refusedPreflightAnswer,
  rejectingConfig,
  scopedConfig,
} from './sample-policy.js';

const tenant = 'https://tenant.example';

const withOrigin = (answer: CorsAnswer, origin: string): CorsAnswer => ({
  ...answer,
  cors: answer.cors.map(([name, value]) => [name, name === 'access-control-allow-origin' ? origin : value] as const),
});

const hello = replyingWith({ set: [['Access-Control-Allow-Origin', '*']], body: 'hello' });

interface AnswerCase {
  readonly title: string;
  readonly answer: AllowScript['answer'];
  readonly granted: boolean;
  readonly reason: string;
}

const answerCases: readonly AnswerCase[] = [
  { title: 'true', answer: true, granted: true, reason: 'origin-allowed' },
  { title: 'something truthy', answer: 'truthy', granted: true, reason: 'origin-allowed' },
  { title: 'false', answer: false, granted: false, reason: 'origin-not-allowed' },
  { title: 'something falsy', answer: 'falsy', granted: false, reason: 'origin-not-allowed' },
  { title: 'by throwing', answer: 'throws', granted: false, reason: 'allow-failed' },
];

const judgedBy =
  (allow: AllowScript, { granted, reason }: AnswerCase): Check['run'] =>
  (adapter) =>
    besideTwin(adapter, corsWith(listConfig, { allow }), hello, async (withCors, twin) => {
      const asked = fromOrigin(tenant);
      const expected: CorsAnswer = granted
        ? withOrigin({ cors: actualLines, vary: originVary }, tenant)
        : { cors: [], vary: originVary };
      expectDecorated(await withCors.ask(asked), await twin.ask(asked), expected);
      const refusedOrNot = granted ? withOrigin(preflightAnswer, tenant) : refusedPreflightAnswer;
      expectAnswered(await withCors.ask(preflight(tenant)), granted ? 204 : 403, refusedOrNot);
      const seen = await withCors.seen();
      deepStrictEqual(
        seen.flatMap((one) => (one.what === 'allow' ? [one.origin] : [])),
        [tenant, tenant],
        'allow is asked once per request, with the origin',
      );
      const [actual, before] = decisionsIn(seen);
      deepStrictEqual(
        [actual?.decision.reason, before?.decision.reason],
        [reason, granted ? 'preflight-allowed' : reason],
      );
      const error = allow.answer === 'throws' ? allowFailure : undefined;
      deepStrictEqual(
        [actual?.error, before?.error],
        [error, error],
        'the error is handed to onDecision, and only then',
      );
    });

const answerChecks = answerCases.flatMap((one): readonly Check[] => [
  {
    name: `an answer ${one.title}, at once, is the decision`,
    run: judgedBy({ answer: one.answer, async: false }, one),
  },
  {
    name: `an answer ${one.title}, through a promise, is the decision`,
    run: judgedBy({ answer: one.answer, async: true }, one),
  },
]);

/** Allows everybody, so that a request it was not asked about shows. */
const yes: AllowScript = { answer: true, async: false };

interface NotAsked {
  readonly title: string;
  readonly config: ConfigUnderTest;
  readonly request: WireRequest;
}

const notAsked: readonly NotAsked[] = [
  { title: 'an origin that the policy allows', config: listConfig, request: fromOrigin(allowedOrigin) },
  { title: 'a preflight that the policy allows', config: listConfig, request: preflight() },
  { title: 'a preflight refused for its method', config: listConfig, request: preflight(allowedOrigin, 'DELETE') },
  { title: 'no origin', config: listConfig, request: {} },
  { title: 'the origin `null`', config: listConfig, request: fromOrigin('null') },
  { title: 'the origin `null` of a preflight', config: listConfig, request: preflight('null') },
  { title: 'a malformed origin', config: listConfig, request: fromOrigin(`${tenant}/`) },
  { title: 'an empty origin', config: listConfig, request: fromOrigin('') },
  {
    title: 'a malformed origin out of scope',
    config: scopedConfig,
    request: fromOrigin(`${tenant}/`, { target: '/other' }),
  },
  { title: 'the origin `null` out of scope', config: scopedConfig, request: fromOrigin('null', { target: '/other' }) },
  { title: 'no origin out of scope', config: scopedConfig, request: { target: '/other' } },
  { title: 'an ambiguous path', config: scopedConfig, request: fromOrigin(tenant, { target: '/api%2f' }) },
  {
    title: 'a same-origin request',
    config: listConfig,
    request: fromOrigin(tenant, { headers: [['Sec-Fetch-Site', 'same-origin']] }),
  },
  { title: 'a public policy', config: publicConfig, request: fromOrigin(tenant) },
  {
    title: 'a write refused as forged',
    config: { ...listConfig, csrf: { trustedOrigins: [allowedOrigin] } },
    request: fromOrigin(tenant, { method: 'POST', headers: [['Sec-Fetch-Site', 'cross-site']] }),
  },
];

const asksNot = ({ title, config, request }: NotAsked): Check => ({
  name: `allow is not asked about ${title}`,
  run: async (adapter) => {
    const { seen } = await askOnce(adapter, { ...hello, cors: [corsWith(config, { allow: yes })] }, request);
    deepStrictEqual(countOf(seen, 'allow'), 0);
    deepStrictEqual(decisionsIn(seen).length, 1);
  },
});

const scopedWith = (
  adapter: AdapterUnderTest,
  allow: AllowScript,
  use: (lines: CorsAnswer['cors'], seen: readonly Observation[]) => void,
): Promise<void> =>
  onServer(
    adapter,
    { routes: { '*': { body: 'hello' } }, cors: [corsWith(scopedConfig, { allow })] },
    async (bench) => {
      const response = await bench.ask(fromOrigin(tenant, { target: '/other' }));
      expectStatus(response, 200);
      expectVary(response, originVary);
      const granted = allow.answer === true ? withOrigin({ cors: actualLines, vary: [] }, tenant).cors : [];
      expectCorsLines(response, granted);
      use(granted, await bench.seen());
    },
  );

export const allowGroup: CheckGroup = {
  title: 'option allow: the dynamic check',
  checks: [
    ...answerChecks,
    ...notAsked.map(asksNot),
    {
      name: 'allow is asked about a path that is out of scope, once, and its answer counts',
      run: async (adapter) => {
        for (const answer of [true, false])
          await scopedWith(adapter, { answer, async: false }, (_, seen) => deepStrictEqual(countOf(seen, 'allow'), 1));
      },
    },
    {
      name: 'a failing allow never turns into an error, and rejects where the policy does',
      run: (adapter) =>
        onServer(
          adapter,
          { ...hello, cors: [corsWith(rejectingConfig, { allow: { answer: 'throws', async: true } })] },
          async (bench) => {
            expectAnswered(await bench.ask(fromOrigin(tenant)), 403, { cors: [], vary: ['Origin', 'Sec-Fetch-Site'] });
            deepStrictEqual(countOf(await bench.seen(), 'handler'), 0);
          },
        ),
    },
    {
      name: 'allow grants reading, never writing',
      run: (adapter) =>
        onServer(
          adapter,
          { ...hello, cors: [corsWith({ ...listConfig, csrf: { trustedOrigins: [allowedOrigin] } }, { allow: yes })] },
          async (bench) => {
            expectAnswered(await bench.ask(fromOrigin(tenant, { method: 'POST' })), 403, {
              cors: [],
              vary: originVary,
            });
            expectAnswered(await bench.ask(preflight(tenant, 'DELETE')), 403, refusedPreflightAnswer);
            const { cors } = withOrigin({ cors: actualLines, vary: [] }, tenant);
            expectCorsLines(await bench.ask(fromOrigin(tenant)), cors);
          },
        ),
    },
    {
      name: 'with allow, Vary names Origin for everybody, even where the policy is public',
      run: (adapter) =>
        besideTwin(adapter, corsWith(publicConfig, { allow: yes }), hello, async (withCors, twin) => {
          for (const asked of [fromOrigin(tenant), fromOrigin(deniedOrigin), {}]) {
            expectDecorated(await withCors.ask(asked), await twin.ask(asked), {
              cors: [['access-control-allow-origin', '*']],
              vary: originVary,
            });
          }
        }),
    },
    {
      name: 'the names of the option vary are in Vary, whoever asks and whatever the answer',
      run: (adapter) =>
        onServer(
          adapter,
          {
            routes: { '*': { body: 'hello' } },
            cors: [corsWith(scopedConfig, { allow: { answer: false, async: false }, vary: ['X-Tenant', 'origin'] })],
          },
          async (bench) => {
            for (const headers of [allowedCaller.headers, [['Origin', tenant] as const], []]) {
              expectVary(await bench.ask({ target: '/api/x', headers }), ['Origin', 'X-Tenant']);
              expectVary(await bench.ask({ target: '/other', headers }), ['Origin', 'X-Tenant']);
            }
            expectVary(await bench.ask(preflight(tenant, 'PUT', 'x-a', '/api/x')), [...preflightVary, 'X-Tenant']);
          },
        ),
    },
  ],
};

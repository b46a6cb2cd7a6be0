import { deepStrictEqual, match, ok } from 'node:assert/strict';
import type { Check, CheckGroup } from '../check/check.js';
import { type CorsAnswer, expectAnswered, expectDecorated } from '../check/expectation.js';
import { besideTwin, onServer } from '../check/test-bench.js';
import { countOf } from '../fixture/observation.js';
import type { ConfigUnderTest } from '../fixture/server-setup.js';
import { valuesOf, type WireRequest } from '../wire/wire-message.js';
import { replyingWith } from './decorated.js';
import {
  allowedCaller,
  allowedOrigin,
  callers,
  corsWith,
  deniedOrigin,
  fromOrigin,
  listConfig,
  preflight,
  preflightAnswer,
  refusedPreflightAnswer,
  rejectingConfig,
  scopedConfig,
} from './sample-policy.js';

const continued: readonly (readonly [title: string, request: WireRequest, answer: CorsAnswer])[] = [
  ['an allowed preflight', preflight(), preflightAnswer],
  ['a preflight refused for its method', preflight(allowedOrigin, 'DELETE'), preflightAnswer],
  ['a preflight refused for its headers', preflight(allowedOrigin, 'PUT', 'x-other'), preflightAnswer],
  ['a preflight refused for its origin', preflight(deniedOrigin), refusedPreflightAnswer],
  ['a preflight with a malformed origin', preflight('x'), refusedPreflightAnswer],
];

const goesOn = ([title, request, answer]: (typeof continued)[number]): Check => ({
  name: `with preflightContinue, ${title} goes on to the application, which answers with the headers of the decision`,
  run: (adapter) =>
    besideTwin(
      adapter,
      corsWith(listConfig, { preflightContinue: true }),
      replyingWith({
        status: 202,
        set: [
          ['Access-Control-Allow-Origin', '*'],
          ['Vary', 'Accept'],
        ],
        body: 'from the application',
      }),
      async (withCors, twin) => {
        expectDecorated(await withCors.ask(request), await twin.ask(request), answer);
        deepStrictEqual(countOf(await withCors.seen(), 'handler'), 1);
      },
    ),
});

interface DebugCase {
  readonly title: string;
  readonly config: ConfigUnderTest;
  readonly request: WireRequest;
  readonly header: RegExp;
}

/** The detail differs by reason; where the design gives none it is only bounded in form. */
const said = (verdict: string, reason: string, detail = '(; detail="(?:[ !#-\\[\\]-~]|\\\\["\\\\])*")?'): RegExp =>
  new RegExp(`^${verdict}; reason=${reason}${detail}$`);

const debugCases: readonly DebugCase[] = [
  {
    title: 'an allowed actual request',
    config: listConfig,
    request: fromOrigin(allowedOrigin),
    header: said('allowed', 'origin-allowed'),
  },
  {
    title: 'a denied actual request',
    config: listConfig,
    request: fromOrigin(deniedOrigin),
    header: said('denied', 'origin-not-allowed'),
  },
  {
    title: 'a request without an origin',
    config: listConfig,
    request: {},
    header: said('not-applicable', 'no-origin'),
  },
  {
    title: 'a request out of scope',
    config: scopedConfig,
    request: fromOrigin(allowedOrigin),
    header: said('not-applicable', 'path-out-of-scope'),
  },
  {
    title: 'an allowed preflight',
    config: listConfig,
    request: preflight(),
    header: said('allowed', 'preflight-allowed'),
  },
  {
    title: 'a preflight for an unlisted header',
    config: listConfig,
    request: preflight(allowedOrigin, 'PUT', 'x-a,x-foo'),
    header: said('denied', 'header-not-allowed', '; detail="x-foo"'),
  },
  {
    title: 'a preflight for an unlisted method',
    config: listConfig,
    request: preflight(allowedOrigin, 'DELETE'),
    header: said('denied', 'method-not-allowed'),
  },
  {
    title: 'a hostile header name',
    config: listConfig,
    request: preflight(allowedOrigin, 'PUT', `"\\"; ok="\t${'"'.repeat(3_000)}`),
    header: said('denied', 'header-not-allowed'),
  },
  {
    title: 'a hostile origin',
    config: listConfig,
    request: fromOrigin(`"; x="\\${'"'.repeat(3_000)}`),
    header: said('denied', 'origin-malformed'),
  },
  {
    title: 'a hostile method',
    config: listConfig,
    request: preflight(allowedOrigin, '"'.repeat(3_000)),
    header: said('denied', 'method-not-allowed'),
  },
];

const says = ({ title, config, request, header }: DebugCase): Check => ({
  name: `with debug, ${title} is explained in one bounded header`,
  run: (adapter) =>
    onServer(
      adapter,
      { ...replyingWith({ body: 'hello' }), cors: [corsWith(config, { debug: true })] },
      async (bench) => {
        const values = valuesOf(await bench.ask(request), 'cors-policy');
        deepStrictEqual(values.length, 1, `cors-policy: ${JSON.stringify(values)}`);
        match(values.join(), header);
        ok(values.join().length <= 512, 'the header is not bounded');
      },
    ),
});

export const commonOptionsGroup: CheckGroup = {
  title: 'options preflightContinue, foreignHeaders and debug',
  checks: [
    ...continued.map(goesOn),
    ...debugCases.map(says),
    {
      name: 'with preflightContinue, actual requests are as ever',
      run: (adapter) =>
        besideTwin(
          adapter,
          corsWith(listConfig, { preflightContinue: true }),
          replyingWith({ body: 'hello' }),
          async (withCors, twin) => {
            for (const caller of callers) {
              const asked = { headers: caller.headers };
              expectDecorated(await withCors.ask(asked), await twin.ask(asked), caller.answer);
            }
          },
        ),
    },
    {
      name: 'with preflightContinue, an actual request refused by the policy ends at the adapter all the same',
      run: (adapter) =>
        onServer(
          adapter,
          { ...replyingWith({ body: 'no' }), cors: [corsWith(rejectingConfig, { preflightContinue: true })] },
          async (bench) => {
            const refused = { cors: [], vary: ['Origin', 'Sec-Fetch-Site'] };
            expectAnswered(await bench.ask(fromOrigin(deniedOrigin)), 403, refused);
            deepStrictEqual(countOf(await bench.seen(), 'handler'), 0);
          },
        ),
    },
    {
      name: 'without debug there is no such header, and with it nothing else changes',
      run: (adapter) =>
        besideTwin(
          adapter,
          corsWith(listConfig, { debug: true }),
          replyingWith({ body: 'hello' }),
          async (withDebug, twin) => {
            const asked = { headers: allowedCaller.headers };
            const plain = await twin.ask(asked);
            expectDecorated(await withDebug.ask(asked), plain, allowedCaller.answer);
            await onServer(
              adapter,
              { ...replyingWith({ body: 'hello' }), cors: [corsWith(listConfig)] },
              async (without) => {
                const response = await without.ask(asked);
                expectDecorated(response, plain, allowedCaller.answer);
                deepStrictEqual(valuesOf(response, 'cors-policy'), []);
              },
            );
          },
        ),
    },
    {
      name: "with foreignHeaders 'keep', Vary is merged all the same",
      run: (adapter) =>
        besideTwin(
          adapter,
          corsWith(listConfig, { foreignHeaders: 'keep' }),
          replyingWith({ set: [['Vary', 'Accept']], body: 'hello' }),
          async (withCors, twin) => {
            for (const caller of callers) {
              const asked = { headers: caller.headers };
              expectDecorated(await withCors.ask(asked), await twin.ask(asked), caller.answer);
            }
          },
        ),
    },
    {
      name: "with foreignHeaders 'keep', an answered preflight is as ever",
      run: (adapter) =>
        onServer(
          adapter,
          { ...replyingWith({ body: 'no' }), cors: [corsWith(listConfig, { foreignHeaders: 'keep' })] },
          async (bench) => {
            expectAnswered(await bench.ask(preflight()), 204, preflightAnswer);
            expectAnswered(await bench.ask(preflight(deniedOrigin)), 403, refusedPreflightAnswer);
          },
        ),
    },
  ],
};

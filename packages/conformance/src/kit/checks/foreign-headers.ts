import type { Check, CheckGroup } from '../check/check.js';
import { expectAnswered, expectDecorated, expectIdentical } from '../check/expectation.js';
import { besideTwin, onServer } from '../check/test-bench.js';
import type { ScriptedHeader } from '../fixture/reply-script.js';
import { corsLinesOf } from '../wire/wire-message.js';
import { replyingWith, staysDecorated } from './decorated.js';
import { type HeaderForm, headerForms, inEveryForm } from './header-form.js';
import {
  actualLines,
  allowedCaller,
  allowedOrigin,
  corsWith,
  deniedCaller,
  deniedOrigin,
  fromOrigin,
  listConfig,
  listCors,
  originVary,
  preflight,
  preflightAnswer,
  refusedPreflightAnswer,
  scopedConfig,
  silentCaller,
} from './sample-policy.js';

const star: ScriptedHeader = ['Access-Control-Allow-Origin', '*'];

/** Every header of the protocol, one that only looks like it, and one that is none. */
const wholeFamily: readonly ScriptedHeader[] = [
  ['Access-Control-Allow-Origin', 'https://other.example'],
  ['ACCESS-CONTROL-ALLOW-CREDENTIALS', 'true'],
  ['access-control-allow-methods', 'GET, DELETE'],
  ['Access-Control-Allow-Headers', '*'],
  ['aCCess-cOntrol-eXpose-hEaders', 'x-secret'],
  ['Access-Control-Max-Age', '1'],
  ['Access-Control-Allow-Private-Network', 'true'],
  ['Access-Control-Of-The-Future', 'x'],
  ['X-Access-Control-Allow-Origin', '*'],
];

const ofEveryForm = (form: HeaderForm): readonly Check[] => [
  {
    name: `a denied origin cannot ride on a handler's \`*\` ${form.title}`,
    needs: form.needs,
    run: (adapter) => staysDecorated(adapter, replyingWith(form.reply([star])), {}, [deniedCaller]),
  },
  {
    name: `an allowed origin gets one access-control-allow-origin, ours, where the handler has a \`*\` ${form.title}`,
    needs: form.needs,
    run: (adapter) => staysDecorated(adapter, replyingWith(form.reply([star])), {}, [allowedCaller]),
  },
  {
    name: `a request without an origin gets no access-control header of a handler ${form.title}`,
    needs: form.needs,
    run: (adapter) => staysDecorated(adapter, replyingWith(form.reply([star])), {}, [silentCaller]),
  },
  {
    name: `no header of the family leaves, in whatever case, ${form.title}`,
    needs: form.needs,
    run: (adapter) => staysDecorated(adapter, replyingWith(form.reply(wholeFamily))),
  },
  {
    name: `several values at once ${form.title} are replaced alike`,
    needs: [...form.needs, 'array-values'],
    run: (adapter) =>
      staysDecorated(adapter, replyingWith(form.reply([['access-control-allow-origin', ['*', deniedOrigin]]]))),
  },
  {
    name: `out of scope, a handler's own CORS headers ${form.title} are left alone`,
    needs: form.needs,
    run: (adapter) =>
      besideTwin(adapter, corsWith(scopedConfig), replyingWith(form.reply(wholeFamily)), async (withCors, twin) => {
        for (const caller of [allowedCaller, deniedCaller, silentCaller]) {
          const asked = { target: '/elsewhere', headers: caller.headers };
          expectIdentical(await withCors.ask(asked), await twin.ask(asked));
        }
      }),
  },
  {
    name: `with foreignHeaders 'keep', what the handler has ${form.title} stays, for denied origins too`,
    needs: form.needs,
    run: (adapter) =>
      besideTwin(
        adapter,
        corsWith(listConfig, { foreignHeaders: 'keep' }),
        replyingWith(form.reply([star])),
        async (withCors, twin) => {
          const denied = fromOrigin(deniedOrigin);
          expectDecorated(await withCors.ask(denied), await twin.ask(denied), {
            cors: [['access-control-allow-origin', '*']],
            vary: originVary,
          });
          const allowed = fromOrigin(allowedOrigin);
          const others = actualLines.filter(([name]) => name !== 'access-control-allow-origin');
          const kept = [...others, ['access-control-allow-origin', '*'] as const];
          expectDecorated(await withCors.ask(allowed), await twin.ask(allowed), { cors: kept, vary: originVary });
        },
      ),
  },
];

const repeated = headerForms
  .filter((form) => form.repeats)
  .map(
    (form): Check => ({
      name: `a header repeated ${form.title} is replaced on every line`,
      needs: form.needs,
      run: (adapter) =>
        staysDecorated(
          adapter,
          replyingWith(
            form.reply([star, ['access-control-allow-origin', deniedOrigin], ['X-Twice', 'a'], ['X-Twice', 'b']]),
          ),
        ),
    }),
  );

export const foreignHeadersGroup: CheckGroup = {
  title: 'promise 2: one access-control-allow-origin, ours',
  checks: [
    ...inEveryForm(ofEveryForm),
    ...repeated,
    {
      name: 'what a middleware in front has set does not leave with an actual response',
      needs: ['middleware-before'],
      run: (adapter) => staysDecorated(adapter, { ...replyingWith({ body: 'hello' }), before: wholeFamily }),
    },
    {
      name: 'what a middleware in front has set does not leave with an answered preflight',
      needs: ['middleware-before'],
      run: (adapter) =>
        onServer(adapter, { ...replyingWith({}), before: wholeFamily, cors: [listCors] }, async (bench) => {
          expectAnswered(await bench.ask(preflight()), 204, preflightAnswer);
          expectAnswered(await bench.ask(preflight(deniedOrigin)), 403, refusedPreflightAnswer);
        }),
    },
    {
      name: "out of scope, a handler's own CORS headers are left alone also where an outside check was asked",
      needs: ['set'],
      run: (adapter) =>
        besideTwin(
          adapter,
          corsWith(scopedConfig, { allow: { answer: false, async: false } }),
          replyingWith({ set: wholeFamily, body: 'hello' }),
          async (withCors, twin) => {
            for (const caller of [allowedCaller, deniedCaller, silentCaller]) {
              const asked = { target: '/elsewhere', headers: caller.headers };
              const plain = await twin.ask(asked);
              expectDecorated(await withCors.ask(asked), plain, { cors: corsLinesOf(plain), vary: originVary });
            }
          },
        ),
    },
    {
      name: "a handler's timing-allow-origin stays where the policy has no timing",
      needs: ['set'],
      run: (adapter) => staysDecorated(adapter, replyingWith({ set: [['Timing-Allow-Origin', '*']], body: 'hello' })),
    },
    {
      name: "a handler's timing-allow-origin is replaced by the policy's",
      needs: ['set'],
      run: (adapter) =>
        besideTwin(
          adapter,
          corsWith({ ...listConfig, timing: true }),
          replyingWith({ set: [['Timing-Allow-Origin', '*']], body: 'hello' }),
          async (withCors, twin) => {
            const asked = fromOrigin(allowedOrigin);
            const cors = [...actualLines, ['timing-allow-origin', allowedOrigin] as const];
            expectDecorated(await withCors.ask(asked), await twin.ask(asked), { cors, vary: originVary });
          },
        ),
    },
    {
      name: "where a public policy answers, a handler's narrower origin is replaced by its `*`",
      needs: ['set'],
      run: (adapter) =>
        besideTwin(
          adapter,
          corsWith({ origins: '*' }),
          replyingWith({ set: [['Access-Control-Allow-Origin', deniedOrigin]], body: 'hello' }),
          async (withCors, twin) => {
            for (const caller of [allowedCaller, deniedCaller, silentCaller]) {
              const asked = { headers: caller.headers };
              expectDecorated(await withCors.ask(asked), await twin.ask(asked), {
                cors: [['access-control-allow-origin', '*']],
                vary: [],
              });
            }
          },
        ),
    },
  ],
};

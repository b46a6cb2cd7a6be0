import { deepStrictEqual } from 'node:assert/strict';
import type { CheckGroup } from '../check/check.js';
import { type CorsAnswer, expectAnswered, expectDecorated, expectIdentical } from '../check/expectation.js';
import { besideTwin, onServer } from '../check/test-bench.js';
import { countOf } from '../fixture/observation.js';
import type { CorsSetup } from '../fixture/server-setup.js';
import { replyingWith } from './decorated.js';
import {
  allowedCaller,
  allowedOrigin,
  callers,
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
} from './sample-policy.js';

const partner = 'https://partner.example';

const partnerCors: CorsSetup = corsWith({ origins: [partner], exposedHeaders: ['x-partner'] });

const partnerLines = [
  ['access-control-allow-origin', partner],
  ['access-control-expose-headers', 'x-partner'],
] as const;

const noPolicy: CorsSetup = { policy: { kind: 'function', async: false, outcome: 'undefined', config: listConfig } };

/** In scope of nothing here; with allow it varies all the same. */
const outOfScope: CorsSetup = corsWith(scopedConfig, { allow: { answer: false, async: false } });

const keepingCors: CorsSetup = corsWith(listConfig, { foreignHeaders: 'keep' });

const hello = replyingWith({ set: [['Vary', 'Accept']], body: 'hello' });

export const registrationGroup: CheckGroup = {
  title: 'promises 5 and 9: registered twice, under a prefix, beside catch-all routes',
  checks: [
    {
      name: 'the same policy twice gives the headers of one',
      needs: ['register-twice'],
      run: (adapter) =>
        besideTwin(adapter, [listCors, listCors], hello, async (withCors, twin) => {
          for (const caller of callers) {
            const asked = { headers: caller.headers };
            expectDecorated(await withCors.ask(asked), await twin.ask(asked), caller.answer);
          }
          expectAnswered(await withCors.ask(preflight()), 204, preflightAnswer);
        }),
    },
    {
      name: 'the innermost policy answers actual requests',
      needs: ['register-twice'],
      run: (adapter) =>
        besideTwin(adapter, [listCors, partnerCors], hello, async (withCors, twin) => {
          const fromPartner = fromOrigin(partner);
          expectDecorated(await withCors.ask(fromPartner), await twin.ask(fromPartner), {
            cors: partnerLines,
            vary: originVary,
          });
          const fromOuter = fromOrigin(allowedOrigin);
          expectDecorated(await withCors.ask(fromOuter), await twin.ask(fromOuter), { cors: [], vary: originVary });
        }),
    },
    {
      name: 'the outermost policy answers preflights',
      needs: ['register-twice', 'outermost-preflights'],
      run: (adapter) =>
        onServer(adapter, { ...hello, cors: [listCors, partnerCors] }, async (bench) => {
          expectAnswered(await bench.ask(preflight()), 204, preflightAnswer);
          expectAnswered(await bench.ask(preflight(partner)), 403, refusedPreflightAnswer);
          deepStrictEqual(countOf(await bench.seen(), 'handler'), 0);
        }),
    },
    {
      name: 'an outer registration without a policy leaves everything to the inner one',
      needs: ['register-twice'],
      run: (adapter) =>
        besideTwin(adapter, [noPolicy, listCors], hello, async (withCors, twin) => {
          const asked = { headers: allowedCaller.headers };
          expectDecorated(await withCors.ask(asked), await twin.ask(asked), allowedCaller.answer);
          expectAnswered(await withCors.ask(preflight()), 204, preflightAnswer);
        }),
    },
    {
      name: 'an inner registration without a policy leaves the outer one in force',
      needs: ['register-twice'],
      run: (adapter) =>
        besideTwin(adapter, [listCors, noPolicy], hello, async (withCors, twin) => {
          const asked = { headers: allowedCaller.headers };
          expectDecorated(await withCors.ask(asked), await twin.ask(asked), allowedCaller.answer);
        }),
    },
    {
      name: 'an inner policy that is out of scope leaves the outer one in force, and adds what it varies on',
      needs: ['register-twice'],
      run: (adapter) =>
        besideTwin(adapter, [corsWith({ origins: '*' }), outOfScope], hello, async (withCors, twin) => {
          for (const caller of callers) {
            const asked = { headers: caller.headers };
            const cors = [['access-control-allow-origin', '*']] as const;
            expectDecorated(await withCors.ask(asked), await twin.ask(asked), { cors, vary: originVary });
          }
        }),
    },
    {
      name: 'an inner policy answers in place of an outer one that is out of scope',
      needs: ['register-twice'],
      run: (adapter) =>
        besideTwin(adapter, [outOfScope, listCors], hello, async (withCors, twin) => {
          for (const caller of callers) {
            const asked = { headers: caller.headers };
            expectDecorated(await withCors.ask(asked), await twin.ask(asked), caller.answer);
          }
        }),
    },
    {
      name: 'an inner policy that varies is not silenced by a public one around it',
      needs: ['register-twice'],
      run: (adapter) =>
        besideTwin(adapter, [corsWith({ origins: '*' }), listCors], hello, async (withCors, twin) => {
          for (const caller of callers) {
            const asked = { headers: caller.headers };
            expectDecorated(await withCors.ask(asked), await twin.ask(asked), caller.answer);
          }
        }),
    },
    {
      name: "the innermost registration's foreignHeaders is in force",
      needs: ['register-twice', 'set'],
      run: async (adapter) => {
        const star = replyingWith({ set: [['Access-Control-Allow-Origin', '*']] });
        const kept: CorsAnswer = { cors: [['access-control-allow-origin', '*']], vary: originVary };
        const asked = { headers: deniedCaller.headers };
        await besideTwin(adapter, [listCors, keepingCors], star, async (withCors, twin) => {
          expectDecorated(await withCors.ask(asked), await twin.ask(asked), kept);
        });
        await besideTwin(adapter, [keepingCors, listCors], star, async (withCors, twin) => {
          expectDecorated(await withCors.ask(asked), await twin.ask(asked), deniedCaller.answer);
        });
      },
    },
    {
      name: "a handler's own `*` does not leave, however often the adapter is registered",
      needs: ['register-twice', 'set'],
      run: (adapter) =>
        besideTwin(
          adapter,
          [listCors, listCors, listCors],
          replyingWith({ set: [['Access-Control-Allow-Origin', '*']] }),
          async (withCors, twin) => {
            for (const caller of callers) {
              const asked = { headers: caller.headers };
              expectDecorated(await withCors.ask(asked), await twin.ask(asked), caller.answer);
            }
          },
        ),
    },
    {
      name: 'under a prefix, what is outside of it is left alone',
      needs: ['prefix'],
      run: (adapter) =>
        besideTwin(adapter, { ...listCors, prefix: '/api' }, hello, async (withCors, twin) => {
          const inside = { target: '/api/items', headers: allowedCaller.headers };
          expectDecorated(await withCors.ask(inside), await twin.ask(inside), allowedCaller.answer);
          expectAnswered(
            await withCors.ask(preflight(allowedOrigin, 'PUT', 'x-a', '/api/items')),
            204,
            preflightAnswer,
          );
          const outside = { target: '/other', headers: allowedCaller.headers };
          expectIdentical(await withCors.ask(outside), await twin.ask(outside));
        }),
    },
    {
      name: 'under a prefix, the paths of a policy are those of the whole URL',
      needs: ['prefix'],
      run: (adapter) =>
        besideTwin(adapter, { ...corsWith(scopedConfig), prefix: '/api' }, hello, async (withCors, twin) => {
          const inside = { target: '/api/items?a=b', headers: allowedCaller.headers };
          expectDecorated(await withCors.ask(inside), await twin.ask(inside), allowedCaller.answer);
          expectAnswered(
            await withCors.ask(preflight(deniedOrigin, 'PUT', 'x-a', '/api/items')),
            403,
            refusedPreflightAnswer,
          );
        }),
    },
    {
      name: "a policy under a prefix wins over the application's",
      needs: ['prefix', 'register-twice'],
      run: (adapter) =>
        besideTwin(adapter, [listCors, { ...partnerCors, prefix: '/api' }], hello, async (withCors, twin) => {
          const inside = { target: '/api/items', headers: [['Origin', partner]] as const };
          expectDecorated(await withCors.ask(inside), await twin.ask(inside), { cors: partnerLines, vary: originVary });
          const outside = { target: '/other', headers: allowedCaller.headers };
          expectDecorated(await withCors.ask(outside), await twin.ask(outside), allowedCaller.answer);
        }),
    },
    {
      name: 'beside a catch-all for OPTIONS, preflights are answered by the adapter and the rest by the catch-all',
      needs: ['catch-all-routes'],
      run: (adapter) =>
        besideTwin(adapter, listCors, { routes: {}, catchAll: 'options' }, async (withCors, twin) => {
          expectAnswered(await withCors.ask(preflight()), 204, preflightAnswer);
          deepStrictEqual(countOf(await withCors.seen(), 'handler'), 0);
          const bare = { method: 'OPTIONS', headers: allowedCaller.headers };
          expectDecorated(await withCors.ask(bare), await twin.ask(bare), allowedCaller.answer);
          deepStrictEqual(countOf(await withCors.seen(), 'handler'), 1);
        }),
    },
    {
      name: 'beside a catch-all for every method, preflights are answered by the adapter and the rest by the catch-all',
      needs: ['catch-all-routes'],
      run: (adapter) =>
        besideTwin(adapter, listCors, { routes: {}, catchAll: 'all' }, async (withCors, twin) => {
          expectAnswered(await withCors.ask(preflight(deniedOrigin)), 403, refusedPreflightAnswer);
          deepStrictEqual(countOf(await withCors.seen(), 'handler'), 0);
          for (const method of ['OPTIONS', 'GET', 'DELETE']) {
            const asked = { method, target: '/anything', headers: allowedCaller.headers };
            expectDecorated(await withCors.ask(asked), await twin.ask(asked), allowedCaller.answer);
          }
        }),
    },
  ],
};

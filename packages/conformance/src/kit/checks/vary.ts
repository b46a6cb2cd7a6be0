import { deepStrictEqual } from 'node:assert/strict';
import type { Check, CheckGroup } from '../check/check.js';
import { expectAnswered, expectDecorated } from '../check/expectation.js';
import { besideTwin, onServer } from '../check/test-bench.js';
import type { ScriptedHeader } from '../fixture/reply-script.js';
import { varyNamesOf } from '../wire/wire-message.js';
import { replyingWith, staysDecorated } from './decorated.js';
import { type HeaderForm, headerForms, inEveryForm } from './header-form.js';
import {
  allowedOrigin,
  callers,
  corsWith,
  deniedOrigin,
  fromOrigin,
  listCors,
  preflight,
  preflightAnswer,
  preflightVary,
  publicConfig,
} from './sample-policy.js';

/** What applications write into `Vary`, and what is worth saying of it. */
const written: readonly (readonly [title: string, header: ScriptedHeader])[] = [
  ['another name', ['Vary', 'Accept-Encoding']],
  ['several names', ['Vary', 'Accept, Accept-Language']],
  ['our own name already', ['Vary', 'Origin']],
  ['our own name in another case, among others', ['vary', 'accept,ORIGIN ,  x-a']],
  ['a name that merely contains ours', ['VARY', 'X-Origin, Origin-Trial']],
  ['`*`', ['Vary', '*']],
  ['`*` among names', ['Vary', 'Accept, *']],
  ['an empty value', ['Vary', '']],
  ['empty members', ['Vary', ', Accept,,']],
  ['the same name twice', ['Vary', 'Accept, accept']],
];

const ofEveryForm = (form: HeaderForm): readonly Check[] => [
  ...written.map(
    ([title, header]): Check => ({
      name: `${title}, ${form.title}: kept, with ours, each once`,
      needs: form.needs,
      run: (adapter) => staysDecorated(adapter, replyingWith(form.reply([header]))),
    }),
  ),
  {
    name: `several values at once, ${form.title}: kept, with ours, each once`,
    needs: [...form.needs, 'array-values'],
    run: (adapter) => staysDecorated(adapter, replyingWith(form.reply([['Vary', ['Accept', 'Origin, Cookie']]]))),
  },
  {
    name: `a policy that varies on nothing leaves every byte of a Vary ${form.title}`,
    needs: form.needs,
    run: (adapter) =>
      besideTwin(
        adapter,
        corsWith(publicConfig),
        replyingWith(form.reply([['Vary', 'accept,, Accept']])),
        async (withCors, twin) => {
          for (const caller of callers) {
            const asked = { headers: caller.headers };
            expectDecorated(await withCors.ask(asked), await twin.ask(asked), {
              cors: [['access-control-allow-origin', '*']],
              vary: [],
            });
          }
        },
      ),
  },
];

const repeated = headerForms
  .filter((form) => form.repeats)
  .map(
    (form): Check => ({
      name: `Vary on several lines, ${form.title}: kept, with ours, each once`,
      needs: form.needs,
      run: (adapter) =>
        staysDecorated(
          adapter,
          replyingWith(
            form.reply([
              ['Vary', 'Accept'],
              ['vary', 'Cookie, Accept'],
            ]),
          ),
        ),
    }),
  );

export const varyGroup: CheckGroup = {
  title: 'promise 3: Vary is merged, never replaced, never repeated',
  checks: [
    {
      name: 'a handler without Vary gets ours, whoever asks',
      run: (adapter) => staysDecorated(adapter, replyingWith({ body: 'hello' })),
    },
    ...inEveryForm(ofEveryForm),
    ...repeated,
    {
      name: 'the Vary of a middleware in front is kept on an actual response',
      needs: ['middleware-before'],
      run: (adapter) => staysDecorated(adapter, { ...replyingWith({ body: 'hello' }), before: [['Vary', 'Cookie']] }),
    },
    {
      name: 'the Vary of a middleware in front is kept on an answered preflight',
      needs: ['middleware-before'],
      run: (adapter) =>
        onServer(
          adapter,
          { ...replyingWith({}), before: [['Vary', 'Cookie, origin']], cors: [listCors] },
          async (bench) => {
            expectAnswered(await bench.ask(preflight()), 204, {
              ...preflightAnswer,
              vary: [...preflightVary, 'Cookie'],
            });
            expectAnswered(await bench.ask(preflight(deniedOrigin)), 403, {
              cors: [],
              vary: [...preflightVary, 'Cookie'],
            });
          },
        ),
    },
    {
      name: 'a Vary of the handler replaces that of the middleware in front, as without CORS, and ours stays',
      needs: ['middleware-before', 'set'],
      run: (adapter) =>
        staysDecorated(adapter, {
          ...replyingWith({ set: [['Vary', 'Accept']], body: 'hello' }),
          before: [['Vary', 'Cookie']],
        }),
    },
    {
      name: 'one Vary set before and another in writeHead: the last is kept, with ours, and nothing is made up',
      needs: ['set', 'head-object'],
      run: (adapter) =>
        onServer(
          adapter,
          {
            ...replyingWith({ set: [['Vary', 'Accept']], head: { form: 'object', headers: [['Vary', 'Cookie']] } }),
            cors: [listCors],
          },
          async (bench) => {
            const names = varyNamesOf(await bench.ask(fromOrigin(allowedOrigin))).map((name) => name.toLowerCase());
            // Whether the first one is kept too differs: without CORS, the last one replaces it.
            deepStrictEqual(names.filter((name) => name !== 'accept').sort(), ['cookie', 'origin']);
            deepStrictEqual(names.length, new Set(names).size, 'a name is repeated');
          },
        ),
    },
    {
      name: "a request's own Vary field is never copied",
      run: async (adapter) => {
        const sent = fromOrigin(allowedOrigin, { headers: [['Vary', 'X-Poison']] });
        await staysDecorated(adapter, replyingWith({ body: 'hello' }), { headers: [['Vary', 'X-Poison']] });
        await onServer(adapter, { ...replyingWith({}), cors: [listCors] }, async (bench) => {
          const asked = preflight();
          expectAnswered(
            await bench.ask({ ...asked, headers: [...(asked.headers ?? []), ...(sent.headers ?? []).slice(1)] }),
            204,
            preflightAnswer,
          );
        });
      },
    },
  ],
};

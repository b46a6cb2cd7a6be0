import type { Check, CheckGroup } from '../check/check.js';
import type { ScriptedHeader } from '../fixture/reply-script.js';
import { replyingWith, staysDecorated } from './decorated.js';
import { type HeaderForm, headerForms, inEveryForm } from './header-form.js';

const cookies = [
  'session=abc; Path=/; HttpOnly; SameSite=None; Secure',
  'session=abc; Path=/admin',
  'theme="dark, mode"; Expires=Wed, 21 Oct 2026 07:28:00 GMT',
  'empty=',
];

/** Headers whose bytes a careless copy would change: case of names, latin1 values, odd but legal bytes. */
const delicate: readonly ScriptedHeader[] = [
  ['Content-Type', 'text/plain; charset=utf-8'],
  ['X-MiXeD-cAsE', 'Kept As Written'],
  ['x-latin1', 'caf\u00e9 \u00ff'],
  ['X-Punctuation', '"quoted, with comma"; a=b'],
  ['X-Tabs', 'a\tb'],
  ['X-Number', 42],
  ['ETag', 'W/"v1"'],
  ['Cache-Control', 'public, s-maxage=60'],
  ['Link', '</a>; rel=preload, </b>; rel=preload'],
  ['X-Originating', 'not-a-cors-header'],
  ['access-controlled', 'no'],
];

const ofEveryForm = (form: HeaderForm): readonly Check[] => [
  {
    name: `headers ${form.title} keep every byte`,
    needs: form.needs,
    run: (adapter) => staysDecorated(adapter, replyingWith(form.reply(delicate))),
  },
  {
    name: `several set-cookie values ${form.title} stay several, in order`,
    needs: [...form.needs, 'array-values'],
    run: (adapter) => staysDecorated(adapter, replyingWith(form.reply([['Set-Cookie', cookies]]))),
  },
];

const repeated = headerForms
  .filter((form) => form.repeats)
  .map(
    (form): Check => ({
      name: `a name repeated ${form.title} stays on its lines, in order`,
      needs: form.needs,
      run: (adapter) =>
        staysDecorated(
          adapter,
          replyingWith(
            form.reply([
              ...cookies.map((value): ScriptedHeader => ['Set-Cookie', value]),
              ['WWW-Authenticate', 'Basic realm="a"'],
              ['X-Twice', 'one'],
              ['WWW-Authenticate', 'Bearer'],
              ['x-twice', 'two'],
            ]),
          ),
        ),
    }),
  );

export const otherHeadersGroup: CheckGroup = {
  title: 'promise 1: every other byte is as without CORS',
  checks: [
    ...inEveryForm(ofEveryForm),
    ...repeated,
    {
      name: 'a reason phrase of the handler is kept',
      needs: ['status-message'],
      run: (adapter) =>
        staysDecorated(adapter, replyingWith({ status: 299, statusMessage: 'Rather Good', body: 'hello' })),
    },
    {
      name: 'headers of a middleware in front are kept beside those of the handler',
      needs: ['middleware-before', 'set'],
      run: (adapter) =>
        staysDecorated(adapter, {
          ...replyingWith({ set: [['X-Late', 'b']], body: 'hello' }),
          before: [
            ['X-Early', 'a'],
            ['X-Late', 'a'],
          ],
        }),
    },
    {
      name: 'headers of a middleware in front are kept beside those in writeHead as a flat array',
      needs: ['middleware-before', 'head-flat-array'],
      run: (adapter) =>
        staysDecorated(adapter, {
          ...replyingWith({
            head: {
              form: 'flat-array',
              headers: [
                ['X-Late', 'b'],
                ['x-late', 'c'],
              ],
            },
            body: 'hello',
          }),
          before: [['X-Early', 'a']],
        }),
    },
  ],
};

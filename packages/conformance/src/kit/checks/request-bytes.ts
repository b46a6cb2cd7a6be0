import { ok } from 'node:assert/strict';
import type { Check, CheckGroup } from '../check/check.js';
import { type CorsAnswer, expectAnswered, expectDecorated } from '../check/expectation.js';
import { besideTwin, onServer } from '../check/test-bench.js';
import type { AdapterUnderTest } from '../fixture/adapter-under-test.js';
import type { WireHeader, WireResponse } from '../wire/wire-message.js';
import { replyingWith, staysDecorated } from './decorated.js';
import {
  allowedCaller,
  allowedOrigin,
  corsWith,
  deniedOrigin,
  listConfig,
  listCors,
  originVary,
  preflight,
  preflightAnswer,
  refusedPreflightAnswer,
  scopedConfig,
} from './sample-policy.js';

const hello = replyingWith({ body: 'hello' });

/** Every printable line of the response, to look for an echo in. */
const echoes = (response: WireResponse, text: string): boolean =>
  response.headers.some(([name, value]) => name.includes(text) || value.includes(text));

const obsText = String.fromCharCode(...Array.from({ length: 128 }, (_, at) => 0x80 + at));

interface MalformedOrigin {
  readonly title: string;
  readonly lines: readonly WireHeader[];
  readonly needs?: Check['needs'];
}

const originLine = (value: string): readonly WireHeader[] => [['Origin', value]];

/** Field values that are not a serialized origin: they match nothing and are never echoed. */
const malformedOrigins: readonly MalformedOrigin[] = [
  {
    title: 'Origin on two lines, both allowed',
    lines: [
      ['Origin', allowedOrigin],
      ['Origin', allowedOrigin],
    ],
    needs: ['duplicate-lines'],
  },
  {
    title: 'Origin on two lines, the first allowed',
    lines: [
      ['Origin', allowedOrigin],
      ['origin', deniedOrigin],
    ],
    needs: ['duplicate-lines'],
  },
  {
    title: 'Origin on two lines, the second allowed',
    lines: [
      ['ORIGIN', deniedOrigin],
      ['Origin', allowedOrigin],
    ],
    needs: ['duplicate-lines'],
  },
  {
    title: 'Origin on two lines, one of them empty',
    lines: [
      ['Origin', allowedOrigin],
      ['Origin', ''],
    ],
    needs: ['duplicate-lines'],
  },
  { title: 'an empty Origin', lines: originLine(''), needs: ['empty-field'] },
  { title: 'an Origin with a list', lines: originLine(`${allowedOrigin}, ${deniedOrigin}`) },
  { title: 'an Origin with a list in spaces', lines: originLine(`${allowedOrigin} ${deniedOrigin}`) },
  { title: 'an Origin with a tab inside', lines: originLine(`${allowedOrigin}\t${allowedOrigin}`) },
  { title: 'an Origin with a trailing slash', lines: originLine(`${allowedOrigin}/`) },
  { title: 'an Origin in upper case', lines: originLine('HTTPS://APP.EXAMPLE') },
  { title: 'an Origin with its default port', lines: originLine(`${allowedOrigin}:443`) },
  { title: 'an Origin with user information', lines: originLine('https://app.example@evil.example') },
  { title: 'an Origin with a query', lines: originLine(`${allowedOrigin}?`) },
  { title: 'an Origin of 8 KiB', lines: originLine(`https://${'a'.repeat(8_192)}.example`) },
  { title: 'an Origin of commas', lines: originLine(','.repeat(4_000)) },
  { title: 'an Origin with bytes beyond ASCII', lines: originLine(`https://${obsText}.example`), needs: ['obs-text'] },
  {
    title: 'an allowed Origin followed by a byte beyond ASCII',
    lines: originLine(`${allowedOrigin}\u00a0`),
    needs: ['obs-text'],
  },
];

const refusesOrigin = ({ title, lines, needs }: MalformedOrigin): Check => ({
  name: `${title} is malformed: nothing is granted and nothing echoed`,
  needs,
  run: async (adapter) => {
    await besideTwin(adapter, listCors, hello, async (withCors, twin) => {
      const response = await withCors.ask({ headers: lines });
      expectDecorated(response, await twin.ask({ headers: lines }), { cors: [], vary: originVary });
      const asked = preflight();
      const refused = await withCors.ask({ ...asked, headers: [...lines, ...(asked.headers ?? []).slice(1)] });
      expectAnswered(refused, 403, refusedPreflightAnswer);
      for (const [, value] of lines) ok(value === '' || !echoes(refused, value), 'the value is echoed');
    });
  },
});

interface RequestedHeaders {
  readonly title: string;
  readonly lines: readonly string[];
  readonly passes: boolean;
  readonly needs?: Check['needs'];
}

/** Values of `Access-Control-Request-Headers`; the decision shows in the debug header, since the answer is honest either way. */
const requestedHeaders: readonly RequestedHeaders[] = [
  { title: 'on two lines, all allowed', lines: ['x-a', 'x-b'], passes: true, needs: ['duplicate-lines'] },
  {
    title: 'on two lines, the second not allowed',
    lines: ['x-a', 'x-other'],
    passes: false,
    needs: ['duplicate-lines'],
  },
  {
    title: 'on two lines, the first not allowed',
    lines: ['x-other', 'x-b'],
    passes: false,
    needs: ['duplicate-lines'],
  },
  { title: 'on ten lines', lines: Array.from({ length: 10 }, () => 'x-a'), passes: true, needs: ['duplicate-lines'] },
  { title: 'with spaces, tabs and empty members', lines: [' ,\tx-a\t , ,x-b,, '], passes: true },
  { title: 'in another case', lines: ['X-A,X-b'], passes: true },
  { title: 'with a thousand commas', lines: [`${','.repeat(1_000)}x-a`], passes: true },
  { title: 'with commas up to the limit', lines: [`x-a${','.repeat(4_093)}`], passes: true },
  { title: 'with commas beyond the limit', lines: [`x-a${','.repeat(4_094)}`], passes: false },
  { title: 'with tabs beyond the limit', lines: [`x-a,${'\t'.repeat(4_100)},x-b`], passes: false },
  { title: 'of almost 15 KiB', lines: [Array.from({ length: 3_700 }, () => 'x-a').join(',')], passes: false },
  { title: 'with bytes beyond ASCII', lines: [`x-a,${obsText}`], passes: false, needs: ['obs-text'] },
  { title: 'with a member that is no token', lines: ['x-a x-b'], passes: false },
  { title: 'with a quoted member', lines: ['"x-a"'], passes: false },
];

const judgesRequestedHeaders = ({ title, lines, passes, needs }: RequestedHeaders): Check => ({
  name: `requested headers ${title} ${passes ? 'pass' : 'do not pass'}, and the answer is the honest list`,
  needs,
  run: (adapter) =>
    onServer(adapter, { ...hello, cors: [listCors] }, async (bench) => {
      const asked = preflight(allowedOrigin, 'PUT', null);
      const headers = [
        ...(asked.headers ?? []),
        ...lines.map((value): WireHeader => ['Access-Control-Request-Headers', value]),
      ];
      expectAnswered(await bench.ask({ ...asked, headers }), 204, preflightAnswer);
      const reasons = (await bench.seen()).flatMap((one) => (one.what === 'decision' ? [one.decision.reason] : []));
      ok(reasons.join() === (passes ? 'preflight-allowed' : 'header-not-allowed'), `decided: ${reasons.join()}`);
    }),
});

const scoped = (adapter: AdapterUnderTest, target: string, answer: CorsAnswer): Promise<void> =>
  besideTwin(adapter, corsWith(scopedConfig), hello, async (withCors, twin) => {
    const asked = { target, headers: allowedCaller.headers };
    expectDecorated(await withCors.ask(asked), await twin.ask(asked), answer);
  });

export const requestBytesGroup: CheckGroup = {
  title: 'promise 6: duplicate, odd and hostile request bytes',
  checks: [
    ...malformedOrigins.map(refusesOrigin),
    ...requestedHeaders.map(judgesRequestedHeaders),
    {
      name: 'white space around an origin is not part of it',
      needs: ['field-white-space'],
      run: (adapter) =>
        staysDecorated(adapter, hello, {}, [{ ...allowedCaller, headers: [['Origin', ` \t${allowedOrigin}\t `]] }]),
    },
    {
      name: 'a requested method of 8 KiB is refused with the honest list',
      run: (adapter) =>
        onServer(adapter, { ...hello, cors: [listCors] }, async (bench) => {
          expectAnswered(await bench.ask(preflight(allowedOrigin, 'P'.repeat(8_192))), 204, preflightAnswer);
        }),
    },
    {
      name: 'with credentials, a requested header with bytes beyond ASCII is not sent back where any header is allowed',
      needs: ['obs-text'],
      run: (adapter) =>
        onServer(adapter, { ...hello, cors: [corsWith({ ...listConfig, allowedHeaders: '*' })] }, async (bench) => {
          const response = await bench.ask(preflight(allowedOrigin, 'PUT', `x-a,${obsText}`));
          expectAnswered(response, 204, {
            ...preflightAnswer,
            cors: preflightAnswer.cors.filter(([name]) => name !== 'access-control-allow-headers'),
          });
        }),
    },
    {
      name: 'bytes beyond ASCII in the path do not take a request out of scope',
      needs: ['path-beyond-ascii'],
      run: (adapter) => scoped(adapter, '/api/caf\u00e9', allowedCaller.answer),
    },
    {
      name: 'a path is scoped as it is understood, not as it is spelled',
      run: async (adapter) => {
        await scoped(adapter, '/%61pi/x', allowedCaller.answer);
        await scoped(adapter, '/API/x', allowedCaller.answer);
        await scoped(adapter, '/api/x?/../../other', allowedCaller.answer);
      },
    },
    {
      name: 'a path that stays ambiguous is in no scope',
      run: async (adapter) => {
        await scoped(adapter, '/api%2fx', { cors: [], vary: [] });
        await scoped(adapter, '/api/%00', { cors: [], vary: [] });
      },
    },
    {
      name: 'a request target in absolute form is scoped by its path',
      needs: ['absolute-form'],
      run: async (adapter) => {
        await scoped(adapter, 'http://conformance.test/api/x', allowedCaller.answer);
        await scoped(adapter, 'http://conformance.test/other?/api/x', { cors: [], vary: [] });
      },
    },
    {
      name: 'a preflight for the whole server, `OPTIONS *`, is answered',
      needs: ['asterisk-form'],
      run: (adapter) =>
        onServer(adapter, { ...hello, cors: [listCors] }, async (bench) => {
          expectAnswered(await bench.ask(preflight(allowedOrigin, 'PUT', 'x-a', '*')), 204, preflightAnswer);
        }),
    },
  ],
};

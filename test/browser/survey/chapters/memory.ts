import { type Allowed, allowing } from '../answering.js';
import type { Chapter, Experiment, Step } from '../experiment.js';
import { isKept } from '../telling.js';

const put: Step = { method: 'PUT' };
const withHeader = (name: string): Step => ({ headers: [[name, '1']] });

const remembering = (question: string, allowed: Allowed, ...steps: readonly Step[]): Experiment => ({
  question,
  answering: allowing({ methods: 'PUT', headers: 'x-a', maxAge: '600', ...allowed }),
  steps,
  tell: isKept,
});

const maxAge = (
  question: string,
  value: string | readonly string[] | undefined,
  ...steps: readonly Step[]
): Experiment => ({
  ...remembering(question, {}, put, ...(steps.length === 0 ? [put] : steps)),
  answering: allowing({ methods: 'PUT', ...(value === undefined ? {} : { maxAge: value }) }),
});

export const maxAges: Chapter = {
  title: '`Access-Control-Max-Age`: is the second PUT sent without asking',
  experiments: [
    maxAge('`600`', '600'),
    maxAge('`0`', '0'),
    maxAge('none', undefined),
    maxAge('none, 6 seconds later', undefined, { ...put, after: 6_000 }),
    maxAge('empty', ''),
    maxAge('` 600 `', ' 600 '),
    maxAge('`-1`', '-1'),
    maxAge('`+600`', '+600'),
    maxAge('`600.5`', '600.5'),
    maxAge('`600.5`, 6 seconds later', '600.5', { ...put, after: 6_000 }),
    maxAge('`600, 600`', '600, 600'),
    maxAge('two lines', ['600', '600']),
  ],
};

export const memory: Chapter = {
  title: 'What a preflight is remembered for: is the last fetch sent without asking',
  experiments: [
    remembering('another method of the list', { methods: 'PUT, DELETE' }, put, { method: 'DELETE' }),
    remembering('another header of the list', { headers: 'x-a, x-b' }, withHeader('x-a'), withHeader('x-b')),
    remembering(
      'HEAD with a header, HEAD not listed',
      {},
      { method: 'HEAD', ...withHeader('x-a') },
      { method: 'HEAD', ...withHeader('x-a') },
    ),
    remembering('GET with a header, GET not listed', {}, withHeader('x-a'), withHeader('x-a')),
    remembering('PUT, methods `*`', { methods: '*' }, put, put),
    remembering('PUT, methods `*,PUT`', { methods: '*,PUT' }, put, put),
    remembering('DELETE after PUT, methods `*,PUT`', { methods: '*,PUT' }, put, { method: 'DELETE' }),
    remembering('`x-a`, headers `*`', { headers: '*' }, withHeader('x-a'), withHeader('x-a')),
    remembering('`x-a`, headers `*,x-a`', { headers: '*,x-a' }, withHeader('x-a'), withHeader('x-a')),
    remembering('`x-b` after `x-a`, headers `*,x-a`', { headers: '*,x-a' }, withHeader('x-a'), withHeader('x-b')),
    remembering(
      '`authorization`, headers `*`',
      { headers: '*' },
      withHeader('authorization'),
      withHeader('authorization'),
    ),
    remembering(
      '`authorization`, headers `*,authorization`',
      { headers: '*,authorization' },
      withHeader('authorization'),
      withHeader('authorization'),
    ),
    remembering('with credentials after without', { credentials: 'true' }, put, { ...put, credentials: 'include' }),
    remembering('without credentials after with', { credentials: 'true' }, { ...put, credentials: 'include' }, put),
    {
      question: 'after the request itself failed',
      answering: (asked) =>
        allowing({ methods: 'PUT', maxAge: '600', ...(asked.isPreflight ? {} : { origin: undefined }) })(asked),
      steps: [put, put],
      tell: isKept,
    },
    remembering(
      'PUT, after a preflight for PUT with a header that is not listed',
      {},
      { ...put, ...withHeader('x-no') },
      put,
    ),
    remembering('PUT, PATCH which is not listed, PUT', {}, put, { method: 'PATCH' }, put),
    ...(['no-store', 'reload', 'no-cache', 'force-cache'] as const).map((cache) =>
      remembering(`the second one in cache mode \`${cache}\``, {}, put, { ...put, cache }),
    ),
    remembering('the first one in cache mode `no-store`', {}, { ...put, cache: 'no-store' }, put),
    remembering(
      'the second one with `if-none-match`',
      { headers: 'if-none-match' },
      { ...put, ...withHeader('if-none-match') },
      { ...put, ...withHeader('if-none-match') },
    ),
    { ...remembering('in a sandboxed frame', {}, put, put), place: 'sandbox' },
    {
      ...remembering(
        'the first six requests of a page to an IP address',
        {},
        ...Array.from({ length: 6 }, () => ({ ...put, isAddress: true })),
      ),
      tell: ({ sent }) => `asks ${sent.filter(({ isPreflight }) => isPreflight).length} of 6 times`,
      isBeyondModel: true,
    },
  ],
};

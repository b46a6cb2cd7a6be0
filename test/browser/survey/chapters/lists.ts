import { type Allowed, allowing } from '../answering.js';
import type { Chapter, Experiment, Step } from '../experiment.js';
import { reads, shows } from '../telling.js';

const a: Step['headers'] = [['x-a', '1']];

const asking = (question: string, allowed: Allowed, step: Step): Experiment => ({
  question,
  answering: allowing(allowed),
  steps: [step],
  tell: reads,
});

const put = { method: 'PUT' };
const shared = { credentials: 'true' };
const included = { credentials: 'include' } as const;

export const lists: Chapter = {
  title: 'The lists of methods, of request headers and of exposed headers',
  experiments: [
    asking('PUT, methods `put`', { methods: 'put' }, put),
    asking('`patch`, methods `PATCH`', { methods: 'PATCH' }, { method: 'patch' }),
    asking('POST with a listed header, no methods', { headers: 'x-a' }, { method: 'POST', headers: a }),
    asking(
      'PUT by an XMLHttpRequest that listens to the upload, no methods',
      {},
      { ...put, body: 'a', uploadListener: true },
    ),
    asking('`x-a`, headers `X-A`', { headers: 'X-A' }, { headers: a }),
    asking('`x-a`, headers `,, x-b ,x-a,`', { headers: ',, x-b ,x-a,' }, { headers: a }),
    asking('`x-a`, headers in two lines', { headers: ['x-b', 'x-a'] }, { headers: a }),
    asking('PUT, methods `PUT, a b`', { methods: 'PUT, a b' }, put),
    asking('`x-a`, headers `x-a, a b`', { headers: 'x-a, a b' }, { headers: a }),
    asking('PUT, methods `*`', { methods: '*' }, put),
    asking('`x-a`, headers `*`', { headers: '*' }, { headers: a }),
    asking('`x-a`, headers `*,x-a`', { headers: '*,x-a' }, { headers: a }),
    asking('`x-a`, headers `*,x-b`', { headers: '*,x-b' }, { headers: a }),
    asking('PUT, methods `*,DELETE`', { methods: '*,DELETE' }, put),
    asking('`authorization`, headers `*`', { headers: '*' }, { headers: [['authorization', 'x']] }),
    asking(
      '`authorization`, headers `*,authorization`',
      { headers: '*,authorization' },
      { headers: [['authorization', 'x']] },
    ),
    asking('with credentials: PUT, methods `*`', { ...shared, methods: '*' }, { ...put, ...included }),
    asking('with credentials: `x-a`, headers `*`', { ...shared, headers: '*' }, { headers: a, ...included }),
    asking('with credentials: `x-a`, headers `*,x-a`', { ...shared, headers: '*,x-a' }, { headers: a, ...included }),
    {
      question: 'exposed `x-a`: `x-a`',
      answering: allowing({ exposed: 'x-a', own: [['x-a', '1']] }),
      steps: [{}],
      tell: shows('x-a'),
    },
    {
      question: 'exposed `x-a, a b`: `x-a`',
      answering: allowing({ exposed: 'x-a, a b', own: [['x-a', '1']] }),
      steps: [{}],
      tell: shows('x-a'),
    },
    {
      question: 'exposed `*`: `x-a`',
      answering: allowing({ exposed: '*', own: [['x-a', '1']] }),
      steps: [{}],
      tell: shows('x-a'),
    },
    {
      question: 'exposed `*`, with credentials: `x-a`',
      answering: allowing({ ...shared, exposed: '*', own: [['x-a', '1']] }),
      steps: [included],
      tell: shows('x-a'),
    },
    {
      question: 'exposed `*,set-cookie`: `set-cookie`',
      answering: allowing({ exposed: '*,set-cookie', own: [['set-cookie', 'a=1']] }),
      steps: [{}],
      tell: shows('set-cookie'),
    },
    {
      question: 'nothing exposed: `content-length`',
      answering: allowing({ own: [['content-length', '8']] }),
      steps: [{}],
      tell: shows('content-length'),
    },
  ],
};

import { allowing } from '../answering.js';
import type { Chapter, Experiment, Step } from '../experiment.js';
import { asks, fieldOf } from '../telling.js';

const everything = allowing({
  methods: 'PUT, OPTIONS',
  headers: 'accept, content-type, range, dpr, save-data, x-a, x-b, user-agent',
});

const sending = (question: string, headers: Step['headers'], step: Step = {}): Experiment => ({
  question,
  answering: everything,
  steps: [{ headers, ...step }],
  tell: asks,
});

const field = (question: string, kind: 'preflight' | 'request', name: string, step: Step): Experiment => ({
  question,
  answering: everything,
  steps: [step],
  tell: fieldOf(kind, name),
});

export const requests: Chapter = {
  title: 'What needs a preflight, and what it says',
  experiments: [
    sending('POST of text', [], { method: 'POST', body: 'a=1' }),
    sending('POST of a form', [['content-type', 'application/x-www-form-urlencoded']], { method: 'POST', body: 'a=1' }),
    {
      ...sending('POST of bytes, which have no type', [], { method: 'POST', body: 'a=1', hasBytes: true }),
      isBeyondModel: true,
    },
    sending('POST of JSON', [['content-type', 'application/json']], { method: 'POST', body: '{}' }),
    sending('`accept` of 128 bytes', [['accept', 'a'.repeat(128)]]),
    sending('`accept` of 129 bytes', [['accept', 'a'.repeat(129)]]),
    sending('`accept` with a quote', [['accept', 'text/plain;q="1"']]),
    sending('`accept` with a byte above 0x7F', [['accept', 'caf\u00e9']]),
    sending(
      '`accept` nine times, each safelisted, 1,080 bytes',
      Array.from({ length: 9 }, () => ['accept', 'a'.repeat(120)]),
    ),
    sending('`range: bytes=0-99`', [['range', 'bytes=0-99']]),
    sending('`range: bytes=-99`', [['range', 'bytes=-99']]),
    sending('`range: bytes=0-18446744073709551616`', [['range', 'bytes=0-18446744073709551616']]),
    sending('`dpr: 2`', [['dpr', '2']]),
    sending('`save-data: on`', [['save-data', 'on']]),
    sending('a `user-agent` of the script', [['user-agent', 'mine']]),
    field('headers `X-B`, `x-a`, `content-type`: what is asked for', 'preflight', 'access-control-request-headers', {
      headers: [
        ['X-B', '1'],
        ['x-a', '1'],
        ['content-type', 'text/html'],
      ],
    }),
    field('`x-a` twice: what is asked for', 'preflight', 'access-control-request-headers', {
      headers: [
        ['x-a', '1'],
        ['x-a', '2'],
      ],
    }),
    field('`patch`: what is asked for', 'preflight', 'access-control-request-method', { method: 'patch' }),
    field(
      'OPTIONS of a script: `Access-Control-Request-Method` of the request itself',
      'request',
      'access-control-request-method',
      { method: 'OPTIONS' },
    ),
    field('`Origin` of a GET in mode `no-cors`', 'request', 'origin', { mode: 'no-cors' }),
    field('`Origin` of a same-origin GET', 'request', 'origin', { isSameOrigin: true }),
    {
      ...field('`Origin` of a same-origin PUT', 'request', 'origin', { isSameOrigin: true, method: 'PUT' }),
      tell: (seen) => (fieldOf('request', 'origin')(seen) === 'none' ? 'none' : 'the page’s'),
    },
  ],
};

import type { Mutant } from './mutant.js';

/** Adapters that put a hand on bytes that are not theirs. */

export const connectionMutants: readonly Mutant[] = [
  {
    does: 'changes the body',
    tampering: {
      body: (right, { decision }) => (decision === undefined ? right : Buffer.from(right.map((byte) => byte ^ 1))),
    },
    noticedBy: [
      'a body of a megabyte',
      'bytes that are no text',
      'a streamed body',
      'two hundred mixed requests, one after',
      'requests beside an upgraded',
    ],
  },
  {
    does: 'holds a body back until it is whole',
    tampering: { buffers: true },
    noticedBy: ['the first bytes of a stream leave'],
  },
  {
    does: 'adds its headers to a 101',
    tampering: {
      upgraded: (bytes) =>
        Buffer.concat([bytes.subarray(0, -2), Buffer.from('access-control-allow-origin: *\r\n\r\n')]),
    },
    noticedBy: ['a 101 is returned untouched'],
  },
  {
    does: 'answers for the parser',
    tampering: {
      acceptsNoHost: true,
      parserAnswer:
        'HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
    },
    noticedBy: [
      'a request line that is none',
      'header fields beyond the limit',
      'a path with bytes beyond ASCII',
      'a request without Host',
    ],
  },
];

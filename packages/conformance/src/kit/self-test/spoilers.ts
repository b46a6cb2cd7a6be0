import type { Tampering } from './tampering.js';

/** Each spoils one of the things that are compared when a vector is replayed. */
export const spoilers: readonly (readonly [does: string, tampering: Tampering])[] = [
  [
    'lets every origin through',
    { decision: (right) => ({ ...right, status: undefined, headers: [['access-control-allow-origin', '*']] }) },
  ],
  ['forgets Vary', { decision: (right) => ({ ...right, vary: [] }) }],
  ['answers preflights with 200', { decision: (right) => ({ ...right, status: right.status && 200 }) }],
  ['has the application answer too', { forwardsAnswered: true }],
  [
    'sends one header twice',
    {
      outgoing: (right) => ({
        ...right,
        lines: [...right.lines, ...right.lines.filter(([name]) => name.startsWith('access-')).slice(0, 1)],
      }),
    },
  ],
  ['gives another reason', { reported: (right, error) => [{ ...right, reason: 'same-origin' }, error] }],
  ['does not answer', { outgoing: () => ({ status: 99, reason: '', lines: [] }) }],
];

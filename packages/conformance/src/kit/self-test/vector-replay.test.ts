import { describe, expect, it } from 'vitest';
import { expectReplayed, replayVectors } from '../run/vector-replay.js';
import { wireVectors } from '../run/wire-vector.js';
import { referenceAdapter } from './reference-adapter.js';
import type { Tampering } from './tampering.js';

/** How many vectors come back otherwise than they should. */
const wrongWith = async (
  tampering: Tampering,
  every = 1,
): Promise<{ readonly sent: number; readonly wrong: readonly string[] }> => {
  const adapter = referenceAdapter(tampering);
  const sendable = wireVectors(adapter).sendable.filter((_, at) => at % every === 0);
  const replays = await replayVectors(adapter, sendable);
  const wrong = sendable.filter((vector) => {
    try {
      expectReplayed(vector, replays.get(vector.id));
      return false;
    } catch {
      return true;
    }
  });
  return { sent: sendable.length, wrong: wrong.map(({ id }) => id) };
};

/** Each spoils one of the things that are compared. */
const spoilers: readonly (readonly [does: string, tampering: Tampering])[] = [
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

describe('the vectors, replayed', () => {
  it('finds nothing wrong with an adapter that is right', async () => {
    const { sent, wrong } = await wrongWith({});
    expect(wrong).toEqual([]);
    expect(sent).toBeGreaterThan(400);
  });

  it.each(spoilers)('notices an adapter that %s', async (_does, tampering) => {
    const { wrong } = await wrongWith(tampering, 8);
    expect(wrong.length).toBeGreaterThan(15);
  });
});

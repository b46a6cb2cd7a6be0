import { describe, expect, it } from 'vitest';
import { inTheGate } from '../run/everyday-part.js';
import { expectReplayed, replayVectors } from '../run/vector-replay.js';
import { wireVectors } from '../run/wire-vector.js';
import { referenceAdapter } from './reference-adapter.js';
import { spoilers } from './spoilers.js';
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

describe('the vectors, replayed', () => {
  it('finds nothing wrong with an adapter that is right', async () => {
    // Every day the adapters themselves replay all vectors.
    const { sent, wrong } = await wrongWith({}, inTheGate ? 1 : 4);
    expect(wrong).toEqual([]);
    expect(sent).toBeGreaterThan(inTheGate ? 1000 : 250);
  });

  it.each(spoilers)('notices an adapter that %s', async (_does, tampering) => {
    const { wrong } = await wrongWith(tampering, 8);
    expect(wrong.length).toBeGreaterThan(15);
  });
});

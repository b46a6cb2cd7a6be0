/** Every vector, walked through all four adapters over real sockets: what comes back is the same from each. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadVectors } from '../../packages/conformance/src/index.js';
import {
  expectAlikeAndRight,
  type Replays,
  replayTogether,
  type SharedVector,
  sharedVectors,
} from '../../packages/conformance/src/kit/run/agreement.js';
import { everyAdapter } from './every-adapter.js';

/** Thousands of requests, to hundreds of servers that are started one after the other. */
const patience = 240_000;

const nameOf = ({ vector, leftOut }: SharedVector): string =>
  [vector.id, ...leftOut.map(({ adapter, reason }) => `(not sent to ${adapter}: ${reason})`)].join(' ');

describe('all adapters answer alike', () => {
  const { shared, others } = sharedVectors(everyAdapter);
  let replays: Replays = new Map();

  beforeAll(async () => {
    replays = await replayTogether(everyAdapter, shared);
  }, patience);

  it.each(shared.map((one) => [nameOf(one), one] as const))('%s', (_name, one) => {
    expectAlikeAndRight(one, replays);
  });

  it.each(others.map(({ id, reason }) => [id, reason]))('%s (not sent: %s)', (_id, reason) => {
    expect(reason).not.toBe('');
  });

  it('and hardly a vector is left out that there can be on a wire', () => {
    const onWire = loadVectors().filter(({ wire }) => wire);
    const sentToAll = shared.filter(({ leftOut }) => leftOut.length === 0);
    expect(onWire.length).toBeGreaterThan(1000);
    expect(sentToAll.length / onWire.length).toBeGreaterThan(0.99);
    expect([...replays.values()].map(({ size }) => size >= sentToAll.length)).toEqual([true, true, true, true]);
  });
});

import { ok } from 'node:assert/strict';
import { beforeAll, describe, it } from 'vitest';
import { type CheckGroup, reasonNotToCheck } from '../check/check.js';
import type { AdapterUnderTest } from '../fixture/adapter-under-test.js';
import { everyGroup } from './every-group.js';
import { expectReplayed, type Replay, replayVectors } from './vector-replay.js';
import { type WireVector, wireVectors } from './wire-vector.js';

const describeGroup = (adapter: AdapterUnderTest, { title, checks }: CheckGroup): void => {
  describe(title, () => {
    for (const check of checks) {
      const reason = reasonNotToCheck(adapter, check);
      if (reason === undefined) it(check.name, () => check.run(adapter));
      else
        it(`${check.name} (does not apply: ${reason})`, () =>
          ok(reason !== '', 'the description of the adapter says nothing of it'));
    }
  });
};

/** Hundreds of servers are started one after the other, which on a busy machine takes a while. */
const replayPatience = 120_000;

const describeVectors = (adapter: AdapterUnderTest): void => {
  describe('the vectors, on the wire', () => {
    const { sendable, others } = wireVectors(adapter);
    let replays: ReadonlyMap<string, Replay | Error> = new Map();
    beforeAll(async () => {
      replays = await replayVectors(adapter, sendable);
    }, replayPatience);
    it.each(sendable.map((vector): [string, WireVector] => [vector.id, vector]))('%s', (id, vector) => {
      expectReplayed(vector, replays.get(id));
    });
    it.each(others.map(({ id, reason }): [string, string] => [id, reason]))(
      '%s (cannot be sent: %s)',
      (_id, reason) => {
        ok(reason !== '');
      },
    );
  });
};

/**
 * Leaves the vectors to the gate, for a further framework or protocol of an adapter that replays them every day: they are
 * more than a thousand requests each time.
 */
export const vectorsInTheGate: { readonly vectors?: string } =
  process.env.CORS_POLICY_GATE === '1'
    ? {}
    : { vectors: 'the gate replays them; every day another setup of this adapter does' };

/** Leaves the vectors of an adapter's main setup to the test that replays them through all adapters side by side. */
export const vectorsTogether: { readonly vectors?: string } =
  process.env.CORS_POLICY_GATE === '1'
    ? {}
    : { vectors: 'the gate replays them here; every day test/together replays them through all adapters' };

/**
 * Puts an adapter through everything that the design promises on the wire, and through all vectors.
 *
 * What cannot apply to it is listed with the reason that its description gives, as a test of its own.
 *
 * @param leaveOut `vectors`: why the vectors need not be replayed, where the same adapter replays them elsewhere
 */
export const describeAdapter = (adapter: AdapterUnderTest, leaveOut: { readonly vectors?: string } = {}): void => {
  describe(adapter.name, () => {
    for (const group of everyGroup) describeGroup(adapter, group);
    const { vectors: reason } = leaveOut;
    if (reason === undefined) describeVectors(adapter);
    else it(`the vectors are not replayed: ${reason}`, () => ok(reason !== ''));
  });
};

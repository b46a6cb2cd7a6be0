import { ok } from 'node:assert/strict';
import { beforeAll, describe, it } from 'vitest';
import { type CheckGroup, reasonNotToCheck } from '../check/check.js';
import type { AdapterUnderTest } from '../fixture/adapter-under-test.js';
import { everyGroup } from './every-group.js';
import { everydayPart, inTheGate } from './everyday-part.js';
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

/** What of the kit an adapter is not put through here, each with the reason. */
export interface LeftOut {
  /** Why the vectors are not replayed. */
  readonly vectors?: string;
}

/** Leaves the vectors of an adapter's main setup to the test that replays them through all adapters side by side. */
export const vectorsTogether: LeftOut = inTheGate
  ? {}
  : { vectors: 'the gate replays them here; every day test/together replays them through all adapters' };

const describeGroups = (adapter: AdapterUnderTest, groups: readonly CheckGroup[], { vectors }: LeftOut): void => {
  for (const group of groups) describeGroup(adapter, group);
  if (vectors === undefined) describeVectors(adapter);
  else it(`the vectors are not replayed: ${vectors}`, () => ok(vectors !== ''));
};

/**
 * Puts an adapter through everything that the design promises on the wire, and through all vectors.
 *
 * What cannot apply to it is listed with the reason that its description gives, as a test of its own.
 *
 * @param leftOut `vectors`: why the vectors need not be replayed, where the same adapter replays them elsewhere
 */
export const describeAdapter = (adapter: AdapterUnderTest, leftOut: LeftOut = {}): void => {
  describe(adapter.name, () => {
    describeGroups(adapter, everyGroup, leftOut);
  });
};

/**
 * Puts a further framework, version or protocol of an adapter through the same, but every day only through a part of the
 * checks and through no vectors: its main setup makes them all, and the gate makes all of them here, too.
 */
export const describeFurtherSetup = (adapter: AdapterUnderTest, leftOut: LeftOut = {}): void => {
  if (inTheGate) describeAdapter(adapter, leftOut);
  else
    describe(adapter.name, () => {
      describeEverydayPart(adapter, leftOut);
    });
};

const describeEverydayPart = (adapter: AdapterUnderTest, { vectors = 'the gate replays them' }: LeftOut): void => {
  const count = (groups: readonly CheckGroup[]): number => groups.flatMap(({ checks }) => checks).length;
  it(`${count(everydayPart)} of ${count(everyGroup)} checks: the gate makes all of them`, () =>
    ok(count(everydayPart) > 0));
  describeGroups(adapter, everydayPart, { vectors });
};

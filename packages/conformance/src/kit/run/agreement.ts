import { deepStrictEqual } from 'node:assert/strict';
import type { AdapterUnderTest } from '../fixture/adapter-under-test.js';
import { wireAnswerOf } from '../wire/wire-message.js';
import { expectReplayed, type Replay, replayVectors } from './vector-replay.js';
import { type UnsendableVector, type WireVector, wireVectors } from './wire-vector.js';

/**
 * Several adapters, asked the same: by CORS a client must not be able to tell which of them it talks to. So what they
 * answer is compared with each other as well as with the vector, which knows nothing of bodies, say.
 */

/** A vector that at least two of the adapters can be asked, and why the others cannot. */
export interface SharedVector {
  readonly vector: WireVector;
  readonly leftOut: readonly { readonly adapter: string; readonly reason: string }[];
}

/** All vectors, in two heaps: those to compare answers to, and those that hardly any adapter can be asked. */
export const sharedVectors = (
  adapters: readonly AdapterUnderTest[],
): { readonly shared: readonly SharedVector[]; readonly others: readonly UnsendableVector[] } => {
  const vectors = new Map<string, WireVector>();
  const leftOut = new Map<string, SharedVector['leftOut']>();
  for (const adapter of adapters) {
    const { sendable, others } = wireVectors(adapter);
    for (const vector of sendable) vectors.set(vector.id, vector);
    for (const { id, reason } of others)
      leftOut.set(id, [...(leftOut.get(id) ?? []), { adapter: adapter.name, reason }]);
  }
  const isShared = (id: string): boolean => adapters.length - (leftOut.get(id)?.length ?? 0) >= 2;
  const reasonsOf = (those: SharedVector['leftOut']): string => [...new Set(those.map(({ reason }) => reason))].join();
  return {
    shared: [...vectors.values()]
      .filter(({ id }) => isShared(id))
      .map((vector) => ({ vector, leftOut: leftOut.get(vector.id) ?? [] })),
    others: [...leftOut].filter(([id]) => !isShared(id)).map(([id, those]) => ({ id, reason: reasonsOf(those) })),
  };
};

/** What became of every vector, by the name of the adapter. */
export type Replays = ReadonlyMap<string, ReadonlyMap<string, Replay | Error>>;

/** Sends the vectors to one adapter after the other, but for those that it cannot be asked. */
export const replayTogether = async (
  adapters: readonly AdapterUnderTest[],
  shared: readonly SharedVector[],
): Promise<Replays> => {
  const replays = new Map<string, ReadonlyMap<string, Replay | Error>>();
  for (const adapter of adapters) {
    const able = shared.filter(({ leftOut }) => leftOut.every((one) => one.adapter !== adapter.name));
    const vectors = able.map(({ vector }) => vector);
    replays.set(adapter.name, await replayVectors(adapter, vectors));
  }
  return replays;
};

const heard = (replay: Replay | Error | undefined): unknown => {
  if (replay === undefined) throw new Error('it was not sent');
  if (replay instanceof Error) throw replay;
  const { response, handlerRuns, reasons } = replay;
  return { ...wireAnswerOf(response), handlerRuns, reasons };
};

/** All adapters that were asked gave one and the same answer. */
export const expectAlike = ({ vector: { id }, leftOut }: SharedVector, replays: Replays): void => {
  const asked = [...replays].filter(([name]) => leftOut.every(({ adapter }) => adapter !== name));
  const answers = asked.map(([name, those]) => [name, heard(those.get(id))] as const);
  const [first] = answers;
  if (first === undefined || answers.length < 2) throw new Error('there is nothing to compare');
  const [, answer] = first;
  deepStrictEqual(Object.fromEntries(answers), Object.fromEntries(answers.map(([name]) => [name, answer])));
};

/** As `expectAlike`, and it is the answer that the vector says. */
export const expectAlikeAndRight = (shared: SharedVector, replays: Replays): void => {
  expectAlike(shared, replays);
  for (const [name, those] of replays) {
    if (shared.leftOut.every(({ adapter }) => adapter !== name))
      expectReplayed(shared.vector, those.get(shared.vector.id));
  }
};

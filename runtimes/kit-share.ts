import { reasonNotToCheck } from '../packages/conformance/src/kit/check/check.js';
import type { AdapterUnderTest } from '../packages/conformance/src/kit/fixture/adapter-under-test.js';
import { everyGroup } from '../packages/conformance/src/kit/run/every-group.js';
import { wireVectors } from '../packages/conformance/src/kit/run/wire-vector.js';
import type { Trial } from './trial.js';

/** How much of the kit is put to an adapter in a runtime, by what is said of the two. All of it has to be kept. */
export interface KitShare {
  readonly promises: number;
  readonly vectors: number;
  /** Why the others cannot be asked, and how many those are. */
  readonly others: ReadonlyMap<string, number>;
}

/** Counts without starting anything. */
export const shareOf = ({ adapter: name, description, withoutVectors = false }: Trial): KitShare => {
  const start: AdapterUnderTest['start'] = () => Promise.reject(new Error('counting starts nothing'));
  const adapter: AdapterUnderTest = { ...description, name, start };
  const reasons = everyGroup.flatMap(({ checks }) => checks.map((check) => reasonNotToCheck(adapter, check)));
  const vectors = withoutVectors ? { sendable: [], others: [] } : wireVectors(adapter);
  const others = new Map<string, number>();
  for (const reason of [...reasons, ...vectors.others.map((vector) => vector.reason)])
    if (reason !== undefined) others.set(reason, (others.get(reason) ?? 0) + 1);
  return {
    promises: reasons.filter((reason) => reason === undefined).length,
    vectors: vectors.sendable.length,
    others,
  };
};

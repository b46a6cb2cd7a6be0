import { getHeapStatistics } from 'node:v8';
import type { Subject } from './rounds.js';
import { keep } from './sink.js';
import { summarize } from './statistics.js';
import type { Batch } from './undisturbed.js';

/**
 * The bytes that one operation allocates: how far the heap grows over a batch, the median of the rounds.
 *
 * The young generation is emptied before each round, and a batch is too small to fill it, so nothing is collected in
 * between. Needs `--expose-gc`.
 */
export async function allocatedBytes({ prepare }: Subject, rounds: number, warmUp: number): Promise<number> {
  // Work that runs in the interpreter allocates what the optimised work does not.
  for (let round = 0; round < warmUp; round++) run(await prepare());
  const growths: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const batch = await prepare();
    collectYoungGarbage();
    const before = usedBytes();
    // What reading the heap allocates is in the difference of these two, and is taken off.
    const reading = usedBytes() - before;
    const start = usedBytes();
    run(batch);
    growths.push((usedBytes() - start - reading) / batch.size);
  }
  return Math.max(0, summarize(growths).median);
}

/** The bytes that something keeps alive, whatever was needed to make it. */
export function retainedBytes(make: () => unknown): number {
  collectGarbage();
  const before = usedBytes();
  const made = make();
  collectGarbage();
  const after = usedBytes();
  keep(made, 0); // It must be alive while it is measured.
  keep(undefined, 0);
  return after - before;
}

function run({ run }: Batch): void {
  if (run() !== undefined) throw new Error('only synchronous work can be measured by the bytes');
}

const usedBytes = (): number => getHeapStatistics().used_heap_size;

export function collectGarbage(): void {
  collector()();
  collector()();
}

/** A whole collection takes long where a large policy is alive. */
const collectYoungGarbage = (): void => collector()({ type: 'minor' });

type Collect = (options?: { readonly type: 'minor' }) => void;

function collector(): Collect {
  if (globalThis.gc === undefined) throw new Error('node has to be started with --expose-gc');
  // PROOF: V8 takes these options from Node 18 on; its types know fewer.
  return globalThis.gc as Collect;
}

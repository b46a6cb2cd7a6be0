import { env } from 'node:process';
import { randomNumbers } from './random-numbers.js';
import { type Summary, summarize } from './statistics.js';
import { type Batch, timeBatch } from './undisturbed.js';

/** One figure for each round, of whatever is measured. */
export type Samples = readonly number[];

/** Something that can be measured again and again. */
export interface Metered {
  readonly name: string;
  readonly sample: () => number | Promise<number>;
}

/** Some work on a batch of inputs, which are made anew for each round outside of the measured time. */
export interface Subject {
  readonly name: string;
  readonly prepare: () => Batch | Promise<Batch>;
}

export interface Rounds {
  readonly rounds: number;
  readonly warmUp: number;
}

/** A number from the environment, so that a look can be quick: `BENCH_ROUNDS=9`. */
export function setting(name: string, usual: number): number {
  const value = Number(env[name]);
  return Number.isInteger(value) && value > 0 ? value : usual;
}

const random = randomNumbers();

/**
 * Measures everything in turn, round by round, so that a slow moment of the machine falls on all, and in another order
 * each round, so that none always has the same one before it.
 */
export async function interleave(
  metered: readonly Metered[],
  { rounds, warmUp }: Rounds,
): Promise<ReadonlyMap<string, Samples>> {
  const samples = new Map<string, number[]>(metered.map(({ name }) => [name, []]));
  if (samples.size < metered.length) throw new Error('two have the same name');
  for (let round = -warmUp; round < rounds; round++) {
    for (const { name, sample } of shuffled(metered)) {
      const value = await sample();
      if (round >= 0) samples.get(name)?.push(value);
    }
  }
  return samples;
}

/** The nanoseconds of one operation of each subject. */
export function measure(subjects: readonly Subject[], rounds: Rounds): Promise<ReadonlyMap<string, Samples>> {
  return interleave(
    subjects.map(({ name, prepare }) => ({ name, sample: () => timeBatch(prepare) })),
    rounds,
  );
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  const result: Item[] = [];
  for (const item of items) result.splice(random(result.length + 1), 0, item);
  return result;
}

/** How many times one is the other: the median over the rounds, in each of which both were measured. */
export function ratio(samples: Samples, floor: Samples): Summary {
  return summarize(samples.map((sample, round) => sample / (floor[round] ?? Number.NaN)));
}

/** What one takes more than the other, likewise. */
export function difference(samples: Samples, without: Samples): Summary {
  return summarize(samples.map((sample, round) => sample - (without[round] ?? Number.NaN)));
}

import { env } from 'node:process';
import { randomNumbers } from './random-numbers.js';
import { type Summary, summarize } from './statistics.js';

/** What is measured: some work on a batch of inputs, made anew for each round outside of the measured time. */
export interface Subject {
  readonly name: string;
  readonly prepare: () => Batch;
}

/** How many operations `run` does, and the doing of them. */
export interface Batch {
  readonly size: number;
  readonly run: () => void | Promise<void>;
}

/** The nanoseconds of one operation, one figure for each round. */
export type Samples = readonly number[];

export interface Rounds {
  readonly rounds: number;
  readonly warmUp: number;
}

/** A number from the environment, so that a look can be quick: `BENCH_ROUNDS=9`. */
export function setting(name: string, usual: number): number {
  const value = Number(env[name]);
  return Number.isInteger(value) && value > 0 ? value : usual;
}

/**
 * Measures all subjects in turn, round by round, so that a slow moment of the machine falls on all of them, and in
 * another order each round, so that none always has the same one before it.
 */
export async function measure(subjects: readonly Subject[], { rounds, warmUp }: Rounds): Promise<ReadonlyMap<string, Samples>> {
  const samples = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  if (samples.size < subjects.length) throw new Error('two subjects have the same name');
  for (let round = -warmUp; round < rounds; round++) {
    for (const { name, prepare } of shuffled(subjects)) {
      const { size, run } = prepare();
      const start = process.hrtime.bigint();
      const running = run();
      if (running !== undefined) await running;
      const taken = Number(process.hrtime.bigint() - start) / size;
      if (round >= 0) samples.get(name)?.push(taken);
    }
  }
  return samples;
}

const random = randomNumbers();

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

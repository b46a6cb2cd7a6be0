import { env } from 'node:process';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';

/** How often a property is tried: a thousand times in the everyday tests, as often as `PROPERTY_RUNS` says elsewhere. */
export const RUNS: number = Number(env.PROPERTY_RUNS ?? 1000);

/** For properties that define several policies in each run, or play a browser for long: a fifth, where there are many. */
export const COSTLY_RUNS: number = share(5);

/** For those that put dozens of requests to several policies in each run. */
export const COSTLIEST_RUNS: number = share(20);

/** One in so many of the runs, but no fewer than in the everyday tests. */
function share(oneIn: number): number {
  return Math.min(RUNS, Math.max(1000, Math.ceil(RUNS / oneIn)));
}

/** A long property lets the test runner speak now and then, which takes a silent worker for a dead one. */
const RUNS_AT_ONCE = 10_000;

/** A failure names its seed and its path; given back as `PROPERTY_SEED` and `PROPERTY_PATH` they replay it. */
const replay = {
  ...(env.PROPERTY_SEED === undefined ? {} : { seed: Number(env.PROPERTY_SEED) }),
  ...(env.PROPERTY_PATH === undefined ? {} : { path: env.PROPERTY_PATH }),
};

/** Asserts that a property holds, as often as was asked for. */
export async function holds<Values>(property: fc.IProperty<Values>, runs: number = RUNS): Promise<void> {
  for (let left = runs; left > 0; left -= RUNS_AT_ONCE) {
    fc.assert(property, { numRuns: Math.min(left, RUNS_AT_ONCE), ...replay });
    await setImmediate();
  }
}

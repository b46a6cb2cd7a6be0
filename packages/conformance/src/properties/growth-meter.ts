import { performance } from 'node:perf_hooks';

/** Does the work that is measured, for an input of some size. */
export type Work = () => unknown;

export interface GrowthOptions {
  readonly sizes: readonly number[];
  /** How often each size is measured; of these the quickest counts, since a busy machine only ever adds. */
  readonly rounds?: number;
  /** How many milliseconds a measurement takes at least: quick work is repeated, so that the clock can tell. */
  readonly floor?: number;
}

/**
 * How the cost of some work grows with the size of its input: the exponent `k` that fits `cost = c * size^k` best.
 * Growth is measured, not time, so that the answer is the same on a slow machine.
 *
 * @param prepare makes the input, which is not measured, and gives the work
 */
export function growthExponent(prepare: (size: number) => Work, options: GrowthOptions): number {
  const { sizes, rounds = 4, floor = 1 } = options;
  const subjects = sizes.map((size) => ({ size, work: prepare(size), repeats: 1, best: Number.POSITIVE_INFINITY }));
  for (const subject of subjects) subject.repeats = repeatsFor(subject.work, floor);
  // Each round goes over all sizes, so that a slow moment of the machine does not fall on one of them alone.
  for (let round = 0; round < rounds; round++) {
    for (const subject of subjects) {
      subject.best = Math.min(subject.best, time(subject.work, subject.repeats) / subject.repeats);
    }
  }
  return slope(subjects.map(({ size, best }) => [Math.log(size), Math.log(best)]));
}

/** How often growth is measured at most: what grows too fast does so every time, and a busy machine only now and then. */
const mostAttempts = 8;

/** The least exponent of some attempts; the first one below the limit is good enough. */
export function leastExponent(prepare: (size: number) => Work, limit: number, options: GrowthOptions): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < mostAttempts && least >= limit; attempt++) {
    least = Math.min(least, growthExponent(prepare, options));
  }
  return least;
}

function repeatsFor(work: Work, floor: number): number {
  let repeats = 1;
  for (let taken = time(work, repeats); taken < floor; taken = time(work, repeats)) repeats *= 2;
  return repeats;
}

function time(work: Work, repeats: number): number {
  const start = performance.now();
  for (let count = 0; count < repeats; count++) work();
  return performance.now() - start;
}

/** The slope of the line that fits some points best, by least squares. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanX = mean(points.map(([x]) => x));
  const meanY = mean(points.map(([, y]) => y));
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const variance = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return covariance / variance;
}

import type { Instructions } from './baseline.js';

/** How far a count may exceed the baseline. Repeats differ by less than a hundredth. */
export const TOLERANCE = 0.1;

/** A scenario, and what has become of it. */
export interface CountVerdict {
  readonly name: string;
  readonly baseline: number | undefined;
  readonly count: number;
  /** The change, as a share of the baseline. */
  readonly change: number | undefined;
  readonly passed: boolean;
}

/** A scenario that the baseline does not have fails too: without one, it may grow unseen. */
export function judge(baseline: Instructions, counts: Instructions): CountVerdict[] {
  return Object.entries(counts).map(([name, count]) => {
    const before = baseline[name];
    if (before === undefined) return { name, baseline: before, count, change: undefined, passed: false };
    return { name, baseline: before, count, change: count / before - 1, passed: count <= before * (1 + TOLERANCE) };
  });
}

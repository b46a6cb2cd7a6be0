/** A sample in short: its median, and the quartiles around it as a measure of how much it varies. */
export interface Summary {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  readonly minimum: number;
}

export function summarize(samples: readonly number[]): Summary {
  const sorted = [...samples].sort((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    lower: quantile(sorted, 0.25),
    upper: quantile(sorted, 0.75),
    minimum: quantile(sorted, 0),
  };
}

/** By linear interpolation between the two nearest. */
function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

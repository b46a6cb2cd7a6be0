/** The heap of a server after a forced collection, and how many requests it had been sent by then. */
export interface HeapSample {
  readonly requests: number;
  readonly bytes: number;
}

const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const [low = Number.NaN, high = low] = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return (low + high) / 2;
};

/**
 * By how many bytes the heap grows with each request: the median of the slopes between all pairs of samples (Theil and
 * Sen), so that a few samples that are far off, as collections leave them, move it little.
 *
 * @returns `NaN` for fewer than two samples
 */
export const heapGrowth = (samples: readonly HeapSample[]): number =>
  medianOf(
    samples.flatMap((one, at) =>
      samples
        .slice(at + 1)
        .filter(({ requests }) => requests !== one.requests)
        .map((other) => (other.bytes - one.bytes) / (other.requests - one.requests)),
    ),
  );

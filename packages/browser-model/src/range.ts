/** `bytes=start-end`, where one of the two may be missing. */
export interface SingleRange {
  readonly start: bigint | undefined;
  readonly end: bigint | undefined;
}

/**
 * Reads a `Range` of one part without white space; `undefined` where it is something else.
 *
 * @see https://fetch.spec.whatwg.org/#simple-range-header-value
 */
export function parseSingleRange(value: string): SingleRange | undefined {
  const [, first, last] = /^bytes=([0-9]*)-([0-9]*)$/.exec(value) ?? [];
  const start = numberOf(first);
  const end = numberOf(last);
  if (start === undefined && end === undefined) return undefined;
  if (start !== undefined && end !== undefined && start > end) return undefined;
  return { start, end };
}

function numberOf(digits: string | undefined): bigint | undefined {
  return digits === undefined || digits === '' ? undefined : BigInt(digits);
}

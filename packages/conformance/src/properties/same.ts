import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';

/** Expects two values to be equal as a whole. What they are about is shown where they differ, and costs nothing else. */
export function expectSame(actual: unknown, expected: unknown, about: object): void {
  if (!Object.is(actual, expected) && !isDeepStrictEqual(actual, expected))
    expect({ ...about, answer: actual }).toEqual({ ...about, answer: expected });
}

import { describe, expect, it } from 'vitest';
import { difference, ratio } from './rounds.js';
import { summarize } from './statistics.js';

describe('summarize', () => {
  it('gives the middle one, or what lies between the two middle ones', () => {
    expect(summarize([9, 1, 5]).median).toBe(5);
    expect(summarize([1, 2, 3, 100]).median).toBe(2.5);
  });

  it('leaves the order of the samples as it is', () => {
    const samples = [3, 1, 2];
    summarize(samples);
    expect(samples).toEqual([3, 1, 2]);
  });

  it('gives the quartiles', () => {
    expect(summarize([1, 2, 3, 4, 5])).toEqual({ median: 3, lower: 2, upper: 4, minimum: 1 });
  });
});

describe('ratio and difference', () => {
  it('compare within each round, so that a slow round falls out', () => {
    const slowInTheMiddle = [10, 1000, 10];
    expect(ratio(slowInTheMiddle, [5, 500, 5]).median).toBe(2);
    expect(ratio(slowInTheMiddle, [5, 500, 5])).toEqual({ median: 2, lower: 2, upper: 2, minimum: 2 });
    expect(difference([12, 1002, 12], slowInTheMiddle).upper).toBe(2);
  });
});

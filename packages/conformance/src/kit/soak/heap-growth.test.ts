import { describe, expect, it } from 'vitest';
import { heapGrowth } from './heap-growth.js';

const samples = (bytes: readonly number[]) => bytes.map((one, at) => ({ requests: at * 100, bytes: one }));

describe('the growth of a heap', () => {
  it('is what each request leaves behind', () => {
    expect(heapGrowth(samples([5_000, 6_000, 7_000, 8_000]))).toBe(10);
    expect(heapGrowth(samples([8_000, 8_000, 8_000]))).toBe(0);
    expect(heapGrowth(samples([8_000, 7_000]))).toBe(-10);
  });

  it('is hardly moved by a sample that is far off', () => {
    expect(heapGrowth(samples([5_000, 90_000, 7_000, 8_000, 9_000, 10_000, 11_000]))).toBe(10);
  });

  it('shows through noise', () => {
    const noise = [90, -40, 10, -80, 60, 0, -20, 70];
    const grown = heapGrowth(samples(noise.map((off, at) => 5_000 + 1_000 * at + off)));
    expect(Math.abs(grown - 10)).toBeLessThan(0.5);
    expect(Math.abs(heapGrowth(samples(noise.map((off) => 5_000 + off))))).toBeLessThan(0.5);
  });

  it('is unknown of a single sample', () => {
    expect(heapGrowth(samples([5_000]))).toBeNaN();
  });
});

import { expect, it } from 'vitest';
import { judge } from './verdict.js';

const passed = (baseline: number | undefined, count: number): boolean =>
  judge(baseline === undefined ? {} : { it: baseline }, { it: count }).every((verdict) => verdict.passed);

it('lets a count pass that is lower, or up to a tenth higher', () => {
  expect(passed(1000, 500)).toBe(true);
  expect(passed(1000, 1100)).toBe(true);
});

it('fails one that is higher by more', () => {
  expect(passed(1000, 1101)).toBe(false);
});

it('fails a scenario that the baseline does not have', () => {
  expect(passed(undefined, 1)).toBe(false);
});

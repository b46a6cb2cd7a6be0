import { expect, it } from 'vitest';
import { listedOrigins, spread, strangers } from './origin-names.js';

it('lists no origin twice', () => {
  expect(new Set(listedOrigins(10_000)).size).toBe(10_000);
});

it('has strangers that are on no list', () => {
  const listed = new Set(listedOrigins(10_000));
  expect(strangers(1000).filter((origin) => listed.has(origin))).toEqual([]);
});

it('takes evenly from the whole list', () => {
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7], 4)).toEqual([0, 2, 4, 6]);
  expect(spread(['only'], 3)).toEqual(['only', 'only', 'only']);
});

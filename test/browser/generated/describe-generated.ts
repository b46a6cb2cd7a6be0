import type { Reason } from '@cors-policy/core';
import { describe, expect, test } from 'vitest';
import type { Profile } from '../engine/browser.js';
import { everyAdapter } from '../server/every-adapter.js';
import { seed } from './replay.js';
import { reportOf } from './report.js';
import { type CaseRun, type Laboratory, runCases } from './run-cases.js';

/** Rows of the decision table that cases of a browser must have come to: else they would show little. */
const rows: readonly Reason[] = [
  'path-out-of-scope',
  'path-ambiguous',
  'csrf-denied',
  'no-origin',
  'origin-allowed',
  'origin-not-allowed',
  'method-not-allowed',
  'header-not-allowed',
  'preflight-allowed',
];

/** Runs cases, and holds what the browser did to what the models of policy and browser expect. */
export function describeGenerated(profile: Profile, laboratory: () => Laboratory, numbers: readonly number[]): void {
  describe(`${numbers.length} generated cases of seed ${seed}`, () => {
    const runs: CaseRun[] = [];

    test('run', { timeout: 240_000 }, async () => {
      runs.push(...(await runCases(laboratory(), seed, numbers)));
      expect(runs.map(({ number }) => number).sort((a, b) => a - b)).toEqual(numbers);
    });

    test.each(everyAdapter)('$name: each is readable or not, shows and sends what is expected', ({ name }) => {
      const ofAdapter = runs.filter(({ adapter }) => adapter === name);
      if (ofAdapter.some(({ differences }) => differences.length > 0)) throw new Error(reportOf(profile, ofAdapter));
    });

    if (numbers.length < 200) return;
    test('they are about something: much is read, much is blocked, and all rows are met', () => {
      const expected = runs.flatMap((run) => run.expected);
      const readable = expected.filter(({ outcome }) => outcome.readable).length;
      expect(readable / expected.length).toBeGreaterThan(0.2);
      expect(readable / expected.length).toBeLessThan(0.8);
      expect([...new Set(expected.flatMap(({ reasons }) => reasons))]).toEqual(expect.arrayContaining([...rows]));
    });
  });
}

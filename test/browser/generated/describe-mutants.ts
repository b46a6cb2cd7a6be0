import { describe, expect, test } from 'vitest';
import type { Sabotage } from '../server/sabotage.js';
import { caseOf } from './case-plan.js';
import { mutants } from './mutants.js';
import { seed } from './replay.js';
import { type Laboratory, runCases } from './run-cases.js';

/** Cases of one page, which is quick: so many of them are enough to notice each. */
const numbers = Array.from({ length: 600 }, (_, number) => number).filter((number) => {
  const { host, portIndex, place } = caseOf(seed, number).page;
  return host === 'localhost' && portIndex === 0 && place === 'page';
});

/** Turns the generated cases against themselves: each server that gets one thing wrong has to be noticed. */
export function describeMutants(
  laboratory: () => Laboratory,
  oneIn: number,
  sabotage: (mutant: Sabotage | undefined) => void,
): void {
  const chosen = Object.entries(mutants).filter((_entry, at) => at % oneIn === 0);
  describe('servers that get one thing wrong are noticed', () => {
    test.each(chosen)('%s', async (_name, mutant) => {
      sabotage(mutant);
      try {
        const runs = await runCases(laboratory(), seed, numbers);
        expect(runs.filter(({ differences }) => differences.length > 0)).not.toEqual([]);
      } finally {
        sabotage(undefined);
      }
    });
  });
}

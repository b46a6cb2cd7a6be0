import { type Check, type CheckGroup, reasonNotToCheck } from '../check/check.js';
import type { AdapterUnderTest } from '../fixture/adapter-under-test.js';

/** What became of one check. */
export interface Judgement {
  readonly group: string;
  readonly check: string;
  readonly outcome: 'kept' | 'broken' | 'does not apply';
  /** What was expected and what came, or why it does not apply. */
  readonly detail: string;
}

const judgeOne = async (adapter: AdapterUnderTest, group: string, check: Check): Promise<Judgement> => {
  const reason = reasonNotToCheck(adapter, check);
  if (reason !== undefined) return { group, check: check.name, outcome: 'does not apply', detail: reason };
  try {
    await check.run(adapter);
    return { group, check: check.name, outcome: 'kept', detail: '' };
  } catch (error) {
    return {
      group,
      check: check.name,
      outcome: 'broken',
      detail: error instanceof Error ? error.message : String(error),
    };
  }
};

/** Runs checks without a test runner, so that the kit itself can be tested: a check that nothing breaks is worthless. */
export const judge = async (
  adapter: AdapterUnderTest,
  groups: readonly CheckGroup[],
): Promise<readonly Judgement[]> => {
  const judgements: Judgement[] = [];
  for (const { title, checks } of groups)
    for (const check of checks) judgements.push(await judgeOne(adapter, title, check));
  return judgements;
};

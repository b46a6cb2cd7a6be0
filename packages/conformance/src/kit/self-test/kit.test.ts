import { beforeAll, describe, expect, it } from 'vitest';
import type { CheckGroup } from '../check/check.js';
import { everyGroup } from '../run/every-group.js';
import { type Judgement, judge } from '../run/judge.js';
import { connectionMutants } from './connection-mutants.js';
import { headerMutants } from './header-mutants.js';
import type { Mutant } from './mutant.js';
import { optionMutants } from './option-mutants.js';
import { policyMutants } from './policy-mutants.js';
import { preflightMutants } from './preflight-mutants.js';
import { referenceAdapter } from './reference-adapter.js';
import { registrationMutants } from './registration-mutants.js';
import { requestMutants } from './request-mutants.js';

const mutants: readonly Mutant[] = [
  ...headerMutants,
  ...connectionMutants,
  ...requestMutants,
  ...preflightMutants,
  ...registrationMutants,
  ...optionMutants,
  ...policyMutants,
];

const groupsFor = ({ noticedBy }: Mutant): readonly CheckGroup[] =>
  everyGroup.map(({ title, checks }) => ({
    title,
    checks: checks.filter(({ name }) => noticedBy.some((part) => name.includes(part))),
  }));

const namesOf = (judgements: readonly Judgement[], outcome: Judgement['outcome']): readonly string[] =>
  judgements.filter((one) => one.outcome === outcome).map(({ group, check }) => `${group}: ${check}`);

describe('the kit, turned against itself', () => {
  /** What the reference does, what of it is kept, and which of that at least one mutant breaks. */
  let judgements: readonly Judgement[] = [];
  const broken = new Set<string>();

  beforeAll(async () => {
    judgements = await judge(referenceAdapter(), everyGroup);
  });

  it('finds nothing wrong with an adapter that is right, and puts it to nearly every check', () => {
    expect(judgements.filter(({ outcome }) => outcome === 'broken')).toEqual([]);
    expect(namesOf(judgements, 'kept').length).toBeGreaterThan(500);
  });

  it.concurrent.each(mutants.map((mutant): [string, Mutant] => [mutant.does, mutant]))(
    'notices an adapter that %s',
    async (_does, mutant) => {
      const names = namesOf(await judge(referenceAdapter(mutant.tampering), groupsFor(mutant)), 'broken');
      for (const name of names) broken.add(name);
      const unnoticed = mutant.noticedBy.filter((part) => !names.some((name) => name.includes(part)));
      expect(unnoticed).toEqual([]);
    },
  );

  it('has no check that nothing can break', () => {
    expect(namesOf(judgements, 'kept').filter((name) => !broken.has(name))).toEqual([]);
  });
});

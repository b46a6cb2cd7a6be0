import { beforeAll, describe, expect, it } from 'vitest';
import type { CheckGroup } from '../check/check.js';
import { everyGroup } from '../run/every-group.js';
import { everydayPart, fewerVariants, inTheGate } from '../run/everyday-part.js';
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

const groups = inTheGate ? everyGroup : fewerVariants;

const groupsFor = ({ noticedBy }: Mutant): readonly CheckGroup[] =>
  groups.map(({ title, checks }) => ({
    title,
    checks: checks.filter(({ name }) => noticedBy.some((part) => name.includes(part))),
  }));

const namesOf = (judgements: readonly Judgement[], outcome: Judgement['outcome']): readonly string[] =>
  judgements.filter((one) => one.outcome === outcome).map(({ group, check }) => `${group}: ${check}`);

/** Some of it is the whole kit, against adapters that leave many a client waiting; on a busy machine that takes a while. */
const patience = 240_000;

describe('the kit, turned against itself', () => {
  /** What the reference does, what of it is kept, and which of that at least one mutant breaks. */
  let judgements: readonly Judgement[] = [];
  const broken = new Set<string>();
  const everyDay = new Set(everydayPart.flatMap(({ title, checks }) => checks.map(({ name }) => `${title}: ${name}`)));
  /** What mutants do that the part for every day does not notice. */
  const inTheGateOnly: string[] = [];

  beforeAll(async () => {
    judgements = await judge(referenceAdapter(), groups);
  }, patience);

  it('finds nothing wrong with an adapter that is right, and puts it to nearly every check', () => {
    expect(judgements.filter(({ outcome }) => outcome === 'broken')).toEqual([]);
    expect(namesOf(judgements, 'kept').length).toBeGreaterThan(inTheGate ? 500 : 300);
  });

  it.concurrent.each(mutants.map((mutant): [string, Mutant] => [mutant.does, mutant]))(
    'notices an adapter that %s',
    async (_does, mutant) => {
      const checked = await judge(referenceAdapter(mutant.tampering), groupsFor(mutant));
      const names = namesOf(checked, 'broken');
      for (const name of names) broken.add(name);
      if (!names.some((name) => everyDay.has(name))) inTheGateOnly.push(mutant.does);
      const asked = mutant.noticedBy.filter((part) => checked.some(({ check }) => check.includes(part)));
      const unnoticed = asked.filter((part) => !names.some((name) => name.includes(part)));
      expect(asked.length).toBeGreaterThan(inTheGate ? mutant.noticedBy.length - 1 : 0);
      expect(unnoticed).toEqual([]);
    },
    patience,
  );

  it('has no check that nothing can break', () => {
    expect(namesOf(judgements, 'kept').filter((name) => !broken.has(name))).toEqual([]);
  });

  it('notices with the part for every day all but what shows over many requests', () => {
    expect(inTheGateOnly.sort()).toEqual([
      'does not look at the policy again',
      'goes back to the old policy now and then',
      'remembers its last answer',
      'takes Vary of one in fifty answers from the policy before',
      'takes the headers of one in fifty answers from the policy before',
      'takes the status of one in fifty answers from the policy before',
    ]);
  });
});

import type { Policy } from '@cors-policy/core';
import { type Answer, answersOf } from './answers.js';
import { groupsOf, type RuleGroup } from './rule-groups.js';

/** A policy as a table: its groups in the order in which they are asked, and what each gives to whom. */
export interface PolicyTable {
  readonly groups: readonly GroupTable[];
}

export interface GroupTable extends RuleGroup {
  readonly answers: readonly Answer[];
}

/** The table of a policy. What the answers say was asked of the engine itself. */
export function policyTable(policy: Policy): PolicyTable {
  return { groups: groupsOf(policy).map((group) => ({ ...group, answers: answersOf(group) })) };
}

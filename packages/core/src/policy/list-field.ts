import type { ConfigPlace } from './policy-issue.js';

/** The members of a list field, each at its place; a single value stands for a list of one, at the field's own place. */
export function membersOf(field: ConfigPlace): readonly ConfigPlace[] {
  const { value } = field;
  return Array.isArray(value) ? value.map((member: unknown, index) => field.at(index, member)) : [field];
}

import { compileRegex } from '../protocol/regex-pattern.js';
import type { CanonicalRule, RegexSource } from './policy-config.js';

/** One text for each rule, equal for equal ones. Order makes no difference in any list of a rule. */
export function ruleKey(rule: CanonicalRule): string {
  return JSON.stringify(rule, comparable);
}

/** A list in one order, and a regex in one spelling. */
function comparable(_key: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(item, comparable)).sort();
  if (typeof value !== 'object' || value === null || !('regex' in value)) return value;
  const { regex, flags } = value as RegexSource; // the only canonical value with this field
  return compileRegex(regex, flags ?? '').key;
}

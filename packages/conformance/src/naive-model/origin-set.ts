import { classifyOrigin } from './origin.js';
import { patternMatches } from './origin-pattern.js';
import type { Rule } from './rule.js';

/** Whether a rule is public: anybody may read, without credentials, so `Origin` is not read for it. */
export function isPublic(rule: Rule): boolean {
  return rule.origins.includes('*') && !rule.credentials;
}

/** Whether a rule lets an origin read. */
export function ruleAllows(rule: Rule, value: string): boolean {
  if (isPublic(rule)) return true;
  // Any origin with credentials, which takes a dangerous flag: the value is sent back, so it must be an origin.
  if (rule.origins.includes('*')) return typeof classifyOrigin(value) !== 'string';
  return rule.origins.some((pattern) => patternMatches(pattern, value));
}

import { defaultAllowedHeaders } from '../policy/headers-field.js';
import type { CanonicalRule, DangerousFlags, PolicyConfig } from '../policy/policy-config.js';
import { defaultMethods } from '../protocol/method.js';

interface FixWords {
  /** The change in words, as an imperative: `add "https://x.example" to the origins of rule 0`. */
  readonly description: string;
  /**
   * The checks of `definePolicy` that the change lifts, because nothing else allows the request. `applyFix` sets them, so
   * look at them first. Mostly empty.
   */
  readonly dangerously: readonly (keyof DangerousFlags)[];
}

/**
 * One change of a config, as data. Its path starts with the index of a rule; a config that is one rule is rule 0.
 *
 * - `add`: one more member of a list, which may be written as a single value, as a keyword, or not at all
 * - `set`: a field's value
 * - `insert`: a rule, in front of the one that now has this index, or behind all
 * - `remove`: a rule that would be the same as another one
 */
export type PolicyFix =
  | (FixWords & { readonly op: 'add'; readonly path: ListPath; readonly value: string })
  | (FixWords & {
      readonly op: 'set';
      readonly path: readonly [rule: number, field: 'credentials' | 'privateNetwork'];
      readonly value: true;
    })
  | (FixWords & { readonly op: 'insert'; readonly path: readonly [rule: number]; readonly value: PolicyConfig })
  | (FixWords & { readonly op: 'remove'; readonly path: readonly [rule: number] });

/** A list of a rule. */
export type ListPath =
  | readonly [rule: number, field: 'origins' | 'methods' | 'allowedHeaders']
  | readonly [rule: number, field: 'csrf', list: 'trustedOrigins'];

/**
 * Applies a fix, or several one after the other, to the config that a policy was made of, or to its `toJSON()`.
 *
 * Pure: the config is not changed, and parts that stay the same are shared with it. What comes out is checked by
 * `definePolicy` like any other config.
 *
 * @param config one rule, or a list of rules
 * @param fix of an explanation: a step's `fix`, or all `fixes`
 * @returns the new config, a list where there is more than one rule
 * @throws TypeError where the config has no such rule: it is not the one that was explained
 * @example
 * ```ts
 * import { applyFix, definePolicy, explain } from '@cors-policy/core';
 *
 * const config = { origins: ['https://app.example.com'] };
 * const request = { method: 'GET', headers: { origin: 'https://www.example.com' } };
 * const { fixes } = explain(definePolicy(config), request);
 * const wider = applyFix(config, fixes); // { origins: ['https://app.example.com', 'https://www.example.com'] }
 * ```
 */
export function applyFix(
  config: PolicyConfig | readonly PolicyConfig[] | CanonicalRule | readonly CanonicalRule[],
  fix: PolicyFix | readonly PolicyFix[],
): PolicyConfig | readonly PolicyConfig[] {
  // PROOF: a canonical rule is a config of the same policy, which the types of a config only say field by field.
  const before = [config].flat() as readonly PolicyConfig[];
  const after = [fix].flat().reduce(applyToRules, before);
  const [only] = after;
  return Array.isArray(config) || after.length !== 1 || only === undefined ? after : only;
}

function applyToRules(rules: readonly PolicyConfig[], fix: PolicyFix): readonly PolicyConfig[] {
  const [index] = fix.path;
  if (fix.op === 'insert') return [...rules.slice(0, index), fix.value, ...rules.slice(index)];
  const rule = rules[index];
  if (rule === undefined)
    throw new TypeError(`the config has no rule ${index}, so it is not the one that was explained`);
  if (fix.op === 'remove') return rules.filter((_, place) => place !== index);
  const fixed = withFlags(fix.op === 'set' ? { ...rule, [fix.path[1]]: fix.value } : withMember(rule, fix), fix);
  // PROOF: one field of a rule got a value of its own type.
  return rules.map((other, place) => (place === index ? (fixed as PolicyConfig) : other));
}

function withMember(rule: PolicyConfig, { path, value }: Extract<PolicyFix, { op: 'add' }>): object {
  const [, field] = path;
  switch (field) {
    case 'origins':
      return { ...rule, origins: [...listOf(rule.origins), value] };
    case 'methods':
      return { ...rule, methods: [...listOf(rule.methods ?? defaultMethods), value] };
    case 'allowedHeaders':
      return { ...rule, allowedHeaders: [...listOf(rule.allowedHeaders ?? defaultAllowedHeaders), value] };
    case 'csrf': {
      const trusted = rule.csrf ? rule.csrf.trustedOrigins : 'none';
      return { ...rule, csrf: { ...rule.csrf, trustedOrigins: [...listOf(trusted), value] } };
    }
    default:
      return field satisfies never;
  }
}

/** The members of a list field, however it is written; `'none'` is a list without any. */
function listOf(written: unknown): readonly unknown[] {
  const members: readonly unknown[] = Array.isArray(written) ? written : [written];
  return members.includes('none') ? [] : members;
}

function withFlags(rule: object, { dangerously }: FixWords): object {
  if (dangerously.length === 0) return rule;
  const flags = 'dangerously' in rule ? rule.dangerously : undefined;
  const lifted = Object.fromEntries(dangerously.map((flag) => [flag, true]));
  return { ...rule, dangerously: { ...(typeof flags === 'object' ? flags : {}), ...lifted } };
}

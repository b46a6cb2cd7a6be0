import { compilePolicy, scopeKey } from '../decide/compiled-policy.js';
import type { PublicSuffixes } from '../origin/public-suffix.js';
import { deepFreeze } from './deep-freeze.js';
import { didYouMean } from './did-you-mean.js';
import { copyPlainData } from './plain-data.js';
import { createPolicy, isPolicy, type Policy } from './policy.js';
import type { CanonicalRule, PolicyConfig } from './policy-config.js';
import { PolicyError } from './policy-error.js';
import { ConfigPlace, type IssueLog, show } from './policy-issue.js';
import { compileRule, type ReadRule, readRule } from './read-rule.js';
import { ruleKey } from './rule-key.js';

export interface DefinePolicyOptions {
  /**
   * The public suffix list, from `@cors-policy/public-suffixes`. Needed for a wildcard that is granted cookies or the
   * right to write: without it such a wildcard is refused, never left unchecked.
   */
  readonly publicSuffixes?: PublicSuffixes | undefined;
}

/**
 * Checks a config, all of it, and compiles it.
 *
 * A policy that is defined cannot fail at request time: nothing of it is checked again.
 *
 * @param config one rule, or a non-empty list of rules. Rules with the same `paths` form a group, in which the first
 *   that allows an origin answers; the first group whose paths match a request answers alone
 * @returns a frozen policy, with what is odd about it in `warnings`
 * @throws PolicyError (`code: 'ERR_CORS_POLICY'`) with every problem in `issues`, each with its place and the fix
 * @example
 * const policy = definePolicy({
 *   origins: ['https://app.example.com', 'http://localhost:*'],
 *   credentials: true,
 *   exposedHeaders: ['x-total-count'],
 * });
 */
export function definePolicy(config: PolicyConfig | readonly PolicyConfig[], options?: DefinePolicyOptions): Policy;
/** Defines a policy again from what its `toJSON` gave. */
export function definePolicy(config: CanonicalRule | readonly CanonicalRule[], options?: DefinePolicyOptions): Policy;
export function definePolicy(config: unknown, options: DefinePolicyOptions = {}): Policy {
  const log: IssueLog = { errors: [], warnings: [] };
  if (isPolicy(config)) {
    new ConfigPlace(log, undefined).error('config-invalid', 'this is a policy already', 'use it as it is');
    throw new PolicyError(log.errors);
  }
  const data = copyPlainData(config);
  const root = new ConfigPlace(log, data);
  const places = Array.isArray(data) ? data.map((rule: unknown, index) => root.at(index, rule)) : [root];
  if (places.length === 0)
    root.error('rules-empty', 'a policy has at least one rule', "write { origins: 'none' } to allow no origin");
  const publicSuffixes = readPublicSuffixes(new ConfigPlace(log, options?.publicSuffixes, 'publicSuffixes'));

  refuseUnknownOptions(log, options);

  const read = places.map((place) => readRule(place, publicSuffixes));
  const rules = read.filter((rule) => rule !== undefined);
  const canonical = rules.map((rule) => deepFreeze(rule.canonical));
  if (rules.length === places.length) refuseDuplicates(places, canonical);
  warnUnreachable(places, rules);
  if (log.errors.length > 0) throw new PolicyError(log.errors, log.warnings);

  const [first, ...others] = rules.map(compileRule);
  if (first === undefined) throw new PolicyError([]); // there is a rule, or an error was reported
  return createPolicy(compilePolicy([first, ...others]), Object.freeze(log.warnings), Object.freeze(canonical));
}

/** Of two equal rules the second never answers. Order makes no difference in any list of a rule. */
function refuseDuplicates(places: readonly ConfigPlace[], rules: readonly CanonicalRule[]): void {
  if (rules.length < 2) return;
  const first = new Map<string, number>();
  for (const [index, rule] of rules.entries()) {
    const key = ruleKey(rule);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    else
      places[index]?.error(
        'rule-duplicate',
        `the rule is the same as rule ${earlier}, so it never answers`,
        'leave it out',
      );
  }
}

/**
 * Behind a rule for every origin no other rule of the same paths answers, and behind one for every path no rule for
 * other paths: the first group whose paths match a request answers alone.
 */
function warnUnreachable(places: readonly ConfigPlace[], rules: readonly ReadRule[]): void {
  const openRules = new Map<string, number>();
  let everyPath: { readonly index: number; readonly key: string } | undefined;
  for (const [index, { origins, paths }] of rules.entries()) {
    const key = scopeKey(paths);
    const open = openRules.get(key);
    if (everyPath !== undefined && everyPath.key !== key) {
      const message = `rule ${everyPath.index} is for every path and answers alone, so this rule never answers`;
      places[index]?.warn('rule-unreachable', message, `put it before rule ${everyPath.index}`);
    } else if (open !== undefined) {
      const message = `rule ${open} allows every origin for the same paths, so this rule never answers one`;
      places[index]?.warn('rule-unreachable', message, `put it before rule ${open}`);
    }
    if (origins === '*' && open === undefined) openRules.set(key, index);
    if (paths === undefined || paths.some((path) => 'text' in path && path.text === '/*')) everyPath ??= { index, key };
  }
}

function refuseUnknownOptions(log: IssueLog, options: DefinePolicyOptions): void {
  for (const name of Object.keys(options ?? {})) {
    if (name === 'publicSuffixes') continue;
    const hint = didYouMean(name, ['publicSuffixes']);
    new ConfigPlace(log, undefined, name).error(
      'field-unknown',
      `definePolicy has no option ${show(name)}`,
      hint && `did you mean ${hint}?`,
    );
  }
}

function readPublicSuffixes(place: ConfigPlace): PublicSuffixes | undefined {
  const { value } = place;
  if (value === undefined) return undefined;
  if (isPublicSuffixes(value)) return value;
  return place.error(
    'type-invalid',
    `publicSuffixes takes what '@cors-policy/public-suffixes' exports under that name, not ${show(value)}`,
  );
}

function isPublicSuffixes(value: unknown): value is PublicSuffixes {
  return (
    typeof value === 'object' && value !== null && 'publicSuffix' in value && typeof value.publicSuffix === 'function'
  );
}

import type { CompiledRule } from '../decide/compiled-rule.js';
import { passesHeaders } from '../headers/allow-headers.js';
import { passesMethod } from '../headers/allow-methods.js';
import type { DangerousFlags, PolicyConfig } from '../policy/policy-config.js';
import { show } from '../policy/policy-issue.js';
import { ruleKey } from '../policy/rule-key.js';
import type { Check, Cure } from './check.js';
import { exactPath, exactRule, flagsFor, isAny, withCredentials } from './exact-rule.js';
import type { Inquiry } from './inquiry.js';
import { applyFix, type ListPath, type PolicyFix } from './policy-fix.js';

type Flags = readonly (keyof DangerousFlags)[];

/**
 * The rule whose origins are to hold the refused one; `undefined` where a rule of its own is better: where every rule
 * lets all origins in but this one, has no credentials though they are asked for, or would take a dangerous flag that
 * nothing asks for.
 */
export function ruleToExtend({ asked, rules, group, answering }: Inquiry): CompiledRule | undefined {
  const { origin } = asked;
  if (answering !== undefined || group === undefined || origin === undefined) return answering;
  const flags = flagsFor(origin);
  const isFit = (rule: CompiledRule): boolean => {
    if (rule.reflectsAny || (asked.credentials && !rule.credentials)) return false;
    return (
      asked.credentials || missingFlags(rules[rule.index]?.dangerously, rule.credentials ? flags : []).length === 0
    );
  };
  const ranked = group.rules.filter(isFit).map((rule) => ({ rule, rank: rankOf(rule, asked) }));
  return ranked.sort((one, other) => one.rank - other.rank)[0]?.rule;
}

/** The fewer changes, and the fewer grants that nobody asked for, the better. */
function rankOf(
  rule: CompiledRule,
  { method, headers, isPreflight, isPrivate, credentials }: Inquiry['asked'],
): number {
  const misses = [
    isPreflight && !passesMethod(rule.methods, method),
    isPreflight && !(headers ?? []).every((name) => passesHeaders(rule.headers, name)),
    isPrivate && !rule.privateNetwork,
  ];
  return misses.filter(Boolean).length * 2 + (rule.credentials && !credentials ? 1 : 0);
}

function missingFlags(has: DangerousFlags | undefined, needed: Flags): Flags {
  return needed.filter((flag) => has?.[flag] !== true);
}

/** The fix of each cure. A rule of its own cures all that is about rules. */
export function compileRemedy(inquiry: Inquiry, checks: readonly Check[]): (cure: Cure) => PolicyFix {
  const { asked, rules } = inquiry;
  const { origin = '' } = asked;
  const extended = ruleToExtend(inquiry);
  const ownRule = ruleOfItsOwn(inquiry, checks, extended);

  const add = (path: ListPath, value: string, needed: Flags, what: string): PolicyFix => {
    const dangerously = missingFlags(rules[path[0]]?.dangerously, needed);
    const description = `add ${show(value)} to the ${what} of rule ${path[0]}${flagWords(dangerously)}`;
    return { op: 'add', path, value, dangerously, description };
  };
  const set = (field: 'credentials' | 'privateNetwork', needed: Flags): PolicyFix => {
    const index = extended?.index ?? 0;
    const dangerously = missingFlags(rules[index]?.dangerously, needed);
    const description = `set ${field}: true in rule ${index}${flagWords(dangerously)}`;
    return { op: 'set', path: [index, field], value: true, dangerously, description };
  };

  return (cure) => {
    if (cure.kind === 'trust') {
      return add([cure.rule, 'csrf', 'trustedOrigins'], origin, flagsFor(origin), 'trusted origins');
    }
    if (ownRule !== undefined) return ownRule;
    const index = extended?.index ?? 0;
    switch (cure.kind) {
      case 'origin': {
        const isCredentialed = extended?.credentials === true;
        const fix = add([index, 'origins'], origin, isCredentialed ? flagsFor(origin) : [], 'origins');
        return isCredentialed && !asked.credentials
          ? { ...fix, description: `${fix.description}, which allows credentials` }
          : fix;
      }
      case 'credentials':
        return set('credentials', flagsFor(origin));
      case 'method':
        return add([index, 'methods'], asked.method, [], 'methods');
      case 'header':
        return add([index, 'allowedHeaders'], cure.name, [], 'allowed headers');
      default:
        return set('privateNetwork', []);
    }
  };
}

/** The rule to insert where none can be extended. */
function ruleOfItsOwn(
  { asked, rules, group, answering }: Inquiry,
  checks: readonly Check[],
  extended: CompiledRule | undefined,
): PolicyFix | undefined {
  const { origin, pathname } = asked;
  if (origin === undefined) return undefined;
  const isFailed = (kind: Cure['kind']): boolean => checks.some(({ cure }) => cure?.kind === kind);
  if (isFailed('path') && pathname !== undefined) {
    const scope = { paths: [exactPath(pathname)], guards: rules.some(({ csrf }) => csrf !== false) };
    return insert(rules.length, exactRule(asked, origin, scope), `a rule for ${show(pathname)}`);
  }
  if (isFailed('origin') && extended === undefined) {
    const paths = rules[group?.rules[0].index ?? 0]?.paths;
    return insert(rules.length, exactRule(asked, origin, { paths, guards: false }), `a rule for ${show(origin)}`);
  }
  const rule = answering && rules[answering.index];
  if (!isFailed('credentials') || rule === undefined) return undefined;
  // Credentials for all origins of the rule are more than was asked for.
  const isOnlyOrigin = Array.isArray(rule.origins) && rule.origins.length === 1 && rule.origins[0] === origin;
  if (isOnlyOrigin && rule.exposedHeaders !== '*' && !isAny(rule.allowedHeaders)) return undefined;
  return insert(
    answering?.index ?? 0,
    withCredentials(rule, asked, origin),
    `a rule for ${show(origin)} with credentials, in front of rule ${answering?.index}`,
  );
}

function insert(index: number, rule: PolicyConfig, what: string): PolicyFix {
  // PROOF: the keys of an object that has only flags for its keys.
  const dangerously = Object.keys(rule.dangerously ?? {}) as (keyof DangerousFlags)[];
  return { op: 'insert', path: [index], value: rule, dangerously, description: `add ${what}${flagWords(dangerously)}` };
}

function flagWords(flags: Flags): string {
  if (flags.length === 0) return '';
  return `, and with it dangerously: { ${flags.map((flag) => `${flag}: true`).join(', ')} }, which lifts a check`;
}

/** A rule that is the same as another one, once the fixes are applied, is refused by `definePolicy` and never answers. */
export function withoutDuplicates({ rules }: Inquiry, fixes: readonly PolicyFix[]): readonly PolicyFix[] {
  // A rule that is alone is the same as none that is inserted beside it.
  if (rules.length === 1) return fixes;
  const seen = new Set<string>();
  const repeated = [applyFix(rules, fixes)].flat().flatMap((rule, index) => {
    // PROOF: the rules of a policy and what `withCredentials` made of one are canonical, and others equal none of them.
    const key = ruleKey(rule as Parameters<typeof ruleKey>[0]);
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated ? [index] : [];
  });
  return [...fixes, ...repeated.reverse().map(removal)];
}

function removal(index: number): PolicyFix {
  const description = `remove rule ${index}, which is now the same as one before it`;
  return { op: 'remove', path: [index], dangerously: [], description };
}

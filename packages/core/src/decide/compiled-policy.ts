import type { HeaderDecision } from '../decision.js';
import { type PathPattern, pathKey } from '../path/path-pattern.js';
import { compilePathScopes, type PathScopes } from '../path/path-scopes.js';
import { VARY_ORIGIN } from '../protocol/header-names.js';
import type { RegexPattern } from '../protocol/regex-pattern.js';
import type { CompiledRule } from './compiled-rule.js';
import { decide } from './decide.js';
import { decisionRows } from './decision-rows.js';
import { compileGroupFace, compileRuleGroup, type GroupFace, type RuleGroup } from './rule-group.js';

/** The paths of a rule; `undefined`: every path. */
export type RulePaths = readonly (PathPattern | RegexPattern)[] | undefined;

export interface ScopedRule {
  readonly rule: CompiledRule;
  readonly paths: RulePaths;
}

/** A policy, compiled. */
export interface CompiledPolicy {
  /** `undefined` where no rule has paths: then the path is not read, and the only group answers. */
  readonly scopes: PathScopes | undefined;
  readonly groups: readonly [RuleGroup, ...RuleGroup[]];
  /** The group that answers all requests about which there is no outside check, where no path and no `csrf` is asked about. */
  readonly only: GroupFace | undefined;
  /** Its decisions where there is no outside check. */
  readonly unchecked: PolicyFace;
  /** The same where there is one, made when it is first asked for. */
  readonly checked: () => PolicyFace;
}

/** The decisions of the groups, by scope, and those outside of all. */
export interface PolicyFace {
  readonly groups: readonly [GroupFace, ...GroupFace[]];
  readonly pathAmbiguous: HeaderDecision;
  readonly pathOutOfScope: HeaderDecision;
}

/**
 * Groups the rules by their paths and compiles each group. Rules with the same set of paths form one group, adjacent or
 * not; groups stand in the order of their first rules.
 *
 * @param rules at least one
 */
export function compilePolicy(rules: readonly [ScopedRule, ...ScopedRule[]]): CompiledPolicy {
  const [first, ...others] = rules;
  const firstScope: Scope = { paths: first.paths, rules: [first.rule] };
  const scopes = new Map<string, Scope>([[scopeKey(first.paths), firstScope]]);
  for (const { rule, paths } of others) {
    const scope = scopes.get(scopeKey(paths));
    if (scope === undefined) scopes.set(scopeKey(paths), { paths, rules: [rule] });
    else scope.rules.push(rule);
  }
  const [, ...otherScopes] = scopes.values();
  const groups: CompiledPolicy['groups'] = [
    compileRuleGroup(firstScope.rules),
    ...otherScopes.map((scope) => compileRuleGroup(scope.rules)),
  ];
  const hasPaths = rules.some(({ paths }) => paths !== undefined);
  const unchecked = compileFace(groups, false);
  const [only] = unchecked.groups;
  return {
    scopes: hasPaths ? compilePathScopes([...scopes.values()].map(({ paths }) => paths)) : undefined,
    groups,
    only: hasPaths || only.csrf.length > 0 ? undefined : only,
    unchecked,
    checked: once(() => compileFace(groups, true)),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function compileFace([first, ...others]: CompiledPolicy['groups'], checked: boolean): PolicyFace {
  const vary = Object.freeze(checked ? [VARY_ORIGIN] : []);
  return {
    groups: [compileGroupFace(first, checked), ...others.map((group) => compileGroupFace(group, checked))],
    pathAmbiguous: decide(decisionRows.pathAmbiguous, { rule: undefined, vary }),
    pathOutOfScope: decide(decisionRows.pathOutOfScope, { rule: undefined, vary }),
  };
}

interface Scope {
  readonly paths: RulePaths;
  readonly rules: [CompiledRule, ...CompiledRule[]];
}

/** Equal for equal sets: order and duplicates aside. */
export function scopeKey(paths: RulePaths): string {
  return paths === undefined ? '' : JSON.stringify([...new Set(paths.map(pathKey))].sort());
}

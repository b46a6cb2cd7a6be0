import type { HeaderDecision } from './decision.js';
import { describeChange } from './diff/describe-change.js';
import { type Finding, probesOf } from './diff/finding.js';
import { type GroupPair, matchesPath, pairGroups } from './diff/group-pairs.js';
import type { DiffOptions, PolicyChange, PolicyDiff } from './diff/policy-diff.js';
import { type PolicyView, sideOf, viewPolicy } from './diff/policy-view.js';
import { findWidenings } from './diff/widenings.js';
import { isWiderAnswer } from './diff/wider-answer.js';
import { evaluate } from './evaluate.js';
import { NO_SCOPE } from './path/path-scopes.js';
import { deepFreeze } from './policy/deep-freeze.js';
import type { Policy } from './policy/policy.js';
import type { RequestDescriptor } from './request-descriptor.js';

/**
 * Tells what became wider and what narrower from one policy to another: origins, methods, request headers, exposed
 * headers, credentials, paths, and who may write.
 *
 * Patterns are compared as sets, not as text: `https://a.example.com` is within `https://*.example.com`, whatever the order
 * in which they stand. A regex is only ever equal to itself, though it is asked about single origins.
 *
 * - `isWider: 'no'` was shown for every request there can be, also for what an `allow` check may grant (see `DiffOptions`).
 * - What is `wider` or `narrower` comes with a request that shows it.
 * - All else is `notComparable`, and makes `isWider` `unknown` where it may be wider.
 *
 * How long answers are kept (`maxAge`) and which status a preflight gets makes no policy wider.
 *
 * @param before the old policy
 * @param after the new one
 * @param options whether an `allow` check counts
 * @throws TypeError where one of them is no policy
 * @example
 * ```ts
 * import { definePolicy, diffPolicies } from '@cors-policy/core';
 *
 * const before = definePolicy({ origins: ['https://*.example.com'], methods: ['PUT'] });
 * const after = definePolicy({ origins: ['https://app.example.com'], methods: ['PUT', 'DELETE'] });
 * const { isWider, wider, narrower } = diffPolicies(before, after);
 * // isWider: 'yes'; wider[0].message: rule 0 also allows the method "DELETE"
 * // narrower[0].message: rule 0 no longer allows the origin "https://*.example.com"
 * ```
 */
export function diffPolicies(before: Policy, after: Policy, options: DiffOptions = {}): PolicyDiff {
  const [old, young] = [viewPolicy(before), viewPolicy(after)];
  const checked = options.allow !== false;
  const widened = changesOf(old, young, 'widen', checked);
  const narrowed = changesOf(young, old, 'narrow', checked);
  const wider = widened.filter(({ isShown }) => isShown).map(({ change }) => change);
  const narrower = narrowed.filter(({ isShown }) => isShown).map(({ change }) => change);
  const notComparable = [...widened, ...narrowed].filter(({ isOpen }) => isOpen).map(({ change }) => change);
  const isUnknown = widened.some(({ isOpen }) => isOpen);
  return deepFreeze({
    isWider: wider.length > 0 ? 'yes' : isUnknown ? 'unknown' : 'no',
    wider,
    narrower,
    notComparable,
  });
}

interface Judged {
  readonly change: PolicyChange;
  /** Whether an example shows it. */
  readonly isShown: boolean;
  /** Whether it cannot be compared, or not all of it. */
  readonly isOpen: boolean;
}

/** What one policy allows and another does not, or may not, each once. */
function changesOf(
  less: PolicyView,
  more: PolicyView,
  direction: PolicyChange['direction'],
  checked: boolean,
): readonly Judged[] {
  const found = new Map<string, Judged>();
  for (const pair of pairGroups(less, more)) {
    const sides = [sideOf(less, pair.before, pair, checked), sideOf(more, pair.after, pair, checked)] as const;
    for (const finding of findWidenings(...sides)) {
      const told = pair.before === NO_SCOPE ? aboutPaths(finding, pair) : finding;
      const key = JSON.stringify([told.aspect, told.names, told.field, told.less?.index, told.more?.index]);
      const known = found.get(key);
      if (known?.isShown === true) continue;
      const example = exampleOf(less.policy, more.policy, finding, pair);
      if (known !== undefined && example === undefined) continue;
      const isOpen = example === undefined || (told.isRegex && isAboutOrigins(told));
      found.set(key, { change: describeChange(told, direction, example), isShown: example !== undefined, isOpen });
    }
  }
  return [...found.values()];
}

/** Where no rule answered, the path is what is new. */
function aboutPaths(finding: Finding, { paths }: GroupPair): Finding {
  const { more, less } = finding;
  if (less !== undefined || more === undefined) return finding;
  const written = more.canonical.paths ?? [];
  const matching = written.filter((pattern) => paths.some((path) => matchesPath(pattern, path)));
  const names = (matching.length > 0 ? matching : written).map((path) =>
    typeof path === 'string' ? path : path.regex,
  );
  return { ...finding, aspect: 'paths', field: 'paths', names };
}

/** Regexes of origins stay in question whatever an example shows: it is one of many. */
function isAboutOrigins({ aspect }: Finding): boolean {
  return aspect === 'origins' || aspect === 'writes';
}

/** How many paths of a pair of groups are tried. */
const TRIED_PATHS = 16;

/** A request that the one policy lets do more than the other, by the rules that the finding is about. */
function exampleOf(less: Policy, more: Policy, finding: Finding, { paths }: GroupPair): RequestDescriptor | undefined {
  for (const path of paths.slice(0, TRIED_PATHS)) {
    for (const request of probesOf(finding, path)) {
      const answers = [evaluate(less, request), evaluate(more, request)] as const;
      if (isWiderAnswer(...answers) && isAnsweredBy(finding, ...answers)) return request;
    }
  }
  return undefined;
}

/** Who may write is asked of all rules for the path, and so is every other question that none of them answers. */
function isAnsweredBy(finding: Finding, less: HeaderDecision, more: HeaderDecision): boolean {
  if (finding.aspect === 'writes') return true;
  return more.rule === finding.more?.index && (finding.less === undefined || less.rule === finding.less.index);
}

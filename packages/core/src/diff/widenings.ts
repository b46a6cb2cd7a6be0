import type { Finding } from './finding.js';
import { covers, GRANTABLE, mayOverlap, type Region, samplesOf, samplesOfBoth } from './origin-region.js';
import type { RuleView, Side } from './policy-view.js';
import { widerGrants } from './rule-grants.js';

/**
 * All that one side may allow and the other may not, at a path that both answer.
 *
 * INVARIANT: where this finds nothing there is nothing: every origin is in some region that is looked at, with every rule
 * that may answer it on the other side. What it finds need not be so, and is tried on a request.
 */
export function findWidenings(less: Side, more: Side): readonly Finding[] {
  return [...readingOf(less, more), ...grantedReading(less, more), ...refusals(less, more)];
}

/** What the origins that the rules themselves allow may do. */
function readingOf(less: Side, more: Side): readonly Finding[] {
  return more.rules.flatMap((rule, place) => {
    const earlier = more.rules.slice(0, place);
    return rule.origins.regions
      .filter((region) => !isCovered(earlier, region))
      .flatMap((region) => answersFor(less, region, earlier).flatMap((answer) => compare(answer, rule, false)));
  });
}

/**
 * What an origin may do that no rule allows, once an outside check grants it: what the first rule grants.
 * On the other side the same origin may be one that a rule allows, which then answers.
 */
function grantedReading(less: Side, more: Side): readonly Finding[] {
  const [first] = more.granting ?? [];
  if (first === undefined || isCovered(more.rules, GRANTABLE)) return [];
  const [answering] = less.granting ?? [];
  const answers = answersFor(less, GRANTABLE, more.rules).map((answer) =>
    answer.rule === undefined ? { ...answer, rule: answering } : answer,
  );
  return answers.flatMap((answer) => compare(answer, first, true));
}

/** A rule that may answer the origins of a region, and some of these. */
interface Answer {
  /** `undefined` where none does. */
  readonly rule: RuleView | undefined;
  readonly samples: readonly string[];
  readonly region: Region;
  readonly isRegex: boolean;
}

/**
 * The rules of a side that may answer an origin of a region.
 * @param excluded rules whose origins are not meant, because on the other side they are answered by these
 */
function answersFor({ rules }: Side, region: Region, excluded: readonly RuleView[]): readonly Answer[] {
  const answers: Answer[] = [];
  const isRegex = region.kind === 'regex';
  for (const rule of rules) {
    if (covers(rule.origins, region)) {
      answers.push({ rule, samples: samplesOf(region), region, isRegex: false });
      return answers;
    }
    // Of a single origin is known what holds it.
    for (const other of region.kind === 'exact' ? [] : rule.origins.regions) {
      if (!mayOverlap(region, other) || isCovered(excluded, other)) continue;
      const samples = samplesOfBoth(region, other);
      answers.push({ rule, samples, region: other, isRegex: isRegex || other.kind === 'regex' });
    }
  }
  return [...answers, { rule: undefined, samples: samplesOf(region), region, isRegex }];
}

function isCovered(rules: readonly RuleView[], region: Region): boolean {
  return rules.some(({ origins }) => covers(origins, region));
}

function compare(
  { rule: less, samples, region, isRegex }: Answer,
  more: RuleView,
  granted: boolean,
): readonly Finding[] {
  const about = { less, more, origins: samples, granted, isRegex };
  if (less === undefined) return [{ ...about, aspect: 'origins', field: 'origins', names: [region.text] }];
  return widerGrants(less.canonical, more.canonical).map((grant) => ({ ...about, ...grant }));
}

/** Requests that do not reach the application on one side and do on the other. */
function refusals(less: Side, more: Side): readonly Finding[] {
  const [first] = less.rules;
  const isRejected = first?.rejects === true && more.rules[0]?.rejects !== true;
  const rejected: Finding = {
    aspect: 'writes',
    field: 'disallowed',
    names: [],
    less: first,
    more: more.rules[0],
    isRegex: false,
    origins: ['https://anyone.example', 'null', 'malformed'],
    granted: false,
  };
  const isGrantedApart = less.granting !== less.rules || more.granting !== more.rules;
  return [
    ...(isRejected ? [rejected] : []),
    ...writingOf(less.rules, more.rules, false),
    ...(isGrantedApart ? writingOf(less.granting ?? [], more.granting ?? [], true) : []),
  ];
}

/** Who may write: whoever every rule that asks trusts, and everybody where none asks. */
function writingOf(less: readonly RuleView[], more: readonly RuleView[], granted: boolean): readonly Finding[] {
  const asking = more.filter(({ trusted }) => trusted !== undefined);
  return less.flatMap((rule): readonly Finding[] => {
    if (rule.trusted === undefined) return [];
    const finding = { aspect: 'writes', field: 'csrf', less: rule, granted } as const;
    const [first] = asking;
    if (first === undefined) {
      return [{ ...finding, more: more[0], names: ['*'], isRegex: false, origins: ['https://anyone.example', 'null'] }];
    }
    const foreign = asking.map((other) => ({ other, regions: untrusted(rule, other, asking) }));
    // What all rules trust is within what each of them trusts, so the one that trusts least tells most.
    const [least] = foreign.sort((one, other) => one.regions.length - other.regions.length);
    return (least?.regions ?? []).map((region) => ({
      ...finding,
      more: least?.other ?? first,
      names: [region.text],
      isRegex: region.kind === 'regex',
      origins: samplesOf(region),
    }));
  });
}

/** The regions that one rule trusts and another one may not, other rules that ask aside. */
function untrusted({ trusted }: RuleView, other: RuleView, asking: readonly RuleView[]): readonly Region[] {
  if (trusted === undefined || other.trusted === undefined) return [];
  return other.trusted.regions.filter((region) => {
    if (covers(trusted, region)) return false;
    return region.kind !== 'exact' || asking.every((rule) => rule.trusted?.includes(region.text) === true);
  });
}

import { definePolicy, type Policy, type PolicyConfig } from '@cors-policy/core';
import fc from 'fast-check';
import { issuesOf } from '../properties/expect-policy-or-error.js';
import { type OriginEdit, originEdit } from './origin-near-miss.js';
import { type KnownPolicy, knownPolicy } from './policy-pool.js';

type Rules = readonly PolicyConfig[];
type Fields = Readonly<Record<string, unknown>>;

/** Changes a rule, and may make it wider, narrower, neither or both. */
type RuleEdit = (rule: Fields, other: Fields) => Fields;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const withoutFirst =
  (field: string): RuleEdit =>
  (rule) => {
    const list = listOf(rule[field]);
    return rule[field] === undefined || list.length < 2 ? rule : { ...rule, [field]: list.slice(1) };
  };

const withMember =
  (field: string, member: unknown): RuleEdit =>
  (rule) => {
    const isKeyword = rule[field] === undefined || rule[field] === '*' || rule[field] === 'none';
    return isKeyword ? { ...rule, [field]: [member] } : { ...rule, [field]: [...listOf(rule[field]), member] };
  };

const withField =
  (field: string, value: unknown): RuleEdit =>
  (rule) => ({ ...rule, [field]: value });

const copied =
  (field: string): RuleEdit =>
  (rule, other) => ({ ...rule, [field]: other[field] ?? rule[field] });

/** A pattern as one origin that it matches, or as a wider one. */
const rewritten =
  (from: RegExp, to: string): RuleEdit =>
  (rule) => ({
    ...rule,
    origins: Array.isArray(rule.origins)
      ? rule.origins.map((origin: unknown) => (typeof origin === 'string' ? origin.replace(from, to) : origin))
      : rule.origins,
  });

const withPaths =
  (edit: (path: string) => string): RuleEdit =>
  (rule) => ({
    ...rule,
    paths:
      rule.paths === undefined
        ? rule.paths
        : listOf(rule.paths).map((path) => (typeof path === 'string' ? edit(path) : path)),
  });

const edits: readonly RuleEdit[] = [
  withoutFirst('origins'),
  withMember('origins', 'https://new.example'),
  withMember('origins', 'https://*.example.com'),
  withMember('origins', 'https://example.com:*'),
  withMember('origins', /https:\/\/[a-z]+\.example\.org/),
  rewritten(/\*\./, 'a.'),
  rewritten(/\*/, '*x'),
  rewritten(/\/\/[^.*:[]+\*/, '//p*'),
  rewritten(/:\/\/[^.*:[]{2,}\./, '://a*1.'),
  rewritten(/:\/\/[^.*:[]+\./, '://*.'),
  rewritten(/:\*$|:\d+$/, ''),
  rewritten(/(:\d+)?$/, ':*'),
  withField('origins', '*'),
  withField('origins', 'none'),
  withField('methods', ['PUT', 'LINK']),
  withField('methods', '*'),
  withoutFirst('methods'),
  withField('allowedHeaders', '*'),
  withField('allowedHeaders', ['*', 'authorization']),
  withField('allowedHeaders', ['x-a', 'x-new']),
  withoutFirst('allowedHeaders'),
  withField('exposedHeaders', ['x-a', 'x-new']),
  withField('exposedHeaders', []),
  withField('credentials', true),
  withField('credentials', false),
  withField('timing', true),
  withField('privateNetwork', true),
  withField('disallowed', 'reject'),
  withField('disallowed', 'omit'),
  withField('csrf', false),
  withField('csrf', { trustedOrigins: 'none' }),
  withField('csrf', { trustedOrigins: ['https://*.example.com', 'https://new.example'] }),
  withField('paths', ['/api/*', '/new']),
  withField('paths', { regex: '/v\\d+/.*' }),
  withMember('paths', { regex: '/api/[a-z]+' }),
  withPaths((path) => path.replace(/\/\*$/, '') || '/'),
  withPaths((path) => `${path.replace(/\/(?:\*|[^/]*)$/, '')}/*`),
  withoutFirst('paths'),
  copied('origins'),
  copied('paths'),
  copied('csrf'),
  copied('methods'),
];

/** All on: what a flag lets through is decided when a policy is defined. */
const dangerously = {
  anyOriginWithCredentials: true,
  nullOriginWithCredentials: true,
  insecureOrigins: true,
  publicSuffixWildcards: true,
  looseRegexes: true,
};

const reordered: readonly ((rules: Rules) => Rules)[] = [
  (rules) => rules,
  (rules) => rules,
  (rules) => rules,
  (rules) => [...rules].reverse(),
  (rules) => (rules.length > 1 ? rules.slice(1) : rules),
  (rules) => (rules.length > 1 ? rules.slice(0, -1) : rules),
];

/** A policy before and after a change, and what requests may be about that know both. */
export interface ChangedPolicy extends Pick<KnownPolicy, 'subjects'> {
  readonly before: Policy;
  readonly after: Policy;
  readonly configs: readonly [before: KnownPolicy['config'], after: KnownPolicy['config']];
}

function tryDefine(config: KnownPolicy['config']): Policy | undefined {
  try {
    return definePolicy(config);
  } catch (error) {
    if (issuesOf(error) === undefined) throw error;
    return undefined;
  }
}

const change = fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 }), fc.constantFrom(...edits));

const subjectEdit: fc.Arbitrary<OriginEdit> = originEdit;

/** Where the change makes a config that is refused, the policy stays as it is. */
export const changedPolicy: fc.Arbitrary<ChangedPolicy> = fc
  .tuple(
    knownPolicy,
    knownPolicy,
    fc.array(change, { maxLength: 3 }),
    fc.constantFrom(...reordered),
    fc.nat({ max: 9 }),
    subjectEdit,
  )
  .map(([known, other, changes, reorder, die, edit]) => {
    const others = [other.config].flat();
    const edited = changes.reduce<Rules>((rules, [place, otherPlace, make]) => {
      const rule = rules[place % rules.length] ?? {};
      const source = others[otherPlace % others.length] ?? {};
      // What an edit makes of a rule may be none; then it is refused.
      const made = { ...make(rule, source), dangerously } as unknown as PolicyConfig;
      return rules.map((one) => (one === rule ? made : one));
    }, [known.config].flat());
    // One in ten has nothing to do with the other.
    const config = die === 0 ? other.config : reorder(edited);
    const after = tryDefine(config);
    const origins = [
      ...known.subjects.origins,
      ...other.subjects.origins,
      'https://new.example',
      'https://a.example.com',
    ];
    return {
      before: known.policy,
      after: after ?? known.policy,
      configs: [known.config, after === undefined ? known.config : config] as const,
      subjects: {
        origins: [...origins, ...origins.map(edit)],
        paths: [...known.subjects.paths, ...other.subjects.paths, '/new', '/v1/x', '/api/a'],
      },
    };
  });

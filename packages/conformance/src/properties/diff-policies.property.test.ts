import {
  definePolicy,
  diffPolicies,
  evaluate,
  type HeaderDecision,
  type Policy,
  type PolicyChange,
  type PolicyConfig,
  type RequestDescriptor,
} from '@cors-policy/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedPolicy } from '../arbitraries/policy-change.js';
import { knownPolicy } from '../arbitraries/policy-pool.js';
import { requestPlan } from '../arbitraries/request.js';
import { responseHeader } from './response-header.js';
import { COSTLIEST_RUNS, holds } from './runs.js';
import { expectSame } from './same.js';

const flags = ['access-control-allow-credentials', 'timing-allow-origin'];

/** What an answer allows, as names; of two answers to one request the one with more of them is wider. */
function grantsOf(decision: HeaderDecision): readonly string[] {
  const { kind, verdict, status } = decision;
  const exposed = responseHeader(decision, 'access-control-expose-headers')?.split(',') ?? [];
  return [
    ...(kind !== 'preflight' && status === 403 ? [] : ['reaches the application']),
    ...(verdict === 'allowed' ? ['is allowed', ...exposed.map((name) => `exposes ${name}`)] : []),
    ...(verdict === 'allowed' ? flags.filter((name) => responseHeader(decision, name) !== undefined) : []),
  ];
}

function newGrants(before: Policy, after: Policy, request: RequestDescriptor): readonly string[] {
  const had = grantsOf(evaluate(before, request));
  const isHad = (grant: string): boolean =>
    had.includes(grant) || (grant.startsWith('exposes ') && had.includes('exposes *'));
  return grantsOf(evaluate(after, request)).filter((grant) => !isHad(grant));
}

const asked = fc.array(requestPlan, { minLength: 20, maxLength: 40 });

/** What two lists of changes have in common but for the direction. */
const shapeOf = ({ aspect, names, path, before, after }: PolicyChange, isMirrored: boolean): string =>
  JSON.stringify([aspect, names, path, isMirrored ? [after, before] : [before, after]]);

describe('diffPolicies', () => {
  it('not-wider: where it says so, no request is allowed more by the new policy than by the old one', () =>
    holds(
      fc.property(changedPolicy, asked, fc.boolean(), ({ before, after, configs, subjects }, plans, allow) => {
        const { isWider } = diffPolicies(before, after, { allow });
        if (isWider !== 'no') return;
        for (const plan of plans) {
          const request = plan(subjects);
          if (!allow && request.granted === true) continue;
          expectSame(newGrants(before, after, request), [], { configs, request });
        }
      }),
      COSTLIEST_RUNS,
    ));

  it('wider-by-example: each change that it is sure of has a request that shows it', () =>
    holds(
      fc.property(changedPolicy, ({ before, after, configs }) => {
        const { wider, narrower, isWider } = diffPolicies(before, after);
        expectSame(isWider === 'yes', wider.length > 0, { configs });
        for (const { example } of wider) {
          expectSame(example && newGrants(before, after, example).length > 0, true, { configs, example });
        }
        for (const { example } of narrower) {
          expectSame(example && newGrants(after, before, example).length > 0, true, { configs, example });
        }
      }),
      COSTLIEST_RUNS,
    ));

  it('diff-mirrors: what is wider one way is narrower the other way', () =>
    holds(
      fc.property(changedPolicy, ({ before, after, configs }) => {
        const there = diffPolicies(before, after);
        const back = diffPolicies(after, before);
        const shapes = (changes: readonly PolicyChange[], isMirrored: boolean): readonly string[] =>
          changes.map((change) => shapeOf(change, isMirrored)).sort();
        expectSame(shapes(back.narrower, true), shapes(there.wider, false), { configs });
        expectSame(shapes(back.notComparable, true), shapes(there.notComparable, false), { configs });
      }),
      COSTLIEST_RUNS,
    ));

  it('diff-of-equals: a policy differs in nothing from what its JSON defines', () =>
    holds(
      fc.property(knownPolicy, ({ policy, config }) => {
        const diff = diffPolicies(policy, definePolicy(JSON.parse(JSON.stringify(policy)) as PolicyConfig));
        expectSame(diff, { isWider: 'no', wider: [], narrower: [], notComparable: [] }, { config });
      }),
      COSTLIEST_RUNS,
    ));

  it('knows-what-is-narrower: a rule with fewer origins, methods and headers is not wider, whatever the order', () =>
    holds(
      fc.property(textRule, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (rule, kept) => {
        const part = <Member>(list: readonly Member[], from: number): readonly Member[] => {
          const left = list.filter((_, place) => kept[from + place] === true).reverse();
          return left.length > 0 ? left : list.slice(0, 1);
        };
        const narrow = {
          ...rule,
          origins: part(rule.origins, 0).map((pattern) => memberOf(pattern, kept[11] === true)),
          methods: part(rule.methods, 4),
          allowedHeaders: part(rule.allowedHeaders, 6),
          exposedHeaders: part(rule.exposedHeaders, 8),
        };
        const { isWider, wider, notComparable } = diffPolicies(definePolicy(rule), definePolicy(narrow));
        expectSame(
          { isWider, wider, notComparable },
          { isWider: 'no', wider: [], notComparable: [] },
          { rule, narrow },
        );
      }),
      COSTLIEST_RUNS,
    ));
});

/** Patterns without regexes, so that all can be compared. */
const textRule = fc.record({
  origins: fc.subarray(
    [
      'https://*.a.example',
      'https://pr-*.b.example',
      'http://localhost:*',
      'https://c.example',
      'https://*.d.example:*',
    ],
    { minLength: 1, maxLength: 4 },
  ),
  methods: fc.subarray(['PUT', 'DELETE'], { minLength: 1 }),
  allowedHeaders: fc.subarray(['x-a', 'x-b'], { minLength: 1 }),
  exposedHeaders: fc.subarray(['x-a', 'x-b'], { minLength: 1 }),
});

/** A pattern, or one that is within it. */
function memberOf(pattern: string, isNarrow: boolean): string {
  if (!isNarrow) return pattern;
  return pattern.replace('//*.', '//x.y.').replace('pr-*', 'pr-1-*').replace(/:\*$/, ':8080');
}

it('the diff of a regex is one only where it is the same', () => {
  const one = definePolicy({ origins: [/^https:\/\/[a-z]+\.example$/] });
  const other = definePolicy({ origins: [/^https:\/\/[a-z]{1,9}\.example$/] });
  expect(diffPolicies(one, other).notComparable.length).toBeGreaterThan(0);
});

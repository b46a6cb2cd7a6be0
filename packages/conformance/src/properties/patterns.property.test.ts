import {
  definePolicy,
  evaluate,
  type OriginPattern,
  type PolicyConfig,
  type RequestDescriptor,
} from '@cors-policy/core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { originGrant } from '../arbitraries/origin-grant.js';
import { questionsFor } from '../arbitraries/policy-pool.js';
import { actualPlan, preflightPlan } from '../arbitraries/request.js';
import { anyRule, listingRule } from '../arbitraries/rule-grant.js';
import { knownConfig, scenario, scenarioOf } from '../arbitraries/scenario.js';
import { responseHeader } from './response-header.js';
import { COSTLY_RUNS, holds } from './runs.js';
import { expectSame } from './same.js';

/** Sorts a list by some keys, and repeats one of its members at the end. */
function shuffled<Item>(list: readonly Item[], keys: readonly number[]): readonly Item[] {
  const order = list
    .map((item, index) => ({ item, key: keys[index % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key);
  const [first] = order;
  return [...order, ...(first === undefined ? [] : [first])].map(({ item }) => item);
}

function shuffledRule(rule: PolicyConfig, keys: readonly number[]): PolicyConfig {
  const shuffle = (value: unknown): unknown => (Array.isArray(value) ? shuffled(value, keys) : value);
  const csrf = rule.csrf && { trustedOrigins: shuffle(rule.csrf.trustedOrigins) };
  const changed = {
    origins: shuffle(rule.origins),
    ...(rule.paths && { paths: shuffle(rule.paths) }),
    ...(csrf && { csrf }),
  };
  // The same fields with the same members.
  return { ...rule, ...changed } as PolicyConfig;
}

/** A rule with one more pattern; `'*'` has them all. */
function widened(rule: PolicyConfig, pattern: OriginPattern): PolicyConfig {
  const { origins } = rule;
  if (origins === '*') return rule;
  const list = origins === 'none' ? [] : [origins].flat();
  // All flags that a pattern could need are set where credentials are.
  return { ...rule, origins: [...list, pattern] };
}

const oneListingRule = scenarioOf(knownConfig(listingRule, 1), preflightPlan);
const anyRules = scenarioOf(knownConfig(anyRule, 2), actualPlan);

function revoked(
  config: PolicyConfig | readonly PolicyConfig[],
  wider: PolicyConfig | readonly PolicyConfig[],
  requests: readonly RequestDescriptor[],
): readonly RequestDescriptor[] {
  const [before, after] = [definePolicy(config), definePolicy(wider)];
  return requests.filter(
    (request) => evaluate(before, request).verdict === 'allowed' && evaluate(after, request).verdict !== 'allowed',
  );
}

describe('patterns', () => {
  it('order-and-duplicates: the order of the patterns in a list, and how often each stands there, make no difference', () =>
    holds(
      fc.property(
        scenario,
        fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 4 }),
        ({ config, requests }, keys) => {
          const other = [config].flat().map((rule) => shuffledRule(rule, keys));
          const [policy, otherPolicy] = [definePolicy(config), definePolicy(other)];
          for (const request of requests) {
            expectSame(evaluate(otherPolicy, request), evaluate(policy, request), { config, other, request });
          }
        },
      ),
      COSTLY_RUNS,
    ));

  it('adding-never-revokes: an allowed actual request stays allowed when any rule gets one more pattern', () =>
    holds(
      fc.property(anyRules, originGrant, fc.nat({ max: 2 }), ({ config, requests }, { pattern }, place) => {
        const rules: readonly PolicyConfig[] = [config].flat();
        const wider = rules.map((rule, index) => (index === place % rules.length ? widened(rule, pattern) : rule));
        expectSame(revoked(config, wider, requests), [], { config, pattern });
      }),
      COSTLY_RUNS,
    ));

  it('adding-never-revokes, preflights: so does an allowed preflight, where there is one rule', () =>
    holds(
      fc.property(oneListingRule, originGrant, ({ config, requests }, { pattern }) => {
        const wider = [config].flat().map((rule) => widened(rule, pattern));
        expectSame(revoked(config, wider, requests), [], { config, pattern });
      }),
      COSTLY_RUNS,
    ));

  it('preflight-implies-actual: what an allowed preflight asked for is allowed, by the same rule and with the same grants', () =>
    holds(
      fc.property(questionsFor(undefined, preflightPlan), ({ policy, config, requests }) => {
        for (const request of requests) {
          const preflight = evaluate(policy, request);
          if (preflight.reason !== 'preflight-allowed') continue;
          const {
            origin,
            host,
            'sec-fetch-site': site,
            'access-control-request-method': method = '',
          } = request.headers;
          const actual = evaluate(policy, { ...request, method, headers: { origin, host, 'sec-fetch-site': site } });
          expectSame([actual.reason, actual.rule], ['origin-allowed', preflight.rule], { config, request });
          for (const name of ['access-control-allow-origin', 'access-control-allow-credentials'])
            expectSame(responseHeader(actual, name), responseHeader(preflight, name), { config, request });
        }
      }),
    ));
});

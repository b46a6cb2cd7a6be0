import {
  applyFix,
  definePolicy,
  type Explanation,
  type ExplanationStepId,
  evaluate,
  explain,
  type Policy,
  type PolicyConfig,
  type Reason,
  type RequestDescriptor,
} from '@cors-policy/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oddDescriptor } from '../arbitraries/odd-descriptor.js';
import { type KnownPolicy, knownPolicy, questionsFor } from '../arbitraries/policy-pool.js';
import { issuesOf } from './expect-policy-or-error.js';
import { newlyOpened } from './newly-opened.js';
import { responseHeader } from './response-header.js';
import { COSTLIEST_RUNS, holds } from './runs.js';
import { expectSame } from './same.js';

/** The check that each reason is about. */
const stepOf: Readonly<Record<Reason, ExplanationStepId | undefined>> = {
  'path-ambiguous': 'path',
  'path-out-of-scope': 'path',
  'csrf-denied': 'csrf',
  'no-origin': undefined,
  'origin-allowed': undefined,
  'same-origin': undefined,
  'origin-malformed': 'origin',
  'allow-failed': 'origin',
  'origin-not-allowed': 'origin',
  'method-not-allowed': 'method',
  'header-not-allowed': 'header',
  'private-network-not-allowed': 'private-network',
  'preflight-allowed': undefined,
};

/** The first check that failed, credentials aside: of them a decision knows nothing. */
function firstFailed({ steps }: Explanation): ExplanationStepId | undefined {
  return steps.find(({ id, passed }) => !passed && id !== 'credentials')?.id;
}

/** The policy once the fixes are applied to the config that was written, by way of JSON. */
function fixedPolicy({ config }: KnownPolicy, { fixes }: Explanation): Policy {
  // What JSON makes of a fix is the same fix.
  return definePolicy(applyFix(config, JSON.parse(JSON.stringify(fixes)) as Explanation['fixes']));
}

const asked = fc.record({ credentials: fc.boolean() });

describe('explain', () => {
  it('explain-agrees: it holds the decision of `evaluate`, and the first check that failed is its reason', () =>
    holds(
      fc.property(questionsFor(), asked, ({ policy, config, requests }, options) => {
        for (const request of requests) {
          const explanation = explain(policy, request, options);
          const { reason, verdict } = explanation.decision;
          expectSame(explanation.decision, evaluate(policy, request), { config, request });
          expectSame(firstFailed(explanation), stepOf[reason], { config, request, options });
          if (explanation.outcome === 'allowed') expectSame(verdict, 'allowed', { config, request });
        }
      }),
      COSTLIEST_RUNS,
    ));

  it('explain-total: whatever the descriptor is, it does not throw, agrees with `evaluate`, and is frozen data', () =>
    holds(
      fc.property(knownPolicy, oddDescriptor, ({ policy, config }, make) => {
        // What no type lets through is what is asked here.
        const descriptor = make() as RequestDescriptor;
        const explanation = explain(policy, descriptor);
        expectSame(explanation.decision, evaluate(policy, descriptor), { config });
        expectSame(firstFailed(explanation), stepOf[explanation.decision.reason], { config });
        expectSame(isFrozen(explanation), true, { config });
        for (const text of textsOf(explanation)) expect(text.length).toBeLessThan(1000);
      }),
      COSTLIEST_RUNS,
    ));

  it('fix-flips: with all its fixes the same request is allowed, and with credentials where it has them', () =>
    holds(
      fc.property(questionsFor(), asked, (known, options) => {
        for (const request of known.requests) {
          const explanation = explain(known.policy, request, options);
          if (explanation.fixes.length === 0) continue;
          const about = { config: known.config, request, options, fixes: explanation.fixes };
          const policy = fixedPolicy(known, explanation);
          const decision = evaluate(policy, request);
          expectSame(decision.verdict, 'allowed', about);
          if (options.credentials) {
            expectSame(responseHeader(decision, 'access-control-allow-credentials'), 'true', about);
          }
          expectSame(explain(policy, request, options).outcome, 'allowed', about);
        }
      }),
      COSTLIEST_RUNS,
    ));

  it('fix-opens-nothing-else: no origin, method or header that was not asked for is allowed after it', () =>
    holds(
      fc.property(questionsFor(), asked, (known, options) => {
        const [request, ...others] = known.requests;
        if (request === undefined) return;
        const explanation = explain(known.policy, request, options);
        if (explanation.fixes.length === 0) return;
        const about = { config: known.config, request, options, fixes: explanation.fixes };
        const opened = newlyOpened(known.policy, fixedPolicy(known, explanation), request, others);
        expectSame(opened, [], about);
      }),
      COSTLIEST_RUNS,
    ));

  it('fix-is-offered: where a browser can send what is refused, and no outside check failed, there are fixes', () =>
    holds(
      fc.property(questionsFor(), ({ policy, config, requests }) => {
        for (const request of requests) {
          const { fixes, decision, steps } = explain(policy, request);
          if (decision.verdict === 'allowed' || !isSendable(request)) continue;
          if (firstFailed({ steps } as Explanation) === undefined) continue;
          expectSame(fixes.length > 0, true, { config, request, decision, steps });
        }
      }),
      COSTLIEST_RUNS,
    ));

  it('fix-lifts-no-guard-silently: a fix names every flag that it sets, and sets none that it does not take', () =>
    holds(
      fc.property(guardedConfig, guardedRequest, asked, (config, request, options) => {
        const { fixes } = explain(definePolicy(config), request, options);
        const named = fixes.flatMap(({ dangerously }) => dangerously);
        const fixed = applyFix(config, fixes);
        const about = { config, request, options, fixes };
        expectSame(flagsOf(definePolicy(fixed)), [...new Set(named)].sort(), about);
        if (named.length > 0) expectSame(issuesOf(defining(withoutFlags(fixed))) === undefined, false, about);
      }),
      COSTLIEST_RUNS,
    ));
});

/** No flag is set, and none is needed. */
const guardedConfig: fc.Arbitrary<PolicyConfig | readonly PolicyConfig[]> = fc
  .uniqueArray(
    fc.record({
      origins: fc.constantFrom<PolicyConfig['origins'][]>('none', ['https://a.example'], ['https://b.example:8443']),
      credentials: fc.boolean(),
      csrf: fc.constantFrom(false as const, { trustedOrigins: 'none' as const }),
      methods: fc.constantFrom(['PUT'], ['DELETE']),
    }),
    { minLength: 1, maxLength: 2, selector: (rule) => JSON.stringify(rule) },
  )
  // Each field is one of a rule, and `credentials` goes with all of them.
  .map((rules) => rules as readonly PolicyConfig[]);

const guardedRequest: fc.Arbitrary<RequestDescriptor> = fc
  .tuple(
    fc.constantFrom('null', 'file://', 'http://c.example', 'https://c.example', 'http://localhost:3000'),
    fc.constantFrom('GET', 'POST', 'PUT'),
    fc.boolean(),
  )
  .map(([origin, method, isPreflight]) =>
    isPreflight
      ? { method: 'OPTIONS', headers: { origin, 'access-control-request-method': method } }
      : { method, headers: { origin } },
  );

function flagsOf(policy: Policy): readonly string[] {
  const rules = [policy.toJSON()].flat();
  return [...new Set(rules.flatMap(({ dangerously }) => Object.keys(dangerously)))].sort();
}

function withoutFlags(config: PolicyConfig | readonly PolicyConfig[]): readonly PolicyConfig[] {
  // What is left is a config, with or without them.
  return [config].flat().map((rule) => ({ ...rule, dangerously: undefined }) as PolicyConfig);
}

function defining(config: readonly PolicyConfig[]): unknown {
  try {
    return definePolicy(config);
  } catch (error) {
    return error;
  }
}

/**
 * Whether a browser can send such an origin, method and headers, and nothing outside of the config has failed. `null` is
 * left out, which no policy can trust to write.
 */
function isSendable({ method, path, headers, granted }: RequestDescriptor): boolean {
  const { origin } = headers;
  const asked = headers['access-control-request-headers'] ?? '';
  const requested = headers['access-control-request-method'] ?? '';
  return (
    granted !== 'failed' &&
    typeof path === 'string' &&
    typeof origin === 'string' &&
    isOrigin(origin) &&
    (method !== 'OPTIONS' || requested === '' || /^[A-Z]{1,20}$/.test(requested)) &&
    /^(?:[a-z-]+(?:, ?|$))*$/.test(asked) &&
    asked.length < 100 &&
    /^(?:\/|https:)/.test(path) &&
    path.length < 1000 &&
    !/(?:%2f|%00|%zz|[\\ \ud800])/i.test(path)
  );
}

const closed = definePolicy({ origins: 'none' });

/** Well-formed, and none of the few that no config can list: invalid punycode, an IPv4 address written as IPv6. */
function isOrigin(origin: string): boolean {
  const { reason } = evaluate(closed, { method: 'GET', headers: { origin } });
  return reason === 'origin-not-allowed' && origin !== 'null' && !/xn--(?!bcher-kva\.)|\[::ffff:/.test(origin);
}

function isFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozen);
}

function textsOf({ steps }: Explanation): readonly string[] {
  return steps.flatMap(({ expected, actual, message }) => [expected, actual, message]);
}

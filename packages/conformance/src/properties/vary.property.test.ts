import { evaluate, type HeaderDecision, type RequestDescriptor, type RequestHeaderFields } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { type KnownPolicy, knownPolicy, policyPool } from '../arbitraries/policy-pool.js';
import { preflightPlan, type RequestPlan, readPlan, requestPlan } from '../arbitraries/request.js';
import { anyRule } from '../arbitraries/rule-grant.js';
import { holds } from './runs.js';
import { expectSame } from './same.js';

const withoutCsrf = policyPool(
  anyRule.map((grant) => ({ ...grant, rule: { ...grant.rule, csrf: false } })),
  3,
);

function pairOf(pool: fc.Arbitrary<KnownPolicy>, plan: fc.Arbitrary<RequestPlan>) {
  return fc.tuple(pool, plan, plan).map(([{ policy, config, subjects }, plan, otherPlan]) => {
    const one = plan(subjects);
    return { policy, config, one, other: { ...otherPlan(subjects), path: one.path } };
  });
}

/** The part of an answer that a cache keeps. */
function response({ status, headers }: HeaderDecision): object {
  return { status, headers };
}

/** A request that agrees with one in its cache key and in all that `vary` names, and is as another for the rest. */
function agreeing(one: RequestDescriptor, other: RequestDescriptor, vary: readonly string[]): RequestDescriptor {
  const headers: Record<string, unknown> = { ...other.headers, host: one.headers.host };
  for (const name of vary) {
    // `Vary` has the names of request header fields in another case.
    const field = name.toLowerCase() as keyof RequestHeaderFields;
    headers[field] = one.headers[field];
  }
  return { ...other, method: one.method, granted: one.granted, headers };
}

describe('vary', () => {
  it('vary-is-enough: GET and HEAD requests for one URL that agree in all fields that it names get one answer', () =>
    holds(
      fc.property(pairOf(knownPolicy, readPlan), ({ policy, config, one, other }) => {
        const decision = evaluate(policy, one);
        const twin = agreeing(one, other, decision.vary);
        expectSame(response(evaluate(policy, twin)), response(decision), { config, one, twin });
      }),
    ));

  it('vary-is-enough, preflights: so do preflights for one URL, where CSRF protection is off', () =>
    holds(
      fc.property(pairOf(withoutCsrf, preflightPlan), ({ policy, config, one, other }) => {
        const decision = evaluate(policy, one);
        const twin = agreeing(one, other, decision.vary);
        if (decision.kind !== 'preflight' || evaluate(policy, twin).kind !== 'preflight') return;
        expectSame(response(evaluate(policy, twin)), response(decision), { config, one, twin });
      }),
    ));

  it('vary-is-constant: it is one for all preflights of a path and one for all other requests, whatever the outcome', () =>
    holds(
      fc.property(pairOf(knownPolicy, requestPlan), ({ policy, config, one, other }) => {
        // With an outside check and without one are two servers.
        const granted = one.granted === undefined ? undefined : (other.granted ?? false);
        const decisions = [evaluate(policy, one), evaluate(policy, { ...other, granted })];
        if (decisions.some(({ kind }) => kind === 'out-of-scope')) return;
        const [first = [], second = []] = decisions.map(({ kind, vary }) =>
          kind === 'preflight' ? vary.filter((name) => !name.startsWith('Access-Control-Request-')) : vary,
        );
        expectSame(first, second, { config, one, other });
        const [ofOne = [], ofOther = []] = decisions.map(({ vary }) => vary);
        if (decisions[0]?.kind === decisions[1]?.kind) expectSame(ofOne, ofOther, { config, one, other });
      }),
    ));
});

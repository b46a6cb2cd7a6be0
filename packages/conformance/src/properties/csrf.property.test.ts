import { evaluate, type RequestDescriptor } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { policyPool, questionsFor } from '../arbitraries/policy-pool.js';
import { anyRule } from '../arbitraries/rule-grant.js';
import { holds } from './runs.js';
import { expectSame } from './same.js';

const guarded = policyPool(
  anyRule.filter(({ rule }) => rule.csrf !== undefined && rule.csrf !== false),
  2,
);

/** Whether a request is of the kind that changes something: for a preflight, the one that it announces. */
function writes({ method, headers }: RequestDescriptor, kind: string): boolean {
  const intended: unknown = kind === 'preflight' ? headers['access-control-request-method'] : method;
  return intended !== 'GET' && intended !== 'HEAD' && intended !== 'OPTIONS';
}

describe('cross-site request forgery', () => {
  it('grants-read-never-write: where a request may not write without a grant it may not with one', () =>
    holds(
      fc.property(questionsFor(guarded), ({ policy, config, requests }) => {
        for (const request of requests) {
          const [refused, granted] = [false, true].map((granted) => evaluate(policy, { ...request, granted }));
          if (refused?.reason === 'csrf-denied') expectSame(granted, refused, { config, request });
          // And none of its own: on a path that no rule is for, the grant brings the first rule's protection along.
          else if (granted?.reason === 'csrf-denied')
            expectSame(refused?.reason, 'path-out-of-scope', { config, request });
        }
      }),
    ));

  it('csrf-is-about-writing: it denies no request that only reads, none of the own origin, and shares nothing where it denies', () =>
    holds(
      fc.property(questionsFor(guarded), ({ policy, config, requests }) => {
        for (const request of requests) {
          const decision = evaluate(policy, request);
          if (decision.reason !== 'csrf-denied') continue;
          const isOwn = ['same-origin', 'none'].includes(request.headers['sec-fetch-site'] ?? '');
          const { kind, status, headers } = decision;
          expectSame([writes(request, kind), isOwn, status, headers], [true, false, 403, []], { config, request });
        }
      }),
    ));
});

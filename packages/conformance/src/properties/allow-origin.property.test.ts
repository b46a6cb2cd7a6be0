import { evaluate, type PolicyConfig } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { questionsFor } from '../arbitraries/policy-pool.js';
import { responseHeader } from './response-header.js';
import { holds } from './runs.js';
import { expectSame } from './same.js';

const readableRows = new Set(['no-origin', 'origin-allowed']);
const preflightRows = new Set([
  'method-not-allowed',
  'header-not-allowed',
  'private-network-not-allowed',
  'preflight-allowed',
]);
const preflightOnly = /^access-control-(?:allow-methods|allow-headers|max-age|allow-private-network)$/;
const actualOnly = /^(?:access-control-expose-headers|timing-allow-origin)$/;

function isPublic(config: PolicyConfig | readonly PolicyConfig[], index: number | undefined): boolean {
  const rule = index === undefined ? undefined : [config].flat()[index];
  return rule?.origins === '*' && rule.credentials !== true;
}

describe('access-control headers', () => {
  it('acao-is-star-or-own-origin: it is `*` for a public rule, else the own Origin of the request; so is timing-allow-origin', () =>
    holds(
      fc.property(questionsFor(), ({ policy, config, requests }) => {
        for (const request of requests) {
          const decision = evaluate(policy, request);
          const allowed = responseHeader(decision, 'access-control-allow-origin');
          const timing = responseHeader(decision, 'timing-allow-origin');
          const expected = isPublic(config, decision.rule) ? '*' : request.headers.origin;
          if (allowed !== undefined) expectSame(allowed, expected, { config, request });
          if (timing !== undefined) expectSame(timing, expected, { config, request });
        }
      }),
    ));

  it('never-credentials-beside-star: access-control-allow-credentials is `true` or absent, and beside it nothing is a `*` that was not asked for', () =>
    holds(
      fc.property(questionsFor(), ({ policy, config, requests }) => {
        for (const request of requests) {
          const decision = evaluate(policy, request);
          const credentials = responseHeader(decision, 'access-control-allow-credentials');
          if (credentials === undefined) continue;
          // Browsers take `*` for a name where credentials are sent. As such it may be asked for, and is sent back.
          const asked = [
            request.headers['access-control-request-method'],
            request.headers['access-control-request-headers'],
          ];
          const stars = decision.headers.filter(([, value]) => value === '*' && !asked.includes('*'));
          expectSame([credentials, stars], ['true', []], { config, request });
        }
      }),
    ));

  it('own-headers-only: a request gets access-control headers where its origin passed, and those of its kind', () =>
    holds(
      fc.property(questionsFor(), ({ policy, config, requests }) => {
        for (const request of requests) {
          const decision = evaluate(policy, request);
          const names = decision.headers.map(([name]) => name);
          const stray = preflightRows.has(decision.reason)
            ? names.filter((name) => actualOnly.test(name))
            : readableRows.has(decision.reason)
              ? names.filter((name) => preflightOnly.test(name))
              : names;
          expectSame(stray, [], { config, request });
        }
      }),
    ));
});

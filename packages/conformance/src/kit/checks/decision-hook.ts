import { deepStrictEqual } from 'node:assert/strict';
import type { Reason, RequestKind } from '@cors-policy/core';
import type { Check, CheckGroup } from '../check/check.js';
import { expectCorsLines, expectDecorated, expectVary } from '../check/expectation.js';
import { besideTwin, onServer } from '../check/test-bench.js';
import { decisionsIn } from '../fixture/observation.js';
import type { ConfigUnderTest } from '../fixture/server-setup.js';
import type { WireRequest } from '../wire/wire-message.js';
import { replyingWith } from './decorated.js';
import {
  allowedCaller,
  allowedOrigin,
  callers,
  corsWith,
  deniedOrigin,
  fromOrigin,
  listConfig,
  preflight,
  rejectingConfig,
  scopedConfig,
} from './sample-policy.js';

interface KindCase {
  readonly title: string;
  readonly config: ConfigUnderTest;
  readonly request: WireRequest;
  readonly kind: RequestKind;
  readonly reason: Reason;
}

const kindCases: readonly KindCase[] = [
  {
    title: 'a request out of scope',
    config: scopedConfig,
    request: fromOrigin(allowedOrigin, { target: '/other' }),
    kind: 'out-of-scope',
    reason: 'path-out-of-scope',
  },
  {
    title: 'an ambiguous path',
    config: scopedConfig,
    request: fromOrigin(allowedOrigin, { target: '/api%2f' }),
    kind: 'out-of-scope',
    reason: 'path-ambiguous',
  },
  { title: 'a request without an origin', config: listConfig, request: {}, kind: 'non-cors', reason: 'no-origin' },
  {
    title: 'an allowed actual request',
    config: listConfig,
    request: fromOrigin(allowedOrigin),
    kind: 'actual',
    reason: 'origin-allowed',
  },
  {
    title: 'a denied actual request',
    config: listConfig,
    request: fromOrigin(deniedOrigin),
    kind: 'actual',
    reason: 'origin-not-allowed',
  },
  {
    title: 'a refused actual request',
    config: rejectingConfig,
    request: fromOrigin(deniedOrigin),
    kind: 'actual',
    reason: 'origin-not-allowed',
  },
  {
    title: 'a same-origin request',
    config: listConfig,
    request: fromOrigin('http://conformance.test'),
    kind: 'actual',
    reason: 'same-origin',
  },
  {
    title: 'a malformed origin',
    config: listConfig,
    request: fromOrigin('x'),
    kind: 'actual',
    reason: 'origin-malformed',
  },
  {
    title: 'an allowed preflight',
    config: listConfig,
    request: preflight(),
    kind: 'preflight',
    reason: 'preflight-allowed',
  },
  {
    title: 'a denied preflight',
    config: listConfig,
    request: preflight(deniedOrigin),
    kind: 'preflight',
    reason: 'origin-not-allowed',
  },
  {
    title: 'a preflight for an unlisted header',
    config: listConfig,
    request: preflight(allowedOrigin, 'PUT', 'x-other'),
    kind: 'preflight',
    reason: 'header-not-allowed',
  },
  {
    title: 'a forged write',
    config: { ...listConfig, csrf: { trustedOrigins: 'none' } },
    request: fromOrigin(deniedOrigin, { method: 'POST' }),
    kind: 'actual',
    reason: 'csrf-denied',
  },
];

const reportsOnce = ({ title, config, request, kind, reason }: KindCase): Check => ({
  name: `${title} is reported once, with the decision that is on the wire`,
  run: (adapter) =>
    onServer(adapter, { ...replyingWith({ body: 'hello' }), cors: [corsWith(config)] }, async (bench) => {
      const response = await bench.ask(request);
      const reports = decisionsIn(await bench.seen());
      deepStrictEqual(
        reports.map(({ decision, error }) => [decision.kind, decision.reason, error]),
        [[kind, reason, undefined]],
      );
      const decision = reports[0]?.decision;
      deepStrictEqual(response.status, decision?.status ?? 200);
      expectCorsLines(response, decision?.headers ?? []);
      expectVary(response, decision?.vary ?? []);
    }),
});

const neverBreaks = (onDecision: 'throws' | 'rejects'): Check => ({
  name: `an onDecision that ${onDecision} breaks neither an actual request nor a preflight`,
  run: (adapter) =>
    besideTwin(
      adapter,
      corsWith(listConfig, { onDecision }),
      replyingWith({ body: 'hello' }),
      async (withCors, twin) => {
        for (const caller of callers) {
          const asked = { headers: caller.headers };
          expectDecorated(await withCors.ask(asked), await twin.ask(asked), caller.answer);
        }
        deepStrictEqual(
          [(await withCors.ask(preflight())).status, (await withCors.ask(preflight(deniedOrigin))).status],
          [204, 403],
        );
        deepStrictEqual(decisionsIn(await withCors.seen()).length, callers.length + 2);
      },
    ),
});

export const decisionHookGroup: CheckGroup = {
  title: 'option onDecision: told once per request',
  checks: [
    ...kindCases.map(reportsOnce),
    neverBreaks('throws'),
    neverBreaks('rejects'),
    {
      name: 'a request for which the framework finds no route is reported once',
      needs: ['unrouted'],
      run: (adapter) =>
        onServer(adapter, { routes: {}, cors: [corsWith(listConfig)] }, async (bench) => {
          await bench.ask({ target: '/nowhere', headers: allowedCaller.headers });
          deepStrictEqual(decisionsIn(await bench.seen()).length, 1);
        }),
    },
    {
      name: 'a request whose handler throws is reported once',
      needs: ['throws-error'],
      run: (adapter) =>
        onServer(adapter, { ...replyingWith({ throws: 'error' }), cors: [corsWith(listConfig)] }, async (bench) => {
          await bench.ask({ headers: allowedCaller.headers });
          deepStrictEqual(decisionsIn(await bench.seen()).length, 1);
        }),
    },
  ],
};

import { evaluate, type PolicyConfig } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageVisits } from '../arbitraries/page-visit.js';
import type { KnownPolicy } from '../arbitraries/policy-pool.js';
import { type Browser, browse, chromium, firefox, webkit } from '../browser-model/index.js';
import { intentOf, type Wish } from '../intent/intent.js';
import { carefulBrowser, plainBrowser } from './model-browser.js';
import { type Decide, ModelServer } from './model-server.js';
import { holds } from './runs.js';
import { expectSame } from './same.js';
import { intendedSight, sightOf } from './sight.js';
import { wrongEngines } from './wrong-decision.js';

const engineOf =
  ({ policy }: KnownPolicy): Decide =>
  (request) =>
    evaluate(policy, request);

function expectAsIntended(
  config: PolicyConfig | readonly PolicyConfig[],
  wish: Wish,
  decide: Decide,
  browser: Browser,
): void {
  const server = new ModelServer(decide);
  const outcome = browse(wish.request, server.answer, { browser });
  const intent = intentOf(config, wish, browser.quirks.asksForPrivateNetwork);
  expectSame(sightOf(outcome, server), intendedSight(intent), { config, wish, steps: outcome.steps });
}

const textBrowsers = fc.constantFrom(plainBrowser, carefulBrowser);

/** The same config for browsers that let `*` stand for authorization too. */
function withAuthorization(config: PolicyConfig | readonly PolicyConfig[]): readonly PolicyConfig[] {
  return [config].flat().map((rule) => {
    const names = [rule.allowedHeaders ?? []].flat();
    return names.includes('*') ? { ...rule, allowedHeaders: [...names, 'authorization'] } : rule;
  });
}

/** Of a name that stands there several times Chromium and WebKit put the values together first, and Firefox has no total limit. */
function hasDistinctNames({ request: { headers } }: Wish): boolean {
  return new Set(headers.map(([name]) => name.toLowerCase())).size === headers.length;
}

describe('a page of any origin, asking for anything', () => {
  it('page-reads-what-is-intended: it reads, and the application sees, what the policy is for', () =>
    holds(
      fc.property(pageVisits, textBrowsers, (known, browser) => {
        for (const wish of known.wishes) expectAsIntended(known.config, wish, engineOf(known), browser);
      }),
    ));

  it('verdict-is-the-browsers: it reads where every verdict is allowed, credentials given where it sends them', () =>
    holds(
      fc.property(pageVisits, textBrowsers, (known, browser) => {
        for (const wish of known.wishes) {
          const server = new ModelServer(engineOf(known));
          const { readable, type } = browse(wish.request, server.answer, { browser });
          const about = { config: known.config, wish, decisions: server.decisions };
          const verdicts = server.decisions.map(({ verdict }) => verdict);
          // Nobody is told what a form gets, and its own origin needs no permission.
          if (wish.request.mode === 'no-cors') continue;
          if (type === 'basic') {
            expectSame(verdicts.includes('denied'), false, about);
            continue;
          }
          const rules: readonly PolicyConfig[] = [known.config].flat();
          const hasCredentials = server.decisions.every(({ rule }) => rules[rule ?? -1]?.credentials === true);
          const isGiven = wish.request.credentials !== 'include' || hasCredentials;
          expectSame(readable, verdicts.every((verdict) => verdict === 'allowed') && isGiven, about);
        }
      }),
    ));

  it('browsers-read-alike: Chromium, Firefox and WebKit read that too, and authorization where * is allowed', () =>
    holds(
      fc.property(pageVisits, fc.constantFrom(chromium, firefox, webkit), (known, browser) => {
        const config = withAuthorization(known.config);
        for (const wish of known.wishes.filter(hasDistinctNames))
          expectAsIntended(config, wish, engineOf(known), browser);
      }),
    ));

  it('wrong-answers-are-noticed: an engine that is wrong in any of many ways is not as intended', () => {
    const isNoticed = (wrong: (known: KnownPolicy) => Decide): boolean => {
      const property = fc.property(pageVisits, textBrowsers, (known, browser) => {
        for (const wish of known.wishes) expectAsIntended(known.config, wish, wrong(known), browser);
      });
      const { errorInstance } = fc.check(property, { numRuns: 5000, seed: 1, endOnFailure: true });
      return errorInstance instanceof Error && errorInstance.name === 'AssertionError';
    };
    const unnoticed = Object.entries(wrongEngines).filter(([, wrong]) => !isNoticed(wrong));
    expect(unnoticed.map(([name]) => name)).toEqual([]);
    // The measure itself: an engine that is right is not noticed.
    expect(isNoticed(engineOf)).toBe(false);
  });
});

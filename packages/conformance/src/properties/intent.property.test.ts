import { type Browser, browse, chromium, firefox, webkit } from '@cors-policy/browser-model';
import { evaluate, type PolicyConfig } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PageVisits, pageVisits } from '../arbitraries/page-visit.js';
import type { KnownPolicy } from '../arbitraries/policy-pool.js';
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

function expectAsIntended({ config, wishes, granted }: PageVisits, decide: Decide, browser: Browser): void {
  const circumstances = { asksForNetworks: browser.quirks.asksForPrivateNetwork, granted };
  for (const wish of wishes) {
    const server = new ModelServer((request) => decide({ ...request, granted }));
    const outcome = browse(wish.request, server.answer, { browser });
    const intended = intendedSight(intentOf(config, wish, circumstances));
    expectSame(sightOf(outcome, server), intended, { config, wish, granted, steps: outcome.steps });
  }
}

const textBrowsers = fc.constantFrom(plainBrowser, carefulBrowser);

/** The same config for browsers that let `*` stand for authorization too. */
function withAuthorization(config: PolicyConfig | readonly PolicyConfig[]): readonly PolicyConfig[] {
  return [config].flat().map((rule) => {
    const names = [rule.allowedHeaders ?? []].flat();
    return names.includes('*') ? { ...rule, allowedHeaders: [...names, 'authorization'] } : rule;
  });
}

/** Engines count repeated headers in different ways, and so ask for different names. */
function setsEachHeaderOnce({ request }: Wish): boolean {
  const names = request.headers.map(([name]) => name.toLowerCase());
  return new Set(names).size === names.length;
}

describe('a page of any origin, asking for anything', () => {
  it('page-reads-what-is-intended: it reads, and the application sees, what the policy is for', () =>
    holds(
      fc.property(pageVisits, textBrowsers, (visits, browser) => expectAsIntended(visits, engineOf(visits), browser)),
    ));

  it('verdict-is-the-browsers: it reads where every verdict is allowed, credentials given where it sends them', () =>
    holds(
      fc.property(pageVisits, textBrowsers, ({ policy, config, granted, wishes }, browser) => {
        const rules: readonly PolicyConfig[] = [config].flat();
        for (const wish of wishes) {
          // Nobody is told what a form gets.
          if (wish.request.mode === 'no-cors') continue;
          const server = new ModelServer((request) => evaluate(policy, { ...request, granted }));
          const { readable, type } = browse(wish.request, server.answer, { browser });
          const { decisions } = server;
          const verdicts = decisions.map(({ verdict }) => verdict);
          const mayHaveCredentials = decisions.every(({ rule }) => rules[rule ?? -1]?.credentials === true);
          const isGiven = wish.request.credentials !== 'include' || mayHaveCredentials;
          const about = { config, wish, granted, decisions };
          // Its own origin needs no permission, and is denied nothing.
          if (type === 'basic') expectSame(verdicts.includes('denied'), false, about);
          else expectSame(readable, verdicts.every((verdict) => verdict === 'allowed') && isGiven, about);
        }
      }),
    ));

  it('browsers-read-alike: Chromium, Firefox and WebKit read that too, and authorization where * is allowed', () =>
    holds(
      fc.property(pageVisits, fc.constantFrom(chromium, firefox, webkit), (visits, browser) => {
        const config = withAuthorization(visits.config);
        const wishes = visits.wishes.filter(setsEachHeaderOnce);
        expectAsIntended({ ...visits, config, wishes }, engineOf(visits), browser);
      }),
    ));

  it('wrong-answers-are-noticed: an engine that is wrong in any of many ways is not as intended', () => {
    const isNoticed = (wrong: (known: KnownPolicy) => Decide): boolean => {
      const property = fc.property(pageVisits, textBrowsers, (visits, browser) =>
        expectAsIntended(visits, wrong(visits), browser),
      );
      const { errorInstance } = fc.check(property, { numRuns: 5000, seed: 1, endOnFailure: true });
      return errorInstance instanceof Error && errorInstance.name === 'AssertionError';
    };
    const unnoticed = Object.entries(wrongEngines).filter(([, wrong]) => !isNoticed(wrong));
    expect(unnoticed.map(([name]) => name)).toEqual([]);
    // The measure itself: an engine that is right is not noticed.
    expect(isNoticed(engineOf)).toBe(false);
  });
});

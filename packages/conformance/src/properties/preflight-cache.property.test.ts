import {
  type Browser,
  browse,
  chromium,
  emptyCache,
  firefox,
  type Outcome,
  type PreflightCache,
  webkit,
} from '@cors-policy/browser-model';
import { evaluate } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from '../arbitraries/open-page.js';
import type { PageRequest } from '../arbitraries/page-request.js';
import { type IntendedRule, intendedRules } from '../intent/intended-rule.js';
import { carefulBrowser, plainBrowser } from './model-browser.js';
import { ModelServer } from './model-server.js';
import { COSTLY_RUNS, holds } from './runs.js';
import { expectSame } from './same.js';
import { sightOf } from './sight.js';

/** One fetch of a page, with what the browser remembers and without. */
interface Fetched {
  readonly wish: PageRequest;
  readonly now: number;
  readonly outcome: Outcome;
  readonly server: ModelServer;
}

/** Fetches all that a page wants, one after the other; the browser remembers. */
function* fetchAll({ policy, wishes }: OpenPage, browser: Browser): Generator<Fetched> {
  let cache: PreflightCache = emptyCache;
  for (const { wish, now } of wishes) {
    const server = new ModelServer((request) => evaluate(policy, request));
    const outcome = browse(wish.request, server.answer, { browser, cache, now });
    ({ cache } = outcome);
    yield { wish, now, outcome, server };
  }
}

// Not the standard to the letter: there, what stood in for a missing list is kept, and then holds without an upload too.
const everyBrowser = fc.constantFrom(plainBrowser, carefulBrowser, chromium, firefox, webkit);

/** The URL as it goes over the wire. */
function placeOf({ request }: PageRequest): string {
  const url = new URL(request.url);
  url.hash = '';
  return url.href;
}

/** What a preflight said that passed, until when it may be remembered, and for which requests. */
interface Memory {
  readonly url: string;
  readonly withCredentials: boolean;
  readonly rule: IntendedRule;
  readonly until: number;
}

/** Whether a list that was sent as a whole has a name. With credentials `*` is not sent: what was asked for is. */
function lists(names: readonly string[], name: string, { credentials }: IntendedRule): boolean {
  if (names.includes('*') && credentials) return false;
  return names.includes(name) || (names.includes('*') && name !== 'authorization');
}

function covers({ url, withCredentials, rule, until }: Memory, { wish, now }: Fetched): boolean {
  const { request, method, asks } = wish;
  const isSimple = ['GET', 'HEAD', 'POST'].includes(method) && request.uploadListener !== true;
  return (
    placeOf(wish) === url &&
    now < until &&
    (withCredentials || request.credentials !== 'include') &&
    (isSimple || lists(rule.methods, method, rule)) &&
    asks.every((name) => lists(rule.requestHeaders, name, rule))
  );
}

describe('the preflight cache', () => {
  it('cache-lets-nothing-new-through: a page gets what it would get without one, in every browser', () =>
    holds(
      fc.property(openPage, everyBrowser, (page, browser) => {
        for (const { wish, now, outcome, server } of fetchAll(page, browser)) {
          const fresh = new ModelServer((request) => evaluate(page.policy, request));
          const freshOutcome = browse(wish.request, fresh.answer, { browser, now });
          const about = { config: page.config, wishes: page.wishes, browser: browser.name, steps: outcome.steps };
          expectSame(sightOf(outcome, server), sightOf(freshOutcome, fresh), about);
        }
      }),
      COSTLY_RUNS,
    ));

  it('cache-serves-the-whole-list: after one preflight no other is sent for what the lists of the rule hold', async () => {
    let served = 0;
    await holds(
      fc.property(openPage, (page) => {
        const rules = intendedRules(page.config);
        let memories: readonly Memory[] = [];
        for (const fetched of fetchAll(page, plainBrowser)) {
          const { wish, now, outcome, server } = fetched;
          const { credentials } = wish.request;
          const url = placeOf(wish);
          const needsNone = memories.some((memory) => covers(memory, fetched));
          if (needsNone) expectSame(outcome.sent.length, 1, { config: page.config, wishes: page.wishes, memories });
          if (needsNone && outcome.steps.some(({ check }) => check === 'preflight-cache')) served += 1;
          const rule = rules[server.decisions[0]?.rule ?? -1];
          // A fetch that failed makes the browser forget the place.
          if (outcome.type === 'error') memories = memories.filter((memory) => memory.url !== url);
          else if (outcome.sent.length === 2 && rule !== undefined)
            memories = [
              ...memories,
              { url, withCredentials: credentials === 'include', rule, until: now + maxAgeOf(page, server) },
            ];
        }
      }),
      COSTLY_RUNS,
    );
    expect(served).toBeGreaterThan(0);
  });
});

/** As configured; five seconds where nothing is said. */
function maxAgeOf({ config }: OpenPage, { decisions }: ModelServer): number {
  const { maxAge = 86_400 } = [config].flat()[decisions[0]?.rule ?? -1] ?? {};
  return maxAge === false ? 5 : maxAge;
}

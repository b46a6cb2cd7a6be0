import { browse, type WireRequest, type WireResponse } from '@cors-policy/browser-model';
import { evaluate } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { type RedirectChain, redirectChain } from '../arbitraries/redirect-chain.js';
import { type Intent, intentOf, type Wish } from '../intent/intent.js';
import { redirectedWish } from '../intent/redirected-wish.js';
import { plainBrowser } from './model-browser.js';
import { applicationHeaders, ModelServer } from './model-server.js';
import { COSTLY_RUNS, holds } from './runs.js';
import { expectSame } from './same.js';
import { intendedSight, sightOf } from './sight.js';

/** Sends on from each place to the next, and answers at the last. */
function sendOn({ wish, hops }: RedirectChain): (request: WireRequest) => WireResponse {
  const places = [wish.request.url, ...hops.map(({ url }) => url)].map(wireUrl);
  return ({ url }) => {
    const next = hops[places.indexOf(url)];
    if (next === undefined) return { status: 200, headers: applicationHeaders };
    return { status: next.status, headers: [['location', next.url]] };
  };
}

/** A fragment never goes over the wire. */
function wireUrl(text: string): string {
  const url = new URL(text);
  url.hash = '';
  return url.href;
}

/** What is intended at each place, up to the first that the page may not know of, or that keeps a form out. */
function intentsAlong({ config, wish, hops }: RedirectChain): readonly Intent[] {
  const intents: Intent[] = [];
  let current: Wish = wish;
  for (const hop of [...hops, undefined]) {
    const intent = intentOf(config, current);
    intents.push(intent);
    if (!(wish.request.mode === 'no-cors' ? intent.handled : intent.readable)) break;
    if (hop !== undefined) current = redirectedWish(current, hop.url, hop.status);
  }
  return intents;
}

describe('a page that is sent on', () => {
  it('redirects-read-what-is-intended: it reads the last answer where it may know of every one on the way', () =>
    holds(
      fc.property(redirectChain, (chain) => {
        const { policy, config, wish, hops } = chain;
        const server = new ModelServer((request) => evaluate(policy, request), sendOn(chain));
        const outcome = browse(wish.request, server.answer, { browser: plainBrowser });
        const intents = intentsAlong(chain);
        const last = intents[intents.length - 1];
        const handled = intents.filter(({ handled }) => handled).length;
        const isThrough = intents.length > hops.length;
        const expected = isThrough && last !== undefined ? intendedSight(last) : intendedSight(unreadable);
        expectSame(
          { ...sightOf(outcome, server) },
          { ...expected, handled },
          { config, wish, hops, steps: outcome.steps, sent: outcome.sent },
        );
      }),
      COSTLY_RUNS,
    ));
});

const unreadable: Intent = { readable: false, handled: false, sees: () => false };

import fc from 'fast-check';
import type { PageRequest } from './page-request.js';
import { pageRequestPlan } from './page-request.js';
import { type KnownPolicy, knownPolicy } from './policy-pool.js';

/** A place that redirects to the next, with this status. */
export interface Hop {
  /** Origin and path; the query tells the places apart. */
  readonly url: string;
  readonly status: number;
}

/** A page that asks for the first place of a chain, and gets sent on until the last. */
export interface RedirectChain extends KnownPolicy {
  readonly wish: PageRequest;
  /** Where it is sent on, in order; the first place is the URL of the wish. */
  readonly hops: readonly Hop[];
}

/** The server's origin, given the page's and that of the place before. */
const server = fc.constantFrom<(page: string, before: string) => string>(
  (_, before) => before,
  (_, before) => before,
  () => 'https://api.example',
  () => 'https://other.example',
  (page) => (/^https?:.*[a-z0-9\]]$/.test(page) ? page : 'https://other.example'),
);

const step = fc.record({ server, place: fc.nat({ max: 20 }), status: fc.constantFrom(301, 302, 303, 307, 308) });

/** One to three redirects, within the policy's paths. */
export const redirectChain: fc.Arbitrary<RedirectChain> = fc
  .tuple(knownPolicy, pageRequestPlan, fc.array(step, { minLength: 1, maxLength: 3 }))
  .map(([known, plan, steps]) => {
    const { subjects } = known;
    const wish = plan(subjects);
    const { mode, origin, url } = wish.request;
    const hops: Hop[] = [];
    for (const { server, place, status } of steps) {
      const before = new URL(hops[hops.length - 1]?.url ?? url).origin;
      const path = subjects.paths[place % subjects.paths.length] ?? '/';
      // From a form, or away from HTTPS, there is nothing to learn that one request does not tell.
      hops.push({ url: `${mode === 'cors' ? server(origin, before) : before}${path}?hop=${hops.length + 1}`, status });
    }
    return { ...known, wish, hops };
  });

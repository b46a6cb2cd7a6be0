import fc from 'fast-check';
import { type PageRequest, scriptRequestPlan } from './page-request.js';
import { type KnownPolicy, knownPolicy } from './policy-pool.js';

/** A wish of a page that stays open, and when it has it. */
export interface TimedWish {
  readonly wish: PageRequest;
  /** In seconds. */
  readonly now: number;
}

/** A page that stays open for a while, and asks the same places again and again. */
export interface OpenPage extends KnownPolicy {
  readonly wishes: readonly TimedWish[];
}

const pause = fc.constantFrom(0, 0, 0, 1, 4, 5, 100, 700, 90_000);

/** One page and two places, the first more often than the second, so that what is remembered is asked for. */
export const openPage: fc.Arbitrary<OpenPage> = fc
  .tuple(
    knownPolicy,
    fc.tuple(scriptRequestPlan, scriptRequestPlan),
    fc.array(fc.tuple(scriptRequestPlan, fc.nat({ max: 5 }), pause), { minLength: 2, maxLength: 6 }),
  )
  .map(([known, [firstPlan, secondPlan], steps]) => {
    const { origin, url: firstUrl } = firstPlan(known.subjects).request;
    const { url: secondUrl } = secondPlan(known.subjects).request;
    let now = 1000;
    const wishes = steps.map(([plan, die, seconds]): TimedWish => {
      now += seconds;
      const wish = plan(known.subjects);
      const url = die === 0 ? secondUrl : firstUrl;
      return { wish: { ...wish, request: { ...wish.request, origin, url } }, now };
    });
    return { ...known, wishes };
  });

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeaderEntry } from '../decision.js';
import { addToUnconcerned } from './header-argument.js';

/** Names that no decision is about; some that objects treat in their own way. */
const name = fc.constantFrom('content-type', 'Content-Length', 'x-a', '__proto__', 'constructor', '7', '07');
const value = fc.oneof(fc.string(), fc.nat(), fc.array(fc.string(), { maxLength: 2 }), fc.constant(undefined));
const given = fc.uniqueArray(fc.tuple(name, value), { maxLength: 4, selector: ([key]) => key });

/** Of two decisions each header is shared, as it is between requests. */
const added = fc.constantFrom<readonly HeaderEntry[]>(
  Object.freeze([]),
  Object.freeze([Object.freeze(['access-control-allow-origin', 'https://a.example'] as const)]),
  Object.freeze([
    Object.freeze(['access-control-allow-origin', 'https://a.example'] as const),
    Object.freeze(['access-control-allow-credentials', 'true'] as const),
  ]),
);
const vary = fc.constantFrom(undefined, 'origin', 'accept, origin');
const response = fc.record({ given, added, vary });

describe('addToUnconcerned', () => {
  it('adds to each response what it is to get, whatever came before it', () => {
    fc.assert(
      fc.property(fc.array(response, { minLength: 1, maxLength: 8 }), (responses) => {
        for (const one of [...responses, ...responses]) {
          const argument = Object.fromEntries(one.given);
          const all = addToUnconcerned(argument, one.added, one.vary);
          const ours = [...one.added, ...(one.vary === undefined ? [] : [['vary', one.vary] as const])];
          const expected = Object.fromEntries([...one.given, ...ours]);
          expect(all).not.toBe(argument);
          expect(Object.entries(all as object)).toEqual(Object.entries(expected));
          expect(Object.entries(argument)).toEqual(Object.entries(Object.fromEntries(one.given)));
        }
      }),
    );
  });
});

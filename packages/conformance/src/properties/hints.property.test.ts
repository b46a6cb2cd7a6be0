import { definePolicy, isPolicy } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { patternGrant } from '../arbitraries/origin-grant.js';
import { define } from './expect-policy-or-error.js';
import { COSTLY_RUNS, holds } from './runs.js';
import { expectSame } from './same.js';

type Break = (pattern: string) => string;

const atHost = (pattern: string, front: string): string => pattern.replace('://', `://${front}`);

/** What people write around a pattern that is good otherwise. */
const fixable: readonly Break[] = [
  (pattern) => `${pattern}/`,
  (pattern) => `${pattern}/path/to`,
  (pattern) => `${pattern}?query`,
  (pattern) => `${pattern}#fragment`,
  (pattern) => `${pattern}/?a#b`,
  (pattern) => `${pattern}\\`,
  (pattern) => ` ${pattern}`,
  (pattern) => `${pattern}\n`,
  (pattern) => `\t${pattern}/ `,
  (pattern) => atHost(pattern, 'user@'),
  (pattern) => atHost(pattern, 'user:password@'),
  (pattern) => `${pattern},`,
  (pattern) => pattern.replace(/([a-z])(:[\d*]+)?$/i, '$1.$2'),
];

/** The canonical form of a list of patterns. */
function canonical(origins: readonly string[]): unknown {
  const json = definePolicy({ origins }).toJSON();
  return 'origins' in json ? json.origins : undefined;
}

/** What the first hint of a broken list says to write. */
function hintFor(origins: readonly string[]): string | undefined {
  const outcome = define({ origins });
  return isPolicy(outcome) ? undefined : outcome[0]?.hint;
}

const pattern = patternGrant
  .map(({ pattern }) => (typeof pattern === 'string' ? pattern : ''))
  .filter((pattern) => pattern.includes('://') && pattern !== 'file://');

describe('hints', () => {
  it('hint-works: `write X` for a broken origin pattern means the pattern that it was before, and is accepted', () =>
    holds(
      fc.property(pattern, fc.constantFrom(...fixable), (good, spoil) => {
        const bad = spoil(good);
        if (bad === good) return;
        const hint = hintFor([bad]);
        // A hint is one pattern, or, for a list in one string, the list in JSON.
        const [, text = ''] = /^write (.*)$/.exec(hint ?? '') ?? [];
        const meant: readonly string[] = text.startsWith('[') ? JSON.parse(text) : [text];
        expectSame(hint === undefined ? hint : canonical(meant), canonical([good]), { good, bad, hint });
      }),
      COSTLY_RUNS,
    ));

  it('hint-works, lists: a list written in one string is taken apart', () =>
    holds(
      fc.property(
        fc.array(pattern, { minLength: 2, maxLength: 4 }),
        fc.constantFrom(',', ', ', ' , '),
        (list, comma) => {
          const hint = hintFor([list.join(comma)]) ?? '';
          expectSame(canonical(JSON.parse(hint.replace(/^write /, ''))), canonical(list), { list, hint });
        },
      ),
      COSTLY_RUNS,
    ));

  it('hint-works, schemes: a pattern without its scheme gets one', () =>
    holds(
      fc.property(pattern, (good) => {
        const bare = good.replace(/^[^:]*:\/\//, '');
        const hint = hintFor([bare]) ?? '';
        const [, meant = ''] = /^write (.*)$/.exec(hint) ?? [];
        const schemes = ['https', 'http'].map((scheme) => canonical([`${scheme}://${bare}`]));
        expectSame(
          schemes.some((origins) => JSON.stringify(origins) === JSON.stringify(canonical([meant]))),
          true,
          { bare, hint },
        );
      }),
      COSTLY_RUNS,
    ));
});

import { describe, expect, it } from 'vitest';
import { NO_EXACT_ORIGINS } from './exact-origins.js';
import { isExact, type OriginPattern, parseOriginPattern } from './origin-pattern.js';
import { compileOriginSet, includesOrigin } from './origin-set.js';
import { coversPattern, intersectPatterns } from './pattern-relation.js';

function pattern(text: string): OriginPattern {
  const parsed = parseOriginPattern(text);
  if (!('text' in parsed)) throw new Error(`${text} is no pattern`);
  return parsed;
}

/** Every label of up to five letters that are `a` or `b`. */
const labels = [1, 2, 3, 4, 5].flatMap((length) =>
  Array.from({ length: 2 ** length }, (_, bits) =>
    Array.from({ length }, (_, place) => 'ab'[(bits >> place) % 2]).join(''),
  ),
);

/** A small world: what is below two domains, in two schemes and with three ports. */
const domains = ['x.test', 'a.x.test', 'ab.a.x.test', 'y.test'];
const hosts = [...domains, ...domains.flatMap((domain) => labels.map((label) => `${label}.${domain}`))];
const world = hosts.flatMap((host) =>
  ['https', 'http'].flatMap((scheme) => ['', ':1', ':2'].map((port) => `${scheme}://${host}${port}`)),
);

const hostPatterns = [
  'x.test',
  'a.x.test',
  '*.x.test',
  '*.a.x.test',
  'a*.x.test',
  '*b.x.test',
  'a*b.x.test',
  'ab*ab.x.test',
  'b*.a.x.test',
];
const patterns = hostPatterns
  .flatMap((host) => ['', ':1', ':*'].map((port) => `https://${host}${port}`))
  .concat('http://*.x.test:*')
  .map(pattern);

/** The origins of the world that a pattern matches, by the index that answers requests. */
function matched(one: OriginPattern): readonly string[] {
  if (isExact(one)) return world.filter((origin) => origin === one.text);
  const set = compileOriginSet([{ exact: NO_EXACT_ORIGINS, patterns: [one] }]);
  return world.filter((origin) => includesOrigin(set, origin));
}

const members = new Map(patterns.map((one) => [one.text, new Set(matched(one))]));
const membersOf = ({ text }: OriginPattern): ReadonlySet<string> =>
  members.get(text) ?? new Set(matched(pattern(text)));
const pairs = patterns.flatMap((one) => patterns.map((other) => [one, other] as const));

describe('coversPattern', () => {
  it('says yes just where the narrow pattern matches nothing that the wide one does not', () => {
    for (const [wide, narrow] of pairs) {
      const isCovered = [...membersOf(narrow)].every((origin) => membersOf(wide).has(origin));
      expect([wide.text, narrow.text, coversPattern(wide, narrow)]).toEqual([wide.text, narrow.text, isCovered]);
    }
  });

  it.each([
    ['https://*.x.test', 'https://x.test'],
    ['https://x.test', 'https://*.x.test'],
    ['https://*.x.test', 'https://a.xx.test'],
    ['https://pr-*.x.test', 'https://*-pr.x.test'],
    ['https://pr-*.x.test', 'https://pr-1.a.x.test'],
    ['https://pr-*.x.test', 'https://pr-.x.test'],
    ['https://localhost*.localhost', 'https://localhost'],
  ])('tells that %s does not hold %s', (wide, narrow) => {
    expect(coversPattern(pattern(wide), pattern(narrow))).toBe(false);
  });
});

describe('intersectPatterns', () => {
  it('says that there is nothing in common just where there is nothing', () => {
    for (const [one, other] of pairs) {
      const hasCommon = [...membersOf(one)].some((origin) => membersOf(other).has(origin));
      expect([one.text, other.text, intersectPatterns(one, other) !== undefined]).toEqual([
        one.text,
        other.text,
        hasCommon,
      ]);
    }
  });

  it('gives a pattern that matches only what both match', () => {
    for (const [one, other] of pairs) {
      const both = intersectPatterns(one, other);
      if (both === undefined) continue;
      const common = [...membersOf(one)].filter((origin) => membersOf(other).has(origin));
      for (const origin of membersOf(both)) expect(common).toContain(origin);
    }
  });
});

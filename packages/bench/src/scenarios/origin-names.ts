import { randomNumbers } from '../measure/random-numbers.js';

/** Made-up origins as a policy lists them: of several lengths and domains, tenants and strangers, none of them twice. */
const DOMAINS = [
  'example.com',
  'example.org',
  'shop.example',
  'co.example.net',
  'tenants.example.com',
  'apps.example.dev',
];
const SYLLABLES = [
  'ba',
  'ke',
  'lo',
  'mi',
  'nu',
  'ra',
  'se',
  'to',
  'vi',
  'zo',
  'dan',
  'fer',
  'gil',
  'hop',
  'jun',
  'wex',
];

/** The name of a place in the list: its digits, to the base of 16, said in syllables. */
function wordOf(place: number): string {
  let word = '';
  for (let rest = place; rest > 0 || word === ''; rest >>>= 4) word += SYLLABLES[rest & 15] ?? '';
  return word;
}

const domainOf = (place: number): string => `${wordOf(place)}.${DOMAINS[place % DOMAINS.length] ?? ''}`;

/** @param count how many; the list of a smaller count is the beginning of that of a greater one */
export function listedOrigins(count: number): string[] {
  return Array.from({ length: count }, (_, place) => `https://${domainOf(place)}`);
}

/** Every second one differs from a listed one by its last syllable, the others by their domain: neither is ever listed. */
export function strangers(count: number): string[] {
  return Array.from({ length: count }, (_, place) =>
    place % 2 === 0 ? `https://${domainOf(place).replace('.', 'x.')}` : `https://${wordOf(place)}.example.evil`,
  );
}

/** Patterns that are a wildcard each, over a domain of its own. */
export function wildcards(count: number): string[] {
  return Array.from({ length: count }, (_, place) => `https://*.${domainOf(place)}`);
}

/** Some of the items, taken evenly from the whole list. */
export function spread<Item>(items: readonly Item[], count: number): Item[] {
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]).filter(
    (item) => item !== undefined,
  );
}

/** As many items as asked for, each one of these, in no order that a branch predictor could learn. */
export function mixedTo<Item>(count: number, items: readonly Item[]): Item[] {
  const random = randomNumbers();
  return Array.from({ length: count }, () => items[random(items.length)]).filter((item) => item !== undefined);
}

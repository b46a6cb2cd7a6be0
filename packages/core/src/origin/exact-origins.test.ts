import { describe, expect, it } from 'vitest';
import { compileExactOrigins, findExactOrigin, NOT_FOUND } from './exact-origins.js';

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `https://t${index}.example`);

/** The longest way from the slot that an origin hashes to, to the one that it stands in, plus the slots behind it. */
function longestRun(texts: readonly string[]): number {
  let longest = 0;
  for (const sameLength of compileExactOrigins(texts).byLength) {
    let run = 0;
    for (const slot of sameLength?.slots ?? []) {
      run = slot === 0 ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
  }
  return longest;
}

describe('findExactOrigin', () => {
  it.each([1, 2, 10, 1000, 20_000])('finds each of %i origins by its number, and nothing else', (count) => {
    const texts = numbered(count);
    const origins = compileExactOrigins(texts);
    for (const [number, text] of texts.entries()) {
      expect(findExactOrigin(origins, text)).toBe(number);
      expect(findExactOrigin(origins, text.replace('https', 'http'))).toBe(NOT_FOUND);
      expect(findExactOrigin(origins, `${text.slice(0, -1)}f`)).toBe(NOT_FOUND);
    }
  });

  it('tells apart what differs in one character, wherever that stands', () => {
    const one = 'https://aaaaaaaaaa.example';
    const texts = [one];
    for (let place = 0; place < one.length; place++) texts.push(`${one.slice(0, place)}z${one.slice(place + 1)}`);
    const origins = compileExactOrigins(texts);
    expect(texts.map((text) => findExactOrigin(origins, text))).toEqual(texts.map((_, number) => number));
    expect(findExactOrigin(origins, 'https://aazaaaazaa.example')).toBe(NOT_FOUND);
  });

  it('finds nothing among none, and no text longer than an origin', () => {
    expect(findExactOrigin(compileExactOrigins([]), 'https://a.example')).toBe(NOT_FOUND);
    expect(findExactOrigin(compileExactOrigins(['null']), 'a'.repeat(100_000))).toBe(NOT_FOUND);
    expect(findExactOrigin(compileExactOrigins(['null']), '')).toBe(NOT_FOUND);
  });

  it('knows a text that is there twice by its first number', () => {
    const origins = compileExactOrigins([
      'https://a.example',
      'https://b.example',
      'https://a.example',
      'null',
      'null',
    ]);
    expect([...origins.duplicates]).toEqual([4, 2]);
    expect(findExactOrigin(origins, 'https://a.example')).toBe(0);
    expect(findExactOrigin(origins, 'null')).toBe(3);
  });

  it('leaves no long run to origins that were chosen to stand one behind the other, each where it belongs', () => {
    const count = 50_000;
    const mask = 131_071;
    const slotOf = (text: string): number => {
      let hash = 0;
      for (const place of [8, 9, 10, 11]) hash = (Math.imul(hash, 31) + text.charCodeAt(place)) | 0;
      hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
      return (hash ^ (hash >>> 13)) & mask;
    };
    const bySlot = new Map<number, string>();
    for (let number = 0; number < 36 ** 4; number++) {
      const text = `https://${number.toString(36).padStart(4, '0')}.tenant.example`;
      bySlot.set(slotOf(text), text);
    }
    const slots = Array.from(bySlot.keys()).sort((one, other) => one - other);
    const texts = slots.slice(0, count).map((slot) => bySlot.get(slot) ?? '');
    expect(longestRun(texts)).toBeLessThan(200);
    const origins = compileExactOrigins(texts);
    for (let number = 0; number < count; number += 97) {
      expect(findExactOrigin(origins, texts[number] ?? '')).toBe(number);
    }
  });

  it('finds origins that were chosen to hash alike, as tenants could choose them, in few steps', () => {
    const texts = alike(12);
    const origins = compileExactOrigins([...texts, ...texts]);
    expect(texts.map((text) => findExactOrigin(origins, text))).toEqual(texts.map((_, number) => number));
    expect(findExactOrigin(origins, `${texts[7]?.slice(0, -1)}f`)).toBe(NOT_FOUND);
    expect(origins.duplicates.size).toBe(texts.length);
    expect(longestRun(texts)).toBeLessThan(200);
  });

  it.each([
    ['numbers', numbered(50_000)],
    ['numbers in front of the same long name', numbered(50_000).map((text) => `${text}.${'a'.repeat(60)}.example`)],
    ['every pair of letters twice', Array.from({ length: 26 ** 3 }, (_, index) => `https://${letters(index)}.example`)],
    [
      'one letter of many',
      Array.from({ length: 60 }, (_, index) => `https://${'a'.repeat(index)}b${'a'.repeat(60 - index)}`),
    ],
  ])('takes few steps, hit or miss: %s', (_, texts) => {
    // Half of the slots are free, so that a long run would be the hash's fault.
    expect(longestRun(texts)).toBeLessThan(100);
  });
});

function letters(index: number): string {
  const three = [index % 26, Math.floor(index / 26) % 26, Math.floor(index / 676)];
  return three
    .map((code) => String.fromCharCode(97 + code))
    .join('')
    .repeat(2);
}

/** All names of so many pairs of `as` and `c5`: 31 times the first character and the second is the same for both. */
function alike(pairs: number): string[] {
  return Array.from({ length: 2 ** pairs }, (_, index) => {
    const name = Array.from({ length: pairs }, (_bit, bit) => ((index >> bit) & 1 ? 'c5' : 'as'));
    return `https://${name.join('')}.example`;
  });
}

import { describe, expect, it } from 'vitest';
import { addToHash, hashBackwards, hashForwards, PartTable } from './part-table.js';

describe('PartTable', () => {
  it('finds a text as a part of another, wherever that stands', () => {
    const table = new PartTable<number>(hashForwards);
    table.getOrAdd('b.c', () => 1);
    const text = 'a.b.c.d';
    const ask = (start: number, end: number): number | undefined =>
      table.find(hashForwards(text, start, end), text, start, end);
    expect([ask(2, 5), ask(0, 3), ask(2, 4), ask(0, 7)]).toEqual([1, undefined, undefined, undefined]);
  });

  it('finds the ends of a text by one walk from its own end', () => {
    const table = new PartTable<string>(hashBackwards);
    for (const domain of ['example', 'b.example']) table.getOrAdd(domain, () => domain);
    const text = 'a.b.example';
    const found: (string | undefined)[] = [];
    let hash = 0;
    for (let index = text.length - 1; index >= 0; index--) {
      hash = addToHash(hash, text.charCodeAt(index));
      found.push(table.find(hash, text, index, text.length));
    }
    expect(found.filter((one) => one !== undefined)).toEqual(['example', 'b.example']);
  });

  it('makes a value once', () => {
    const table = new PartTable<object>(hashForwards);
    const made = table.getOrAdd('a', () => ({}));
    expect(table.getOrAdd('a', () => ({}))).toBe(made);
    expect(table.size).toBe(1);
  });

  it('holds many, the empty text among them', () => {
    const texts = ['', ...Array.from({ length: 5000 }, (_, index) => `x-${index}`)];
    const table = new PartTable<number>(hashForwards);
    for (const [number, text] of texts.entries()) table.getOrAdd(text, () => number);
    expect(texts.map((text) => table.find(hashForwards(text), text, 0, text.length))).toEqual(texts.map((_, n) => n));
    expect(table.find(hashForwards('x-5000'), 'x-5000', 0, 6)).toBeUndefined();
  });

  it('finds each of many texts that all have one hash, and gives that hash up', () => {
    let hashed = 0;
    const table = new PartTable<number>(() => {
      hashed += 1;
      return 7;
    });
    const texts = Array.from({ length: 20_000 }, (_, index) => `x-${index}`);
    for (const [number, text] of texts.entries()) table.getOrAdd(text, () => number);
    expect(texts.map((text) => table.find(7, `a${text}b`, 1, text.length + 1))).toEqual(texts.map((_, n) => n));
    expect(table.find(7, 'x-20000', 0, 7)).toBeUndefined();
    // Once a run of slots was too long, none is hashed again to be placed.
    expect(hashed).toBeLessThan(2 * texts.length);
  });

  it('gives the hash up of texts that were chosen to stand one behind the other', () => {
    const count = 1000;
    const mixed = (hash: number): number => {
      const product = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
      return (product ^ (product >>> 13)) & 2047;
    };
    const bySlot = new Map<number, number>();
    for (let hash = 0; bySlot.size < 2048; hash++) if (!bySlot.has(mixed(hash))) bySlot.set(mixed(hash), hash);
    let hashed = 0;
    const table = new PartTable<number>((text) => {
      hashed += 1;
      return bySlot.get(Number(text)) ?? 0;
    });
    for (let number = 0; number < count; number++) table.getOrAdd(String(number), () => number);
    expect(hashed).toBeLessThan(2 * count);
    expect(table.find(0, '999', 0, 3)).toBe(999);
    expect(table.find(0, '1000', 0, 4)).toBeUndefined();
  });

  it('compares what it finds: texts of one hash are not the same', () => {
    const table = new PartTable<true>(() => 7);
    table.getOrAdd('abc', () => true);
    expect([table.find(7, 'abc', 0, 3), table.find(7, 'abd', 0, 3), table.find(7, 'xabc', 1, 4)]).toEqual([
      true,
      undefined,
      true,
    ]);
  });
});

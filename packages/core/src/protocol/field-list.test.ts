import { describe, expect, it } from 'vitest';
import { everyListMember } from './field-list.js';
import { hashForwards } from './part-table.js';

const members = (value: string): string[] | undefined => {
  const seen: string[] = [];
  const isList = everyListMember(value, seen, (_, list, start, end) => seen.push(list.slice(start, end)) > 0);
  return isList ? seen : undefined;
};

describe('everyListMember', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a,b', ['a', 'b']],
    ['A , b\t,\tC', ['A', 'b', 'C']],
    [',a,,b,', ['a', 'b']],
    [' \t', []],
    ["x-a!#$%&'*+.^_`|~9", ["x-a!#$%&'*+.^_`|~9"]],
  ])('reads %j', (value, expected) => {
    expect(members(value)).toEqual(expected);
  });

  it.each([
    ['a b', 'a b'],
    ['a;b', 'a;b'],
    ['a,b c,d', 'a,b c,d'],
    ['"a"', '"a"'],
    ['a\u00e9', 'a\u00e9'],
    ['a\n', 'a\n'],
    ['a\u0100', 'a\u0100'],
    ['\u00a0a', '\u00a0a'],
  ])('refuses %j', (value) => {
    expect(members(value)).toBeUndefined();
  });

  it('gives the hash of the lower-case member, whatever stands around it', () => {
    const hashes = new Set<number>();
    for (const list of ['x-aB', ' X-Ab ,', ',\tx-ab']) {
      everyListMember(list, hashes, (seen, _, start, end, hash) => seen.add(hash).size > 0 && end - start === 4);
    }
    expect([...hashes]).toEqual([hashForwards('x-ab')]);
  });

  it('stops at the first member that is refused', () => {
    const seen: string[] = [];
    const visit = (_: unknown, list: string, start: number, end: number): boolean =>
      seen.push(list.slice(start, end)) < 2;
    expect(everyListMember('a,b,c', undefined, visit)).toBe(false);
    expect(seen).toEqual(['a', 'b']);
  });
});

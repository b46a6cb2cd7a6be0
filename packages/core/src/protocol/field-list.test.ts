import { describe, expect, it } from 'vitest';
import { everyListMember } from './field-list.js';

const members = (value: string): string[] | undefined => {
  const seen: string[] = [];
  return everyListMember(value, (member) => seen.push(member) > 0) ? seen : undefined;
};

describe('everyListMember', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a,b', ['a', 'b']],
    ['A , b\t,\tC', ['a', 'b', 'c']],
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

  it('stops at the first member that is refused', () => {
    const seen: string[] = [];
    expect(everyListMember('a,b,c', (member) => seen.push(member) < 2)).toBe(false);
    expect(seen).toEqual(['a', 'b']);
  });
});

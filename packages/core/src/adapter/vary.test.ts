import { describe, expect, it } from 'vitest';
import { joinVary, mergeVary, unionVary, varyMembers } from './vary.js';

describe('mergeVary', () => {
  it.each([
    ['nothing set', undefined, ['Origin'], 'Origin'],
    ['nothing set, several names', undefined, ['Origin', 'Sec-Fetch-Site'], 'Origin, Sec-Fetch-Site'],
    ['one line', 'Accept-Encoding', ['Origin'], 'Accept-Encoding, Origin'],
    [
      'a spelling of its own and odd spacing',
      'accept-encoding ,  COOKIE',
      ['Origin'],
      'accept-encoding, COOKIE, Origin',
    ],
    ['several lines', ['Accept', 'Accept-Encoding'], ['Origin'], 'Accept, Accept-Encoding, Origin'],
    ['several lines that repeat', ['Accept', 'accept, Cookie'], ['Origin'], 'Accept, Cookie, Origin'],
    ['a part of the names', 'Origin', ['origin', 'Cookie'], 'Origin, Cookie'],
    ['an empty value', '', ['Origin'], 'Origin'],
    ['empty members', ' , ,', ['Origin'], 'Origin'],
    ['a number', 42, ['Origin'], '42, Origin'],
    ['a wildcard among others', 'Accept, *', ['Origin'], '*'],
    ['a wildcard on one of several lines', ['Accept', '*'], ['Origin'], '*'],
    ['a wildcard among the names', 'Accept', ['Origin', '*'], '*'],
    ['names that repeat', undefined, ['Origin', 'origin'], 'Origin'],
  ] as const)('merges into %s', (_, existing, names, merged) => {
    expect(mergeVary(existing, names)).toBe(merged);
  });

  it.each([
    ['no names', 'Accept', []],
    ['no names and nothing set', undefined, []],
    ['all names there', 'accept, ORIGIN', ['Origin']],
    ['all names there, on several lines', ['Accept', 'Origin'], ['origin', 'accept']],
    ['a wildcard', '*', ['Origin']],
    ['a repeated name, but nothing to add', 'Origin, origin', ['Origin']],
  ] as const)('leaves the value untouched where there is nothing to add: %s', (_, existing, names) => {
    expect(mergeVary(existing, names)).toBeUndefined();
  });

  it('takes names that are properties of every object for names', () => {
    expect(mergeVary('constructor', ['__proto__'])).toBe('constructor, __proto__');
  });
});

describe('unionVary', () => {
  it('gives the same list back where there is nothing to add', () => {
    const present = Object.freeze(['Origin']);
    expect(unionVary(present, ['ORIGIN'])).toBe(present);
    expect(unionVary(present, [])).toBe(present);
  });
});

describe('varyMembers', () => {
  it('splits lines and drops empty members', () => {
    expect(varyMembers(['a, b', '', ' c'])).toEqual(['a', 'b', 'c']);
    expect(varyMembers(undefined)).toEqual([]);
  });
});

describe('joinVary', () => {
  it('gives the names as one value, again and again', () => {
    const names = Object.freeze(['Origin', 'Sec-Fetch-Site']);
    expect([joinVary(names), joinVary([]), joinVary(['Origin']), joinVary(names)]).toEqual([
      'Origin, Sec-Fetch-Site',
      '',
      'Origin',
      'Origin, Sec-Fetch-Site',
    ]);
  });

  it('reads a list that may change anew', () => {
    const names = ['Origin', 'Cookie'];
    expect(joinVary(names)).toBe('Origin, Cookie');
    names.push('Accept');
    expect(joinVary(names)).toBe('Origin, Cookie, Accept');
  });
});

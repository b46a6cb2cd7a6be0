import { describe, expect, it } from 'vitest';
import { addToUnconcerned, parseHeaderArgument } from './header-argument.js';

describe('parseHeaderArgument', () => {
  it.each([
    [{ 'X-A': '1', 'set-cookie': ['a=1', 'b=2'], 'Content-Length': 3 }],
    [{ 'X-A': '1', 'x-a': '2' }],
    [JSON.parse('{ "__proto__": "x", "constructor": "y" }')],
    [['X-A', '1', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']],
    [['X-A', ['1', '2'], 'X-B', 3]],
    [
      [
        ['X-A', '1'],
        ['Set-Cookie', ['a=1', 'b=2']],
        ['Set-Cookie', 'c=3'],
      ],
    ],
    [[]],
    [{}],
  ])('keeps the form and all that is in it: %j', (argument) => {
    const copy = parseHeaderArgument(argument)?.amend([], []);
    expect(copy).toEqual(argument);
    expect(copy).not.toBe(argument);
    expect(Object.getOwnPropertyNames(copy)).toEqual(Object.getOwnPropertyNames(argument));
  });

  it.each([
    [
      { 'X-A': '1', ' Vary ': 'B' },
      { 'X-A': '1', vary: 'C' },
    ],
    [
      ['X-A', '1', ' Vary ', 'B'],
      ['X-A', '1', 'vary', 'C'],
    ],
    [
      [
        ['X-A', '1'],
        [' Vary ', 'B'],
      ],
      [
        ['X-A', '1'],
        ['vary', 'C'],
      ],
    ],
  ])('finds, drops and adds headers in %j', (argument, amended) => {
    const parsed = parseHeaderArgument(argument);
    // Of names that no decision is about it is only told that they are none.
    expect(parsed?.names).toEqual(['', 'vary']);
    expect(parsed?.value(1)).toBe('B');
    expect(parsed?.amend([1], [['vary', 'C']])).toEqual(amended);
  });

  it.each([[undefined], [null], ['X-A: 1'], [3], [['X-A']], [['X-A', '1', 'X-B']], [[['X-A', '1'], 'X-B']]])(
    'leaves %j to Node',
    (argument) => {
      expect(parseHeaderArgument(argument)).toBeUndefined();
    },
  );

  it.each([
    'Vary',
    'VARY ',
    '\tvary',
    'Access-Control-Allow-Origin',
    ' access-control-x',
    'Timing-Allow-Origin',
    'Cors-Policy',
  ])('knows the name %j', (name) => {
    expect(parseHeaderArgument({ [name]: 'x' })?.names).toEqual([name.trim().toLowerCase()]);
    expect(addToUnconcerned({ [name]: 'x' }, [], 'Origin')).toBeUndefined();
  });
});

describe('addToUnconcerned', () => {
  it('adds to a copy of an object with other names', () => {
    const given = { 'content-type': 'text/plain', 'Cache-Control': 'no-store', Connection: 'close', Via: '1.1 x' };
    expect(addToUnconcerned(given, [['access-control-allow-origin', '*']], 'Origin')).toEqual({
      ...given,
      'access-control-allow-origin': '*',
      vary: 'Origin',
    });
    expect(Object.keys(given)).toHaveLength(4);
  });

  it.each([[undefined], [null], [['a', 'b']], ['text']])('leaves %j alone', (given) => {
    expect(addToUnconcerned(given, [], 'Origin')).toBeUndefined();
  });
});

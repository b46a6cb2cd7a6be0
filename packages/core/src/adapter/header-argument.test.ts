import { describe, expect, it } from 'vitest';
import { parseHeaderArgument } from './header-argument.js';

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
    expect(parsed?.names).toEqual(['x-a', 'vary']);
    expect(parsed?.value(1)).toBe('B');
    expect(parsed?.amend([1], [['vary', 'C']])).toEqual(amended);
  });

  it.each([[undefined], [null], ['X-A: 1'], [3], [['X-A']], [['X-A', '1', 'X-B']], [[['X-A', '1'], 'X-B']]])(
    'leaves %j to Node',
    (argument) => {
      expect(parseHeaderArgument(argument)).toBeUndefined();
    },
  );
});

import { describe, expect, it } from 'vitest';
import { parseHeaderArgument } from './header-argument.js';

/** There and back again, without a change. */
function roundTrip(argument: unknown): unknown {
  const parsed = parseHeaderArgument(argument);
  return parsed?.rebuild(parsed.headers);
}

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
    expect(roundTrip(argument)).toEqual(argument);
    expect(Object.getOwnPropertyNames(roundTrip(argument))).toEqual(Object.getOwnPropertyNames(argument));
  });

  it.each([[undefined], [null], ['X-A: 1'], [3], [['X-A']], [['X-A', '1', 'X-B']], [[['X-A', '1'], 'X-B']]])(
    'leaves %j to Node',
    (argument) => {
      expect(parseHeaderArgument(argument)).toBeUndefined();
    },
  );
});

import { Buffer } from 'node:buffer';

/**
 * Gives the same texts again and again, each time as strings that nothing has looked at.
 *
 * A server gets every header value as new bytes, copied into a flat one-byte string whose hash nobody has computed yet.
 * A constant of the program is an internalized string instead: with one, a `Map` answers by comparing pointers and looks
 * several times too cheap. What a buffer makes of its bytes is what Node's HTTP parser makes.
 */
export interface FreshStrings {
  take(): string[];
}

export function freshStrings(values: readonly string[]): FreshStrings {
  const bytes = Buffer.from(values.join(''), 'latin1');
  const ends: number[] = [];
  let end = 0;
  for (const value of values) {
    end += value.length;
    ends.push(end);
  }
  return {
    take: () => {
      let start = 0;
      return ends.map((end) => {
        const value = bytes.toString('latin1', start, end);
        start = end;
        return value;
      });
    },
  };
}

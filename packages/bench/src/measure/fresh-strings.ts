import { Buffer } from 'node:buffer';
import { keep } from './sink.js';

/**
 * Gives the same texts again and again, each time as strings whose hash nobody has computed.
 *
 * A server gets every header value as new bytes, copied into a flat one-byte string. A constant of the program is an
 * internalized string instead: with one, a `Map` answers by comparing pointers and looks several times too cheap. What a
 * buffer makes of its bytes is what Node's HTTP parser makes.
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
      const fresh = ends.map((end) => {
        const value = bytes.toString('latin1', start, end);
        start = end;
        return value;
      });
      touch(fresh);
      return fresh;
    },
  };
}

/**
 * Where a parser has just written, the processor need not wait for the memory. Of many long strings together that holds
 * for the latest only, so the beginning of each is read once more, which computes no hash.
 */
function touch(strings: readonly string[]): void {
  let sum = 0;
  for (const value of strings) sum += value.charCodeAt(0);
  keep(sum, 0);
}

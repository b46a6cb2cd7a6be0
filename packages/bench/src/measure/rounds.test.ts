import { describe, expect, it } from 'vitest';
import { interleave } from './rounds.js';

describe('interleave', () => {
  it('measures everything once in each round, and leaves out what was only to warm up', async () => {
    const calls: string[] = [];
    let count = 0;
    const metered = ['a', 'b', 'c'].map((name) => ({
      name,
      sample: () => {
        calls.push(name);
        count += 1;
        return count;
      },
    }));
    const samples = await interleave(metered, { rounds: 5, warmUp: 2 });
    expect([...samples.values()].map(({ length }) => length)).toEqual([5, 5, 5]);
    const rounds = Array.from({ length: 7 }, (_, round) => calls.slice(round * 3, round * 3 + 3));
    for (const round of rounds) expect(round.toSorted()).toEqual(['a', 'b', 'c']);
    expect([...samples.values()].flat().every((value) => value > 6)).toBe(true);
  });

  it('takes them in changing order', async () => {
    const order: string[] = [];
    const metered = ['a', 'b'].map((name) => ({ name, sample: () => order.push(name) }));
    await interleave(metered, { rounds: 40, warmUp: 0 });
    const firsts = order.filter((_, place) => place % 2 === 0);
    expect(new Set(firsts)).toEqual(new Set(['a', 'b']));
  });

  it('refuses two of the same name, whose samples would be one', async () => {
    const twice = ['a', 'a'].map((name) => ({ name, sample: () => 1 }));
    await expect(interleave(twice, { rounds: 1, warmUp: 0 })).rejects.toThrow('same name');
  });
});

import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type * as core from '../src/index.js';

const built = new URL('../dist/', import.meta.url);
// The two built copies, as an application loads them when one of its dependencies is ESM and another is CJS.
const esm = (await import(new URL('index.js', built).href)) as typeof core;
const cjs = createRequire(import.meta.url)('../dist/index.cjs') as typeof core;
const pairs = [
  ['ESM', 'CJS', esm, cjs],
  ['CJS', 'ESM', cjs, esm],
] as const;

describe('two copies of core in one process', () => {
  it('are two', () => {
    expect(esm.evaluate).not.toBe(cjs.evaluate);
  });

  it.each(pairs)('a policy of the %s copy is known by the %s copy', (_, __, one, other) => {
    const policy = one.definePolicy({ origins: ['https://a.example'] });
    expect(other.isPolicy(policy)).toBe(true);
    const request = { method: 'GET', headers: { origin: 'https://a.example' } };
    expect(other.evaluate(policy, request)).toEqual(one.evaluate(policy, request));
  });

  it.each(pairs)('an error of the %s copy is known by its code in the %s copy', (_, __, one, other) => {
    try {
      one.definePolicy({ origins: [] });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'ERR_CORS_POLICY', name: 'PolicyError' });
      expect(error).not.toBeInstanceOf(other.PolicyError);
    }
  });
});

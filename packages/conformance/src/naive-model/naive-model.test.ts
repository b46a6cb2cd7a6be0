import { describe, expect, it } from 'vitest';
import { loadVectors } from '../vectors.js';
import { naiveEvaluate } from './index.js';

const vectors = loadVectors();
const themes = [...new Set(vectors.map(({ theme }) => theme))];

describe.each(themes)('the naive model decides as the vectors say: %s', (theme) => {
  it.each(vectors.filter((vector) => vector.theme === theme))('$id', ({ config, request, decision }) => {
    expect(naiveEvaluate(config, request)).toStrictEqual(decision);
  });
});

describe('the naive model', () => {
  it('takes no Host with two ports for that of an origin', () => {
    const ask = (host: string): string =>
      naiveEvaluate({ origins: 'none' }, { method: 'GET', headers: { origin: 'https://app.example:8443', host } })
        .reason;
    expect(ask('app.example:8443')).toBe('same-origin');
    expect(ask('app.example:8443:443')).toBe('origin-not-allowed');
  });
});

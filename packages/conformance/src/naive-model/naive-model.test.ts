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

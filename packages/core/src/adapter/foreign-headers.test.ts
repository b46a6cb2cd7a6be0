import { describe, expect, it } from 'vitest';
import { isForeignHeader } from './foreign-headers.js';

describe('isForeignHeader', () => {
  it.each([
    'access-control-allow-origin',
    'Access-Control-Allow-Origin',
    'ACCESS-CONTROL-MAX-AGE',
    'access-control-allow-private-network',
    'access-control-something-new',
    ' access-control-allow-origin ',
    '\taccess-control-allow-origin',
  ])('knows %j', (name) => {
    expect(isForeignHeader(name)).toBe(true);
  });

  it.each([
    'access-control',
    'x-access-control-allow-origin',
    'timing-allow-origin',
    'vary',
    'accesscontrol-allow-origin',
    '',
  ])('leaves %j alone', (name) => {
    expect(isForeignHeader(name)).toBe(false);
  });

  it('takes nothing but a string for a name', () => {
    for (const name of [undefined, null, 1, ['access-control-allow-origin'], Symbol('access-control-allow-origin')]) {
      expect(isForeignHeader(name)).toBe(false);
    }
  });
});

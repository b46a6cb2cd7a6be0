import { definePolicy, evaluate, type PolicyConfig, type RequestDescriptor } from '@cors-policy/core';
import { describe, expect, it } from 'vitest';
import { growthExponent, leastExponent } from './growth-meter.js';
import {
  fetchSiteRequest,
  headersRequest,
  hostileHeaderLists,
  hostileOrigins,
  hostilePaths,
  hostRequest,
  methodRequest,
  originRequest,
  pathRequest,
  threeAlike,
} from './hostile-input.js';
import { RUNS } from './runs.js';

const LIMIT = 1.3;

/** Far past every budget, and within the one for paths and nearly that for header lists. */
const BEYOND = [1024, 4096, 16_384, 65_536];
const WITHIN_ORIGIN = [40, 80, 160, 320];
const WITHIN_LIST = [256, 1024, 4096];
const WITHIN_PATH = [1024, 4096, 16_384];

const labelWildcards = Array.from({ length: 40 }, (_, index) => `https://${'p'.repeat(index)}r-*.preview.example.com`);

/** Every kind of pattern, and a thousand paths, some of them a thousand segments deep. */
const policy = definePolicy([
  {
    origins: [
      'https://example.com',
      'https://*.example.com',
      'http://localhost:*',
      ...labelWildcards,
      /https:\/\/[a-z]+\.org/,
    ],
    allowedHeaders: ['x-a', 'a'],
    csrf: { trustedOrigins: ['https://example.com'] },
    disallowed: 'reject',
    paths: [
      ...Array.from({ length: 1000 }, (_, index) => `/scope-${index}/*`),
      ...Array.from({ length: 10 }, (_, index) => `${'/deep'.repeat(index * 100)}/*`),
      `${'/a'.repeat(1000)}/*`,
      '/deep',
    ],
  },
]);
const anyHeader = definePolicy({
  origins: '*',
  allowedHeaders: '*',
  methods: '*',
  credentials: true,
  dangerously: { anyOriginWithCredentials: true },
});

function expectModest(
  makeRequest: (value: string) => RequestDescriptor,
  grow: (size: number) => string,
  within: readonly number[],
  asked = policy,
): void {
  for (const sizes of [within, BEYOND]) {
    // Several in turn, so that nothing is gained by what is remembered.
    const prepare = (size: number) => {
      const requests = threeAlike(grow(size)).map(makeRequest);
      return () => requests.map((request) => evaluate(asked, request));
    };
    expect(leastExponent(prepare, LIMIT, { sizes })).toBeLessThan(LIMIT);
  }
}

describe('the meter', () => {
  // The classic: each space is tried as the start of a separator, and looks at all spaces behind it.
  const split = (size: number) => {
    const text = ' '.repeat(size);
    return () => text.split(/\s*,\s*/);
  };
  const count = (size: number) => {
    const text = ' '.repeat(size);
    return () => {
      let sum = 0;
      for (let index = 0; index < text.length; index++) sum += text.charCodeAt(index);
      return sum;
    };
  };

  it('cost-growth, meter: fails on what is quadratic', () => {
    expect(growthExponent(split, { sizes: WITHIN_LIST })).toBeGreaterThan(1.6);
  });

  it('cost-growth, meter: passes what is linear, or does not grow', () => {
    const linear = leastExponent(count, LIMIT, { sizes: BEYOND });
    expect(linear).toBeGreaterThan(0.7);
    expect(linear).toBeLessThan(LIMIT);
    expect(leastExponent(() => count(100), 0.3, { sizes: BEYOND })).toBeLessThan(0.3);
  });
});

describe('evaluate', () => {
  for (const [name, grow] of Object.entries(hostileOrigins)) {
    it(`cost-growth, Origin: ${name}`, () => expectModest(originRequest, grow, WITHIN_ORIGIN));
  }
  for (const [name, grow] of Object.entries(hostileHeaderLists)) {
    it(`cost-growth, Access-Control-Request-Headers: ${name}`, () => {
      expectModest(headersRequest, grow, WITHIN_LIST);
      expectModest(headersRequest, grow, WITHIN_LIST, anyHeader);
    });
  }
  for (const [name, grow] of Object.entries(hostilePaths)) {
    it(`cost-growth, path: ${name}`, () => expectModest(pathRequest, grow, WITHIN_PATH));
  }
  it('cost-growth, Access-Control-Request-Method: a long one', () =>
    expectModest(methodRequest, (size) => 'A'.repeat(size), [16, 32, 64]));
  it('cost-growth, Host: a long one', () => expectModest(hostRequest, (size) => 'a'.repeat(size), WITHIN_ORIGIN));
  it('cost-growth, Sec-Fetch-Site: a long one', () =>
    expectModest(fetchSiteRequest, (size) => 'a'.repeat(size), WITHIN_ORIGIN));
});

const manyPatterns: Readonly<Record<string, (index: number) => string>> = {
  'exact origins': (index) => `https://app-${index}.example.com`,
  'subdomain wildcards': (index) => `https://*.app-${index}.example.com`,
  'label wildcards': (index) => `https://pr-${index}-*.example.com`,
  'port wildcards': (index) => `https://app-${index}.example.com:*`,
};

function configOf(size: number, pattern: (index: number) => string): PolicyConfig {
  return { origins: Array.from({ length: size }, (_, index) => pattern(index)) };
}

describe('many patterns', () => {
  // Everyday, what can be had in a few seconds.
  const options = { sizes: RUNS > 1000 ? [1000, 4000, 16_000, 64_000] : [500, 2000, 8000], rounds: 2, floor: 0 };

  for (const [name, pattern] of Object.entries(manyPatterns)) {
    it(`cost-growth, definePolicy: ${name}`, () => {
      const prepare = (size: number) => {
        const config = configOf(size, pattern);
        return () => definePolicy(config);
      };
      expect(leastExponent(prepare, LIMIT, options)).toBeLessThan(LIMIT);
    });

    it(`cost-growth, evaluate: hardly with the number of ${name}`, () => {
      const prepare = (size: number) => {
        const policy = definePolicy(configOf(size, pattern));
        const requests = ['x', 'y', 'z'].map((char) => originRequest(`https://pr-1-${char}.app-7.example.com:8080`));
        return () => requests.map((request) => evaluate(policy, request));
      };
      expect(leastExponent(prepare, 0.5, { sizes: [500, 2000, 8000] })).toBeLessThan(0.5);
    });
  }

  it('cost-growth, definePolicy: paths', () => {
    const prepare = (size: number) => {
      const paths = Array.from({ length: size }, (_, index) => `/${index % 2 === 0 ? 'a' : 'b/c'}/${index}/*`);
      return () => definePolicy({ origins: '*', paths });
    };
    expect(leastExponent(prepare, LIMIT, options)).toBeLessThan(LIMIT);
  });

  it('cost-growth, definePolicy: rules', () => {
    const prepare = (size: number) => {
      const rules = Array.from({ length: size }, (_, index) => ({ origins: '*' as const, paths: `/a-${index}` }));
      return () => definePolicy(rules);
    };
    expect(leastExponent(prepare, LIMIT, { ...options, sizes: [250, 1000, 4000] })).toBeLessThan(LIMIT);
  });
});

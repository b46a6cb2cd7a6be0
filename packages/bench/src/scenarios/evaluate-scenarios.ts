import type { PolicyConfig } from '@cors-policy/core';
import { setting } from '../measure/rounds.js';
import type { DecisionScenario } from './decision-scenario.js';
import type { PlainRequest } from './fresh-requests.js';
import { listedOrigins, mixedTo, spread, strangers, wildcards } from './origin-names.js';

/** How many requests a batch holds: enough for the clock, few enough to be made in no time. */
export const BATCH: number = setting('BENCH_BATCH', 1000);

/**
 * How many different origins the requests of a batch have, taken from the whole list. A few origins make most of a
 * server's traffic; with a thousand of a million, the processor's caches would be measured and not the work.
 */
const ASKED = 32;

/** How many exact origins the policies list. */
export const EXACT_SIZES: readonly number[] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000].filter(
  (size) => size <= setting('BENCH_ORIGINS', 1_000_000),
);

export const WILDCARD_SIZES: readonly number[] = [100, 100_000].filter(
  (size) => size <= setting('BENCH_ORIGINS', 1_000_000),
);

const actual = (origin: string): PlainRequest => ({ kind: 'actual', origin });

/** What every policy here says beside its origins. */
export const REST = {
  methods: ['GET', 'PUT', 'DELETE'],
  allowedHeaders: ['authorization', 'content-type', 'x-requested-with', 'x-trace'],
} as const;

export const policyOf = (origins: readonly string[]): PolicyConfig => ({ ...REST, origins });

function exact(size: number): DecisionScenario[] {
  const origins = listedOrigins(size);
  const policy = policyOf(origins);
  return [
    { name: `allowed, of ${size}`, policy, requests: mixedTo(BATCH, spread(origins, ASKED)).map(actual), verdict: 'allowed' },
    { name: `denied, of ${size}`, policy, requests: mixedTo(BATCH, strangers(ASKED)).map(actual), verdict: 'denied' },
  ];
}

function wildcard(size: number): DecisionScenario[] {
  const patterns = wildcards(size);
  const policy = policyOf(patterns);
  const hits = mixedTo(BATCH, spread(patterns, ASKED).map((pattern, index) => pattern.replace('*', `pr-${index}`))).map(actual);
  const misses = mixedTo(BATCH, strangers(ASKED).map((origin, index) => origin.replace('://', `://pr-${index}.`))).map(actual);
  return [
    { name: `wildcard hit, of ${size}`, policy, requests: hits, verdict: 'allowed' },
    { name: `wildcard miss, of ${size}`, policy, requests: misses, verdict: 'denied' },
  ];
}

const thousand = listedOrigins(1000);

export const noOrigin: DecisionScenario = {
  name: 'no origin',
  policy: policyOf(thousand),
  requests: Array.from({ length: BATCH }, () => ({ kind: 'no-origin' })),
  verdict: 'not-applicable',
};

/** As browsers write the list: lower case, sorted, no space. */
export const preflight: DecisionScenario = {
  name: 'preflight, 3 headers',
  policy: policyOf(thousand),
  requests: mixedTo(BATCH, spread(thousand, ASKED)).map((origin) => ({
    kind: 'preflight',
    origin,
    method: 'PUT',
    headers: 'authorization,content-type,x-trace',
  })),
  verdict: 'allowed',
};

export const exactScenarios: readonly DecisionScenario[] = EXACT_SIZES.flatMap(exact);
export const wildcardScenarios: readonly DecisionScenario[] = WILDCARD_SIZES.flatMap(wildcard);

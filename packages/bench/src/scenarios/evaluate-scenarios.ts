import type { PolicyConfig } from '@cors-policy/core';
import { setting } from '../measure/rounds.js';
import type { DecisionScenario } from './decision-scenario.js';
import type { PlainRequest } from './fresh-requests.js';
import { listedOrigins, mixedTo, spread, strangers, wildcards } from './origin-names.js';

/** How many requests a batch holds: enough for the clock, few enough to be made in no time. */
const BATCH = setting('BENCH_BATCH', 1000);

/**
 * How many different origins the requests of a batch have, taken from the whole list: for every list of ten or more the
 * same traffic, so that nothing grows but the list. A few origins make most of a server's traffic; with a thousand of a
 * million, the processor's caches would be measured and not the work.
 */
const ASKED = 10;

const MOST = setting('BENCH_ORIGINS', 1_000_000);

/** How many exact origins the policies list. */
export const exactSizes: readonly number[] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000].filter(
  (size) => size <= MOST,
);

export const wildcardSizes: readonly number[] = [100, 100_000].filter((size) => size <= MOST);

/** How long a list is where a peer goes through it one by one. */
export const largestList: number = Math.min(100_000, MOST);

/** What every policy here says beside its origins. */
export const REST = {
  methods: ['GET', 'PUT', 'DELETE'],
  allowedHeaders: ['authorization', 'content-type', 'x-requested-with', 'x-trace'],
} as const;

export const policyOf = (origins: readonly string[]): PolicyConfig => ({ ...REST, origins });

/** The same object for the same text, so that it is defined once. */
function remembered(make: (size: number) => PolicyConfig): (size: number) => PolicyConfig {
  const known = new Map<number, PolicyConfig>();
  return (size) => {
    const policy = known.get(size) ?? make(size);
    known.set(size, policy);
    return policy;
  };
}

const exactPolicy = remembered((size) => policyOf(listedOrigins(size)));
const wildcardPolicy = remembered((size) => policyOf(wildcards(size)));

const actual = (origins: readonly string[]): PlainRequest[] =>
  mixedTo(BATCH, origins).map((origin) => ({ kind: 'actual', origin }));

export const allowedOf = (size: number): DecisionScenario => ({
  name: `allowed, of ${size}`,
  policy: exactPolicy(size),
  requests: actual(spread(listedOrigins(size), ASKED)),
  verdict: 'allowed',
});

export const deniedOf = (size: number): DecisionScenario => ({
  name: `denied, of ${size}`,
  policy: exactPolicy(size),
  requests: actual(strangers(ASKED)),
  verdict: 'denied',
});

/**
 * The same requests, each from an origin of its own: what is remembered of the origins that came lately is of no use then.
 */
const noTwoAlike = (scenario: DecisionScenario, origins: readonly string[]): DecisionScenario => ({
  ...scenario,
  name: `${scenario.name}, no two alike`,
  requests: origins.map((origin) => ({ kind: 'actual', origin })),
});

export const wildcardHitOf = (size: number): DecisionScenario => ({
  name: `wildcard hit, of ${size}`,
  policy: wildcardPolicy(size),
  requests: actual(spread(wildcards(size), ASKED).map((pattern, index) => pattern.replace('*', `pr-${index}`))),
  verdict: 'allowed',
});

export const wildcardMissOf = (size: number): DecisionScenario => ({
  name: `wildcard miss, of ${size}`,
  policy: wildcardPolicy(size),
  requests: actual(strangers(ASKED).map((origin, index) => origin.replace('://', `://pr-${index}.`))),
  verdict: 'denied',
});

/** Where a hundred patterns or a thousand origins have to be asked about each request. */
export const unrepeated: { readonly [what in 'denied' | 'wildcardHit' | 'wildcardMiss']: DecisionScenario } = {
  denied: noTwoAlike(deniedOf(1000), strangers(BATCH)),
  wildcardHit: noTwoAlike(
    wildcardHitOf(100),
    mixedTo(BATCH, wildcards(100)).map((pattern, index) => pattern.replace('*', `pr-${index}`)),
  ),
  wildcardMiss: noTwoAlike(
    wildcardMissOf(100),
    strangers(BATCH).map((origin, index) => origin.replace('://', `://pr-${index}.`)),
  ),
};

export const noOrigin: DecisionScenario = {
  name: 'no origin',
  policy: exactPolicy(1000),
  requests: Array.from({ length: BATCH }, () => ({ kind: 'no-origin' })),
  verdict: 'not-applicable',
};

/** Lists as browsers write them: lower case, sorted, no space. */
const preflightWith = (name: string, lists: readonly [string, ...string[]]): DecisionScenario => ({
  name,
  policy: exactPolicy(1000),
  requests: mixedTo(BATCH, spread(listedOrigins(1000), ASKED)).map((origin, place) => ({
    kind: 'preflight',
    origin,
    method: 'PUT',
    headers: lists[place % lists.length] ?? lists[0],
  })),
  verdict: 'allowed',
});

/** One application asks, always for the same headers. */
export const preflight: DecisionScenario = preflightWith('preflight, 3 headers', [
  'authorization,content-type,x-trace',
]);

/** Several applications ask, each for others. */
export const changingPreflight: DecisionScenario = preflightWith('preflight, 3 headers, changing', [
  'authorization,content-type,x-trace',
  'authorization,content-type,x-requested-with',
  'authorization,x-requested-with,x-trace',
  'content-type,x-requested-with,x-trace',
]);

import { definePolicy } from '@cors-policy/core';
import { type DecisionContender, decisionSubject } from '../contenders/decision-contender.js';
import { engine } from '../contenders/engine.js';
import { emptyLoop } from '../contenders/floor.js';
import { allocatedBytes, retainedBytes } from '../measure/allocation.js';
import { freshStrings } from '../measure/fresh-strings.js';
import { measure, ratio, type Samples, type Subject, setting } from '../measure/rounds.js';
import { keep as keepAlive } from '../measure/sink.js';
import { summarize } from '../measure/statistics.js';
import type { Batch } from '../measure/undisturbed.js';
import type { Family } from '../report/family.js';
import { figure, withSpread } from '../report/figure.js';
import type { DecisionScenario } from '../scenarios/decision-scenario.js';
import {
  allowedOf,
  changingPreflight,
  deniedOf,
  exactSizes,
  noOrigin,
  policyOf,
  preflight,
  unrepeated,
  wildcardHitOf,
  wildcardMissOf,
  wildcardSizes,
} from '../scenarios/evaluate-scenarios.js';
import { everyHostileOrigins, requestHeaders } from '../scenarios/hostile-scenarios.js';
import { listedOrigins } from '../scenarios/origin-names.js';

/** One small object for each request: what the meter has to notice. */
const smallObject: DecisionContender = {
  name: 'one small object',
  prepare: () => () => ({ verdict: 'not-applicable' }),
};

/** What allocates, and at most how many bytes. */
interface Limit {
  readonly scenario: DecisionScenario;
  readonly limit: number;
}

/** Whoever allocates for a list of this length does so for a longer one. */
const MOST = 100_000;

const everyLimit = (): Limit[] => [
  { scenario: noOrigin, limit: 0 },
  ...exactSizes
    .filter((size) => size <= MOST)
    .flatMap((size) => [
      { scenario: allowedOf(size), limit: 0 },
      { scenario: deniedOf(size), limit: 0 },
    ]),
  ...wildcardSizes.flatMap((size) => [
    { scenario: wildcardHitOf(size), limit: 200 },
    { scenario: wildcardMissOf(size), limit: 32 },
  ]),
  { scenario: unrepeated.denied, limit: 0 },
  { scenario: unrepeated.wildcardHit, limit: 200 },
  { scenario: unrepeated.wildcardMiss, limit: 32 },
  { scenario: preflight, limit: 0 },
  { scenario: changingPreflight, limit: 0 },
  ...requestHeaders.flat().map((scenario) => ({ scenario, limit: 0 })),
  ...everyHostileOrigins.flatMap(({ normal, hostile }) =>
    [normal, ...hostile].map((scenario) => ({ scenario, limit: 0 })),
  ),
];

/** Ways to keep a list of origins, so that one of them can be asked for. */
const keepers: Readonly<Record<string, (origins: readonly string[]) => unknown>> = {
  definePolicy: (origins) => definePolicy(policyOf(origins)),
  'new Set': (origins) => new Set(origins),
};

const SIZES: readonly number[] = [1000, 100_000];

export const memoryFamily: Family = async () => {
  const rounds = setting('BENCH_ROUNDS', 11);
  const bytes = (scenario: DecisionScenario, contender: DecisionContender): Promise<number> =>
    allocatedBytes(decisionSubject(scenario, contender), rounds, 60);
  const meter = {
    nothing: await bytes(noOrigin, emptyLoop),
    'one small object': await bytes(noOrigin, smallObject),
  };
  if (meter.nothing > 0 || meter['one small object'] < 8) throw new Error('the meter does not tell a small object');
  const allocated = [];
  for (const one of everyLimit()) allocated.push({ ...one, reached: await bytes(one.scenario, engine) });
  const kept = SIZES.map((size) => ({ size, bytes: Object.values(keepers).map((keep) => keptPerOrigin(keep, size)) }));
  const defined = await measure(SIZES.flatMap(defining), { rounds: 9, warmUp: 1 });
  const timesOf = (size: number, keeper: string): Samples => defined.get(nameOf(size, keeper)) ?? [];

  return {
    name: 'memory',
    title: 'Memory',
    notes: [
      'Bytes that a decision allocates: how far the heap grows over a batch of them, the median of the rounds. Bytes that an origin takes: what is alive once the list that was handed in is gone, so the text of the origin is in it.',
    ],
    tables: [
      {
        caption: 'The meter: bytes a request',
        columns: ['work', 'bytes'],
        rows: Object.entries(meter).map(([name, size]) => [name, figure(size)]),
      },
      {
        caption: 'Bytes that a decision allocates',
        columns: ['scenario', 'bytes'],
        rows: allocated.map(({ scenario, reached }) => [scenario.name, figure(reached)]),
      },
      {
        caption: 'Bytes that an origin takes',
        columns: ['origins', ...Object.keys(keepers)],
        rows: kept.map(({ size, bytes }) => [String(size), ...bytes.map(figure)]),
      },
      {
        caption: 'Nanoseconds to define, for each origin',
        columns: ['origins', ...Object.keys(keepers)],
        rows: SIZES.map((size) => [
          String(size),
          ...Object.keys(keepers).map((keeper) => withSpread(summarize(timesOf(size, keeper)))),
        ]),
      },
    ],
    targets: [
      ...allocated.map(({ scenario, limit, reached }) => ({
        what: `${scenario.name}: allocated`,
        limit,
        reached,
        unit: 'bytes',
      })),
      ...kept.map(({ size, bytes: [ours = 0, floor = 0] }) => ({
        what: `memory of an origin, of ${size}, against \`new Set(list)\``,
        limit: 2,
        reached: ours / floor,
        unit: 'times',
      })),
      ...SIZES.map((size) => ({
        what: `time to define ${size} origins, against \`new Set(list)\``,
        limit: 2,
        reached: ratio(timesOf(size, 'definePolicy'), timesOf(size, 'new Set')).median,
        unit: 'times',
      })),
    ],
    plot: {
      title: 'Bytes that a decision allocates',
      unit: 'bytes',
      contenders: ['evaluate'],
      groups: allocated.map(({ scenario, reached }) => ({ name: scenario.name, values: [reached] })),
    },
  };
};

/** How many origins are kept at once, in as many lists as it takes: what else the heap holds changes a little too. */
const KEPT = 100_000;

function keptPerOrigin(hold: (origins: readonly string[]) => unknown, size: number): number {
  const strings = freshStrings(listedOrigins(size));
  const copies = KEPT / size;
  const bytes = Array.from({ length: 3 }, () =>
    retainedBytes(() => Array.from({ length: copies }, () => hold(strings.take()))),
  );
  return summarize(bytes).median / (size * copies);
}

const nameOf = (size: number, keeper: string): string => `${keeper} of ${size}`;

function defining(size: number): Subject[] {
  const strings = freshStrings(listedOrigins(size));
  return Object.entries(keepers).map(([keeper, hold]) => ({
    name: nameOf(size, keeper),
    prepare: (): Batch => {
      const origins = strings.take();
      return { size, run: () => keepAlive(hold(origins), 0) };
    },
  }));
}

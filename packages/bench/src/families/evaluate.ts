import { type DecisionContender, decisionSubject, subjectName } from '../contenders/decision-contender.js';
import { engine } from '../contenders/engine.js';
import { emptyLoop, mapGet } from '../contenders/floor.js';
import { measure, ratio, type Samples, setting } from '../measure/rounds.js';
import { summarize } from '../measure/statistics.js';
import type { Family, Target } from '../report/family.js';
import { withSpread } from '../report/figure.js';
import type { DecisionScenario } from '../scenarios/decision-scenario.js';
import {
  allowedOf,
  changingPreflight,
  deniedOf,
  exactSizes,
  noOrigin,
  preflight,
  unrepeated,
  wildcardHitOf,
  wildcardMissOf,
  wildcardSizes,
} from '../scenarios/evaluate-scenarios.js';

/** A scenario, what the engine is compared with, and at most how many times that it may take. */
interface Comparison {
  readonly scenario: DecisionScenario;
  readonly floor: DecisionContender;
  readonly limit: number;
}

/** From how many exact origins on the engine's own times are compared with each other. */
const FLAT_FROM = 10;

const against =
  (floor: DecisionContender, limit: number) =>
  (scenario: DecisionScenario): Comparison => ({ scenario, floor, limit });

export const evaluateFamily: Family = async () => {
  const exact = exactSizes.map((size) => ({ size, allowed: allowedOf(size), denied: deniedOf(size) }));
  const comparisons = [
    against(emptyLoop, 1.5)(noOrigin),
    ...exact.flatMap(({ allowed, denied }) => [allowed, denied]).map(against(mapGet, 1.3)),
    against(mapGet, 1.3)(unrepeated.denied),
    ...wildcardSizes.flatMap((size) => [wildcardHitOf(size), wildcardMissOf(size)]).map(against(mapGet, 4)),
    ...[unrepeated.wildcardHit, unrepeated.wildcardMiss].map(against(mapGet, 4)),
    ...[preflight, changingPreflight].map(against(mapGet, 3)),
  ];
  const flat = exact.filter(({ size }) => size >= FLAT_FROM);
  const subjects = comparisons.flatMap(({ scenario, floor }) => [
    decisionSubject(scenario, engine),
    decisionSubject(scenario, floor),
  ]);
  const samples = await measure(subjects, { rounds: setting('BENCH_ROUNDS', 61), warmUp: 30 });
  const of = (scenario: DecisionScenario, contender: DecisionContender): Samples =>
    samples.get(subjectName(scenario, contender)) ?? [];
  const medianOf = (scenario: DecisionScenario): number => summarize(of(scenario, engine)).median;
  const ratioOf = ({ scenario, floor }: Comparison) => ratio(of(scenario, engine), of(scenario, floor));
  return {
    name: 'evaluate',
    title: 'evaluate',
    notes: [
      'The floor: `Map.get` looks the origin up once and gives a frozen object, which is less than any policy can do; the empty loop sees that there is no origin and gives a frozen object. Ten origins, taken from the whole list, make the traffic; where no two are alike, a thousand do, each once a round.',
    ],
    tables: [
      {
        caption: 'Nanoseconds a decision',
        columns: ['scenario', 'evaluate', 'floor', 'floor is', 'times the floor'],
        rows: comparisons.map((comparison) => [
          comparison.scenario.name,
          withSpread(summarize(of(comparison.scenario, engine))),
          withSpread(summarize(of(comparison.scenario, comparison.floor))),
          comparison.floor.name,
          withSpread(ratioOf(comparison)),
        ]),
      },
    ],
    targets: [
      ...comparisons.map((comparison) => ({
        what: `${comparison.scenario.name}, against ${comparison.floor.name}`,
        limit: comparison.limit,
        reached: ratioOf(comparison).median,
        unit: 'times',
      })),
      flatness(
        'allowed',
        flat.map(({ allowed }) => medianOf(allowed)),
      ),
      flatness(
        'denied',
        flat.map(({ denied }) => medianOf(denied)),
      ),
    ],
    plot: {
      title: 'evaluate',
      unit: 'ns',
      contenders: [engine.name, 'floor'],
      groups: comparisons.map(({ scenario, floor }) => ({
        name: scenario.name,
        values: [medianOf(scenario), summarize(of(scenario, floor)).median],
      })),
    },
  };
};

/** The slowest over the quickest of the engine's own times, whatever the number of exact origins. */
function flatness(verdict: string, medians: readonly number[]): Target {
  return {
    what: `${verdict}, from ${FLAT_FROM} origins to the most: slowest against quickest`,
    limit: 2,
    reached: Math.max(...medians) / Math.min(...medians),
    unit: 'times',
  };
}

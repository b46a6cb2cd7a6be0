import { decisionSubject, subjectName } from '../contenders/decision-contender.js';
import { engine } from '../contenders/engine.js';
import { everyStrain, type Strain } from '../contenders/strained.js';
import { measure, ratio, type Samples, setting } from '../measure/rounds.js';
import { summarize } from '../measure/statistics.js';
import type { Family, Table, Target } from '../report/family.js';
import { figure, withSpread } from '../report/figure.js';
import type { DecisionScenario } from '../scenarios/decision-scenario.js';
import { freshRequests } from '../scenarios/fresh-requests.js';
import {
  everyHostileOrigins,
  LIMIT,
  fewPreflights as preflight,
  requestHeaders,
  requestHeadersWithAny,
} from '../scenarios/hostile-scenarios.js';

type SamplesOf = (scenario: DecisionScenario) => Samples;

export const hostileFamily: Family = async () => {
  const scenarios = [
    preflight,
    ...requestHeaders.flat(),
    ...requestHeadersWithAny,
    ...everyHostileOrigins.flatMap(({ normal, hostile }) => [normal, ...hostile]),
  ];
  const samples = await measure(
    scenarios.map((scenario) => decisionSubject(scenario, engine)),
    { rounds: setting('BENCH_ROUNDS', 151), warmUp: 100 },
  );
  const strained = everyStrain();
  const everySample = await measure(
    strained.flatMap(({ ours, peer }) => [ours, peer]),
    { rounds: setting('BENCH_ROUNDS', 21), warmUp: 5 },
  );
  const of: SamplesOf = (scenario) => samples.get(subjectName(scenario, engine)) ?? [];
  return {
    name: 'hostile',
    title: 'Hostile requests',
    notes: [
      'Nanoseconds a decision: the median of the rounds, and the quartiles. ACRH is `Access-Control-Request-Headers`.',
    ],
    tables: [
      strainTable(strained, everySample),
      table('ACRH', preflight, requestHeaders.flat(), of),
      table('ACRH, where the policy has `*` and credentials', preflight, requestHeadersWithAny, of),
      ...everyHostileOrigins.map(({ normal, hostile }) => table('Origin', normal, hostile, of)),
    ],
    targets: targets(of),
    plot: {
      title: 'Hostile requests',
      unit: 'ns',
      contenders: ['evaluate'],
      groups: scenarios.map((scenario) => ({ name: scenario.name, values: [summarize(of(scenario)).median] })),
    },
  };
};

function table(what: string, normal: DecisionScenario, hostile: readonly DecisionScenario[], of: SamplesOf): Table {
  return {
    caption: `${what}: nanoseconds a decision`,
    columns: ['request', 'verdict', 'ns', `times: ${normal.name}`],
    rows: [normal, ...hostile].map((scenario) => [
      scenario.name,
      scenario.verdict,
      withSpread(summarize(of(scenario))),
      figure(ratio(of(scenario), of(normal)).median),
    ]),
  };
}

/** What the size of a policy or of a request does to the peers, where everything else is as usual. */
function strainTable(strained: readonly Strain[], samples: ReadonlyMap<string, Samples>): Table {
  const micro = (name: string): string => figure(summarize(samples.get(name) ?? []).median / 1000);
  return {
    caption: 'The whole request beside the peers, in microseconds',
    columns: ['request', 'ours', 'the peer'],
    rows: strained.map(({ name, ours, peer }) => [name, micro(ours.name), micro(peer.name)]),
  };
}

function targets(of: SamplesOf): Target[] {
  const median = (scenario: DecisionScenario): number => summarize(of(scenario)).median;
  const growth = requestHeaders.map((sizes): Target => {
    const medians = sizes.map(median);
    return {
      what: `growth: from ${sizes[0]?.name} to ${sizes.at(-1)?.name}`,
      limit: 1.5,
      reached: Math.max(...medians) / (medians[0] ?? Number.NaN),
      unit: 'times',
    };
  });
  return [
    ...growth,
    ...requestHeaders.flat().map((scenario) => ({
      what: `${scenario.name}, against a legitimate preflight`,
      limit: 2,
      reached: ratio(of(scenario), of(preflight)).median,
      unit: 'times',
    })),
    ...requestHeadersWithAny.map((scenario) => ({
      what: scenario.name,
      limit: 500,
      reached: median(scenario),
      unit: 'ns',
    })),
    { what: "'*' and credentials: the longest list sent back", limit: LIMIT, reached: longestEcho(), unit: 'bytes' },
    ...everyHostileOrigins.flatMap(({ normal, hostile }) =>
      hostile.map((scenario) => ({
        what: `${scenario.name}, against a usual denial`,
        limit: 2.5,
        reached: ratio(of(scenario), of(normal)).median,
        unit: 'times',
      })),
    ),
  ];
}

/** How long the lists are that come back to whoever asks for anything. */
function longestEcho(): number {
  const lengths = requestHeadersWithAny.flatMap((scenario) => {
    const ask = engine.prepare(scenario);
    return freshRequests(scenario.requests)().map((request) => {
      const echoed = ask(request).headers.find(([name]) => name === 'access-control-allow-headers');
      return echoed?.[1].length ?? 0;
    });
  });
  return Math.max(...lengths);
}

import { exchangeSubject, subjectName } from '../contenders/exchange-contender.js';
import type { LineUp } from '../contenders/line-up.js';
import { difference, measure, ratio, type Samples, setting } from '../measure/rounds.js';
import { type Summary, summarize } from '../measure/statistics.js';
import type { FamilyReport, Target } from '../report/family.js';
import { figure, withSpread } from '../report/figure.js';
import { type ExchangeScenario, exchangeScenarios } from '../scenarios/exchange-scenarios.js';

/** What the step of CORS adds to a request: ours, and that of the peers on the same framework. */
export interface AddedCost<Exchange> extends LineUp<Exchange> {
  readonly name: string;
  readonly title: string;
  /** Where there are several: what is measured here. */
  readonly level?: string;
  readonly notes: readonly string[];
  /** At most how much of what the best peer adds, one for each scenario; none where that is not what is asked. */
  readonly limits?: readonly number[];
}

/** Nanoseconds, in microseconds. */
const micro = ({ median, lower, upper, minimum }: Summary): Summary => ({
  median: median / 1000,
  lower: lower / 1000,
  upper: upper / 1000,
  minimum: minimum / 1000,
});

export interface AddedCostResult {
  readonly report: FamilyReport;
  /** What a contender adds in a scenario, in microseconds. */
  readonly addedBy: (scenario: ExchangeScenario, contender: string) => Summary;
  /** How many times the whole request of the one contender takes that of the other. */
  readonly timesOf: (scenario: ExchangeScenario, contender: string, other: string) => Summary;
}

export async function measureAddedCost<Exchange>(plan: AddedCost<Exchange>): Promise<AddedCostResult> {
  const subjects = [];
  for (const scenario of exchangeScenarios) {
    for (const contender of plan.contenders) {
      const subject = await exchangeSubject(plan.harness, scenario, contender);
      if (subject !== undefined) subjects.push(subject);
    }
  }
  const samples = await measure(subjects, { rounds: setting('BENCH_ROUNDS', 61), warmUp: 30 });
  const samplesOf = (scenario: ExchangeScenario, contender: string): Samples =>
    samples.get(subjectName(scenario, contender)) ?? [];
  const addedBy = (scenario: ExchangeScenario, contender: string): Summary => {
    const without = plan.contenders.find(({ name }) => name === contender)?.without ?? '';
    return micro(difference(samplesOf(scenario, contender), samplesOf(scenario, without)));
  };

  const level = plan.level === undefined ? '' : `${plan.level}: `;
  const compared = [plan.ours, ...plan.peers];
  const best = (scenario: ExchangeScenario): number =>
    Math.min(...plan.peers.map((peer) => addedBy(scenario, peer).median));
  const share = (scenario: ExchangeScenario): number => addedBy(scenario, plan.ours).median / best(scenario);
  const report: FamilyReport = {
    name: plan.name,
    title: plan.title,
    notes: plan.notes,
    tables: [
      {
        caption: `${level}What the step of CORS adds to a request, in microseconds`,
        columns: ['scenario', ...compared, plan.peers.length > 1 ? 'of the best peer' : 'of the peer'],
        rows: exchangeScenarios.map((scenario) => [
          scenario.name,
          ...compared.map((contender) => withSpread(addedBy(scenario, contender))),
          figure(share(scenario)),
        ]),
      },
      {
        caption: `${level}The whole request, in microseconds`,
        columns: ['scenario', ...plan.contenders.map(({ name }) => name)],
        rows: exchangeScenarios.map((scenario) => [
          scenario.name,
          ...plan.contenders.map(({ name }) => figure(micro(summarize(samplesOf(scenario, name))).median)),
        ]),
      },
    ],
    targets: (plan.limits ?? []).flatMap((limit, place): Target[] => {
      const scenario = exchangeScenarios[place];
      if (scenario === undefined) return [];
      const what = `${level}${scenario.name}: of what the ${plan.peers.length > 1 ? 'best peer' : 'peer'} adds`;
      return [{ what, limit, reached: share(scenario), unit: 'times' }];
    }),
    plot: {
      title: `${plan.title}: what the step of CORS adds`,
      unit: 'us',
      contenders: compared,
      groups: exchangeScenarios.map((scenario) => ({
        name: scenario.name,
        values: compared.map((contender) => addedBy(scenario, contender).median),
      })),
    },
  };
  const timesOf: AddedCostResult['timesOf'] = (scenario, contender, other) =>
    ratio(samplesOf(scenario, contender), samplesOf(scenario, other));
  return { report, addedBy, timesOf };
}

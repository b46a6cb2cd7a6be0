import { decisionSubject, subjectName } from '../contenders/decision-contender.js';
import { engine } from '../contenders/engine.js';
import { nodeHttpStep } from '../contenders/node-http-steps.js';
import { loopOf } from '../measure/loop.js';
import { measure, type Samples, type Subject, setting } from '../measure/rounds.js';
import { summarize } from '../measure/statistics.js';
import type { Family, Table } from '../report/family.js';
import { figure, withSpread } from '../report/figure.js';
import { type GoScenario, type GoSource, goSources } from '../scenarios/go-scenarios.js';
import { type NodeExchange, nodeExchanges } from '../scenarios/node-exchanges.js';

const wholeName = ({ address }: GoSource, { name }: GoScenario): string => `${address}: ${name}: whole request`;

/** The whole handling of a request, as theirs is, on a `ServerResponse` of Node. */
function wholeRequest(source: GoSource, scenario: GoScenario): Subject {
  const [request] = scenario.requests;
  if (request === undefined) throw new Error(`${scenario.name}: nothing is asked`);
  const take = nodeExchanges(request, scenario.requests.length);
  const step = nodeHttpStep(scenario.policy);
  const loop = loopOf(({ request, response }: NodeExchange) =>
    step(request, response, () => response.end('Hello, World!')),
  );
  return {
    name: wholeName(source, scenario),
    prepare: () => {
      const exchanges = take();
      return { size: exchanges.length, run: () => loop(exchanges) };
    },
  };
}

export const goFamily: Family = async () => {
  const subjects = goSources.flatMap((source) =>
    source.scenarios.flatMap((scenario) => [decisionSubject(scenario, engine), wholeRequest(source, scenario)]),
  );
  const samples = await measure(subjects, { rounds: setting('BENCH_ROUNDS', 41), warmUp: 30 });
  const of = (name: string): Samples => samples.get(name) ?? [];
  return {
    name: 'go',
    title: "Beside Go's libraries",
    notes: [
      'The published scenarios of rs/cors and jub0bs/cors: the same policies and requests. Theirs is another language and another machine, so the figures stand side by side and say nothing as a ratio. Theirs are of the whole handling of a request; so is our last column, on a `ServerResponse` of Node, whose own share is some 0.5 us.',
      ...goSources.map(({ address, measuredOn }) => `Figures of ${address}: ${measuredOn}.`),
    ],
    tables: goSources.map((source) => table(source, of)),
    targets: [],
    plot: {
      title: "The published scenarios of Go's libraries: the whole request",
      unit: 'ns',
      contenders: ['rs/cors, published', 'jub0bs/cors, published', 'node-http, here'],
      groups: goSources.flatMap((source) =>
        source.scenarios.map((scenario) => ({
          name: scenario.name,
          values: [scenario.published.rs, scenario.published.jub0bs, summarize(of(wholeName(source, scenario))).median],
        })),
      ),
    },
  };
};

function table(source: GoSource, of: (name: string) => Samples): Table {
  return {
    caption: `The scenarios of ${source.address}, nanoseconds`,
    columns: ['scenario', 'rs/cors, published', 'jub0bs/cors, published', 'evaluate, here', 'node-http, here'],
    rows: source.scenarios.map((scenario) => [
      scenario.name,
      figure(scenario.published.rs),
      scenario.published.jub0bs === undefined ? '' : figure(scenario.published.jub0bs),
      withSpread(summarize(of(subjectName(scenario, engine)))),
      withSpread(summarize(of(wholeName(source, scenario)))),
    ]),
  };
}

import { faultOf } from '../contenders/answer.js';
import { interleave, type Metered, ratio, type Samples, setting } from '../measure/rounds.js';
import { summarize } from '../measure/statistics.js';
import type { Family, FamilyReport, Table, Target } from '../report/family.js';
import { withSpread } from '../report/figure.js';
import { allowed, denied, type ExchangeScenario, noOrigin, preflightAllowed } from '../scenarios/exchange-scenarios.js';
import { everyServed, type Part, type Served } from '../servers/every-listener.js';
import { type Load, openLoad } from '../servers/load.js';
import { type ServerProcess, startServer } from '../servers/server-process.js';

const PARTS: readonly Part[] = ['bare', 'ours', 'peer'];
const SCENARIOS: readonly ExchangeScenario[] = [noOrigin, allowed, denied, preflightAllowed];
const CONNECTIONS = 16;

const nameOf = ({ framework }: Served, part: Part, scenario: ExchangeScenario): string =>
  `${framework}, ${part}: ${scenario.name}`;

/** A server that runs, and the connections to it. */
interface Running {
  readonly served: Served;
  readonly part: Part;
  readonly server: ServerProcess;
  readonly load: Load;
}

async function start(served: Served, part: Part): Promise<Running> {
  const server = await startServer(served.framework, part);
  return { served, part, server, load: await openLoad(server.port, CONNECTIONS) };
}

/** The microseconds of the server's processor time that one request takes. */
function metered({ served, part, server, load }: Running, scenario: ExchangeScenario, count: number): Metered {
  return {
    name: nameOf(served, part, scenario),
    sample: async () => {
      const before = await server.cpu();
      await load.send(scenario.request, count);
      return ((await server.cpu()) - before) / count;
    },
  };
}

async function check({ served, part, load }: Running, scenario: ExchangeScenario): Promise<void> {
  if (part === 'bare') return;
  await load.send(scenario.request, CONNECTIONS);
  const [head = ''] = load.lastAnswer().split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const fields = lines.map((line): [string, string] => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
  const fault = faultOf(scenario, { status: Number(statusLine.split(' ')[1]), fields });
  if (fault !== undefined) throw new Error(`${nameOf(served, part, scenario)}: ${fault}, by ${head}`);
}

/**
 * What V8 makes of a server differs from one process to the next by more than CORS costs, so the servers are started
 * several times, and each time measured in some rounds.
 */
const STARTS = 5;
const ROUNDS = { rounds: 3, warmUp: 3 };

export const httpFamily: Family = async () => {
  const samples = new Map<string, number[]>();
  for (let start = 0; start < STARTS; start++) {
    for (const [name, more] of await measureServers()) samples.set(name, [...(samples.get(name) ?? []), ...more]);
  }
  return report((served, part, scenario) => samples.get(nameOf(served, part, scenario)) ?? []);
};

/** One start of all servers. */
async function measureServers(): Promise<ReadonlyMap<string, Samples>> {
  const running = await Promise.all(everyServed.flatMap((served) => PARTS.map((part) => start(served, part))));
  try {
    for (const one of running) for (const scenario of SCENARIOS) await check(one, scenario);
    const count = setting('BENCH_BATCH', 800);
    return await interleave(
      running.flatMap((one) => SCENARIOS.map((scenario) => metered(one, scenario, count))),
      ROUNDS,
    );
  } finally {
    for (const { server, load } of running) {
      load.end();
      server.stop();
    }
  }
}

type SamplesOf = (served: Served, part: Part, scenario: ExchangeScenario) => Samples;

function report(of: SamplesOf): FamilyReport {
  const groups = everyServed.flatMap((served) => SCENARIOS.map((scenario) => ({ served, scenario })));
  return {
    name: 'http',
    title: 'HTTP over loopback',
    notes: [
      `Processor time of the server a request, user and system, in a process of its own: the median of the rounds, and the quartiles. ${CONNECTIONS} connections, kept alive, each with one request on its way. The servers are started ${STARTS} times, and measured in ${ROUNDS.rounds} rounds each time.`,
    ],
    tables: everyServed.map((served) => table(served, of)),
    targets: groups.flatMap(({ served, scenario }) => targets(served, scenario, of)),
    plot: {
      title: 'HTTP over loopback: processor time of the server a request',
      unit: 'us',
      contenders: ['no CORS', 'ours', 'the peer'],
      groups: groups.map(({ served, scenario }) => ({
        name: `${served.framework}: ${scenario.name}`,
        values: PARTS.map((part) => summarize(of(served, part, scenario)).median),
      })),
    },
  };
}

function table(served: Served, of: SamplesOf): Table {
  return {
    caption: `${served.framework}: microseconds a request`,
    columns: ['scenario', 'no CORS', served.framework, served.peer, 'ours, of no CORS', "the peer's, of no CORS"],
    rows: SCENARIOS.map((scenario) => [
      scenario.name,
      ...PARTS.map((part) => withSpread(summarize(of(served, part, scenario)))),
      withSpread(ratio(of(served, 'ours', scenario), of(served, 'bare', scenario))),
      withSpread(ratio(of(served, 'peer', scenario), of(served, 'bare', scenario))),
    ]),
  };
}

function targets(served: Served, scenario: ExchangeScenario, of: SamplesOf): Target[] {
  const against = (part: Part): number => ratio(of(served, 'ours', scenario), of(served, part, scenario)).median;
  const what = `${served.framework}, ${scenario.name}`;
  return [
    {
      what: `${what}: against no CORS`,
      limit: scenario === preflightAllowed ? 1.2 : 1.12,
      reached: against('bare'),
      unit: 'times',
    },
    { what: `${what}: against ${served.peer}`, limit: 1, reached: against('peer'), unit: 'times' },
  ];
}

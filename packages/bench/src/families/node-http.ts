import type { ExchangeContender, Harness } from '../contenders/exchange-contender.js';
import { nodeAnswer } from '../contenders/node-answer.js';
import { corsStep, type NodeStep, nodeHttpStep } from '../contenders/node-http-steps.js';
import { loopOf } from '../measure/loop.js';
import { setting } from '../measure/rounds.js';
import type { Family, FamilyReport } from '../report/family.js';
import { allowed, type ExchangeScenario } from '../scenarios/exchange-scenarios.js';
import { type NodeExchange, nodeExchanges } from '../scenarios/node-exchanges.js';
import { measureAddedCost } from './added-cost.js';

const harness: Harness<NodeExchange> = {
  exchanges: ({ request }) => nodeExchanges(request, setting('BENCH_BATCH', 200)),
  loopOf,
  answerOf: ({ response }) => nodeAnswer(response),
};

function handle({ response }: NodeExchange): void {
  response.setHeader('content-type', 'text/plain');
  response.end('hello');
}

/** What a server does with a preflight at the very least. */
function answerBare({ response }: NodeExchange): void {
  response.statusCode = 204;
  response.end();
}

const bare: ExchangeContender<NodeExchange> = {
  name: 'no CORS',
  prepare: ({ request }: ExchangeScenario) => (request.kind === 'preflight' ? answerBare : handle),
};

const withStep = (name: string, create: () => NodeStep): ExchangeContender<NodeExchange> => ({
  name,
  without: bare.name,
  prepare: () => {
    const step = create();
    return (exchange) => step(exchange.request, exchange.response, () => handle(exchange));
  },
});

const nodeHttp = withStep('node-http', nodeHttpStep);
const peer = withStep('cors', corsStep);

/** The headers of an allowed request, set by a handler that knows them: the floor of what can be put on a response. */
const threeHeaders: ExchangeContender<NodeExchange> = {
  name: '3 setHeader',
  without: bare.name,
  prepare: (scenario) => {
    if (scenario !== allowed) return undefined;
    return (exchange) => {
      const { request, response } = exchange;
      response.setHeader('access-control-allow-origin', request.headers.origin ?? '');
      response.setHeader('access-control-allow-credentials', 'true');
      response.setHeader('vary', 'Origin');
      handle(exchange);
    };
  },
};

async function run(): Promise<FamilyReport> {
  const { report, addedBy } = await measureAddedCost({
    name: 'node-http',
    title: 'node-http',
    notes: [
      'A real `IncomingMessage` and a real `ServerResponse`, without a socket behind them. Without CORS the handler sets one header and ends the response; a preflight gets a bare 204.',
    ],
    harness,
    contenders: [bare, nodeHttp, peer, threeHeaders],
    ours: nodeHttp.name,
    peers: [peer.name],
    limits: [1 / 3, 1 / 2, 1 / 3, 1 / 3, 1 / 10, 1 / 8],
  });
  const floor = {
    what: 'allowed: of what three `setHeader` add',
    limit: 1.15,
    reached: addedBy(allowed, nodeHttp.name).median / addedBy(allowed, threeHeaders.name).median,
    unit: 'times',
  };
  return { ...report, targets: [...report.targets, floor] };
}

export const nodeHttpFamily: Family = { name: 'node-http', run };

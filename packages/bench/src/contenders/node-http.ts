import { loopOf } from '../measure/loop.js';
import { setting } from '../measure/rounds.js';
import { allowed } from '../scenarios/exchange-scenarios.js';
import { type NodeExchange, nodeExchanges } from '../scenarios/node-exchanges.js';
import type { ExchangeContender } from './exchange-contender.js';
import { BARE, type LineUp } from './line-up.js';
import { nodeAnswer } from './node-answer.js';
import { corsStep, type NodeStep, nodeHttpStep } from './node-http-steps.js';

function handle({ response }: NodeExchange): void {
  response.setHeader('content-type', 'text/plain');
  response.end('hello');
}

/** What a server does with a preflight at the very least. */
function answerBare({ response }: NodeExchange): void {
  response.statusCode = 204;
  response.end();
}

const withStep = (name: string, create: () => NodeStep): ExchangeContender<NodeExchange> => ({
  name,
  without: BARE,
  prepare: () => {
    const step = create();
    return (exchange) => step(exchange.request, exchange.response, () => handle(exchange));
  },
});

/** The headers of an allowed request, set by a handler that knows them: the floor of what can be put on a response. */
export const threeHeaders: ExchangeContender<NodeExchange> = {
  name: '3 setHeader',
  without: BARE,
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

export const nodeHttpLineUp: LineUp<NodeExchange> = {
  harness: {
    exchanges: ({ request }) => nodeExchanges(request, setting('BENCH_BATCH', 200)),
    loopOf,
    answerOf: ({ response }) => nodeAnswer(response),
  },
  contenders: [
    { name: BARE, prepare: ({ request }) => (request.kind === 'preflight' ? answerBare : handle) },
    withStep('node-http', nodeHttpStep),
    withStep('cors', corsStep),
    threeHeaders,
  ],
  ours: 'node-http',
  peers: ['cors'],
};

import Koa, { type Context, type Middleware } from 'koa';
import { asyncLoopOf } from '../measure/loop.js';
import { setting } from '../measure/rounds.js';
import type { ExchangeScenario } from '../scenarios/exchange-scenarios.js';
import { nodeExchanges } from '../scenarios/node-exchanges.js';
import type { ExchangeContender } from './exchange-contender.js';
import { koaCorsStep, koaStep } from './koa-steps.js';
import { BARE, type LineUp } from './line-up.js';
import { nodeAnswer } from './node-answer.js';

type Handler = (context: Context) => Promise<void>;

const handle: Handler = async ({ res }) => {
  res.statusCode = 200;
  res.setHeader('content-type', 'text/plain');
};

/** What a server does with a preflight at the very least. */
const answerBare: Handler = async ({ res }) => {
  res.statusCode = 204;
};

const handlerFor = ({ request }: ExchangeScenario): Handler => (request.kind === 'preflight' ? answerBare : handle);

/** What Koa does when all middleware has ended. */
function respond({ res }: Context): void {
  if (!res.writableEnded) res.end(res.statusCode === 204 ? undefined : 'hello');
}

const bare: ExchangeContender<Context> = {
  name: BARE,
  prepare: (scenario) => {
    const handler = handlerFor(scenario);
    return async (context) => {
      await handler(context);
      respond(context);
    };
  },
};

const withStep = (name: string, create: () => Middleware): ExchangeContender<Context> => ({
  name,
  without: BARE,
  prepare: (scenario) => {
    const step = create();
    const handler = handlerFor(scenario);
    return async (context) => {
      await step(context, () => handler(context));
      respond(context);
    };
  },
});

const app = new Koa();

export const koaLineUp: LineUp<Context> = {
  harness: {
    exchanges: ({ request }) => {
      const take = nodeExchanges(request, setting('BENCH_BATCH', 200));
      return () => take().map(({ request, response }) => app.createContext(request, response));
    },
    loopOf: asyncLoopOf,
    answerOf: ({ res }) => nodeAnswer(res),
  },
  contenders: [bare, withStep('koa', koaStep), withStep('@koa/cors', koaCorsStep)],
  ours: 'koa',
  peers: ['@koa/cors'],
};

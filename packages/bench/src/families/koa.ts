import Koa, { type Context, type Middleware } from 'koa';
import type { ExchangeContender, Harness } from '../contenders/exchange-contender.js';
import { koaCorsStep, koaStep } from '../contenders/koa-steps.js';
import { nodeAnswer } from '../contenders/node-answer.js';
import { asyncLoopOf } from '../measure/loop.js';
import { setting } from '../measure/rounds.js';
import type { Family } from '../report/family.js';
import type { ExchangeScenario } from '../scenarios/exchange-scenarios.js';
import { nodeExchanges } from '../scenarios/node-exchanges.js';
import { measureAddedCost } from './added-cost.js';

const app = new Koa();

const harness: Harness<Context> = {
  exchanges: ({ request }) => {
    const take = nodeExchanges(request, setting('BENCH_BATCH', 200));
    return () => take().map(({ request, response }) => app.createContext(request, response));
  },
  loopOf: asyncLoopOf,
  answerOf: ({ res }) => nodeAnswer(res),
};

/** What stands behind the step of CORS: the application, or the bare answer to a preflight that has no such step. */
const handlerFor = ({ request }: ExchangeScenario) =>
  request.kind === 'preflight'
    ? async ({ res }: Context): Promise<void> => {
        res.statusCode = 204;
      }
    : async ({ res }: Context): Promise<void> => {
        res.statusCode = 200;
        res.setHeader('content-type', 'text/plain');
      };

/** What Koa does when all middleware has ended. */
function respond({ res }: Context): void {
  if (!res.writableEnded) res.end(res.statusCode === 204 ? undefined : 'hello');
}

const bare: ExchangeContender<Context> = {
  name: 'no CORS',
  prepare: (scenario) => {
    const handle = handlerFor(scenario);
    return async (context) => {
      await handle(context);
      respond(context);
    };
  },
};

const withStep = (name: string, create: () => Middleware): ExchangeContender<Context> => ({
  name,
  without: bare.name,
  prepare: (scenario) => {
    const step = create();
    const handle = handlerFor(scenario);
    return async (context) => {
      await step(context, () => handle(context));
      respond(context);
    };
  },
});

const koa = withStep('koa', koaStep);
const peer = withStep('@koa/cors', koaCorsStep);

export const koaFamily: Family = {
  name: 'koa',
  run: async () => {
    const { report } = await measureAddedCost({
      name: 'koa',
      title: 'koa',
      notes: [
        'A context of Koa over a real `IncomingMessage` and a real `ServerResponse`, without a socket behind them. The handler sets one header; the response is ended when the middleware has. `@koa/cors` hands a preflight of a denied origin on to the application, which here gives a bare 204.',
      ],
      harness,
      contenders: [bare, koa, peer],
      ours: koa.name,
      peers: [peer.name],
      limits: [1 / 10, 1 / 5, 1 / 10, 1 / 4, 1 / 10, 1 / 8],
    });
    return report;
  },
};

import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { ExchangeContender, Harness } from '../contenders/exchange-contender.js';
import { bareFastify, fastifyCorsFastify, ourFastify } from '../contenders/fastify-applications.js';
import { nodeAnswer } from '../contenders/node-answer.js';
import { asyncLoopOf, loopOf } from '../measure/loop.js';
import { setting } from '../measure/rounds.js';
import type { Family, FamilyReport } from '../report/family.js';
import { exchangeScenarios } from '../scenarios/exchange-scenarios.js';
import { injectedRequests } from '../scenarios/injected-requests.js';
import { type NodeExchange, nodeExchanges } from '../scenarios/node-exchanges.js';
import { measureAddedCost } from './added-cost.js';

const hookHarness: Harness<NodeExchange> = {
  exchanges: ({ request }) => nodeExchanges(request, setting('BENCH_BATCH', 200)),
  loopOf,
  answerOf: ({ response }) => nodeAnswer(response),
};

const injectHarness: Harness<InjectOptions> = {
  exchanges: ({ request }) => injectedRequests(request, setting('BENCH_BATCH', 20)),
  loopOf: asyncLoopOf,
  answerOf: (_, result) => {
    // PROOF: the work of the contenders below is nothing but `inject`.
    const { statusCode, headers } = result as LightMyRequestResponse;
    const fields = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    return { status: statusCode, fields };
  },
};

const NAMES = { bare: 'no CORS', ours: 'fastify', peer: '@fastify/cors' } as const;

/** The three applications, each asked in the same way. */
function contenders<Exchange>(
  applications: Readonly<Record<keyof typeof NAMES, FastifyInstance>>,
  ask: (app: FastifyInstance, exchange: Exchange) => unknown,
): ExchangeContender<Exchange>[] {
  const contender = (which: keyof typeof NAMES): ExchangeContender<Exchange> => ({
    name: NAMES[which],
    ...(which !== 'bare' && { without: NAMES.bare }),
    prepare: () => (exchange) => ask(applications[which], exchange),
  });
  return [contender('bare'), contender('ours'), contender('peer')];
}

async function run(): Promise<FamilyReport> {
  const applications = { bare: await bareFastify(), ours: await ourFastify(), peer: await fastifyCorsFastify() };
  const compared = { name: 'fastify', title: 'fastify', ours: NAMES.ours, peers: [NAMES.peer] };
  const { report: hooks } = await measureAddedCost({
    ...compared,
    level: 'hooks',
    notes: [
      'At the level of the hooks: what Fastify does from its own router on, with a real `IncomingMessage` and a real `ServerResponse` without a socket, until the header block is written. Without CORS there is a hook that does nothing, and a route that answers preflights by a bare 204. With `inject` the request and the response are those of light-my-request.',
    ],
    harness: hookHarness,
    contenders: contenders(applications, (app, { request, response }: NodeExchange) => app.routing(request, response)),
    limits: [1 / 5, 1 / 2, 1 / 5, 1 / 2, 1 / 12, 1 / 8],
  });
  const { report: inject, timesOf } = await measureAddedCost({
    ...compared,
    level: 'inject',
    notes: [],
    harness: injectHarness,
    contenders: contenders(applications, (app, options: InjectOptions) => app.inject(options)),
  });
  return {
    ...hooks,
    tables: [...hooks.tables, ...inject.tables],
    targets: [
      ...hooks.targets,
      ...exchangeScenarios.map((scenario) => ({
        what: `inject: ${scenario.name}: the whole request against the peer's`,
        limit: 1,
        reached: timesOf(scenario, NAMES.ours, NAMES.peer).median,
        unit: 'times',
      })),
    ],
  };
}

export const fastifyFamily: Family = { name: 'fastify', run };

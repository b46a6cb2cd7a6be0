import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { asyncLoopOf, loopOf } from '../measure/loop.js';
import { setting } from '../measure/rounds.js';
import { injectedRequests } from '../scenarios/injected-requests.js';
import { type NodeExchange, nodeExchanges } from '../scenarios/node-exchanges.js';
import { bareFastify, fastifyCorsFastify, ourFastify } from './fastify-applications.js';
import { BARE, type LineUp } from './line-up.js';
import { nodeAnswer } from './node-answer.js';

const OURS = 'fastify';
const PEER = '@fastify/cors';

/** The same applications, asked in two ways. */
export interface FastifyLineUps {
  /** From Fastify's own router on: `app.routing` is what its server calls. */
  readonly hooks: LineUp<NodeExchange>;
  readonly inject: LineUp<InjectOptions>;
}

export async function fastifyLineUps(): Promise<FastifyLineUps> {
  const applications: [string, FastifyInstance][] = [
    [BARE, await bareFastify()],
    [OURS, await ourFastify()],
    [PEER, await fastifyCorsFastify()],
  ];
  function lineUp<Exchange>(
    harness: LineUp<Exchange>['harness'],
    ask: (app: FastifyInstance, exchange: Exchange) => unknown,
  ): LineUp<Exchange> {
    const contenders = applications.map(([name, app]) => ({
      name,
      ...(name !== BARE && { without: BARE }),
      prepare: () => (exchange: Exchange) => ask(app, exchange),
    }));
    return { harness, contenders, ours: OURS, peers: [PEER] };
  }
  return {
    hooks: lineUp(
      {
        exchanges: ({ request }) => nodeExchanges(request, setting('BENCH_BATCH', 200)),
        loopOf,
        answerOf: ({ response }) => nodeAnswer(response),
      },
      (app, { request, response }) => app.routing(request, response),
    ),
    inject: lineUp(
      {
        exchanges: ({ request }) => injectedRequests(request, setting('BENCH_BATCH', 20)),
        loopOf: asyncLoopOf,
        answerOf: (_, result) => {
          // PROOF: the work of these contenders is nothing but `inject`.
          const { statusCode, headers } = result as LightMyRequestResponse;
          const fields = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
          return { status: statusCode, fields };
        },
      },
      (app, options) => app.inject(options),
    ),
  };
}

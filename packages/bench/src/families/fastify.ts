import fastifyCors from '@fastify/cors';
import { cors as ours } from '@cors-policy/fastify';
import createFastify, { type FastifyInstance } from 'fastify';
import type { ExchangeContender, Harness } from '../contenders/exchange-contender.js';
import { nodeAnswer } from '../contenders/node-answer.js';
import { loopOf } from '../measure/loop.js';
import { setting } from '../measure/rounds.js';
import type { Family } from '../report/family.js';
import { exchangePolicy } from '../scenarios/exchange-scenarios.js';
import { type NodeExchange, nodeExchanges } from '../scenarios/node-exchanges.js';
import { measureAddedCost } from './added-cost.js';

const harness: Harness<NodeExchange> = {
  exchanges: ({ request }) => nodeExchanges(request, setting('BENCH_BATCH', 200)),
  loopOf,
  answerOf: ({ response }) => nodeAnswer(response),
};

async function application(register: (app: FastifyInstance) => Promise<void>): Promise<FastifyInstance> {
  const app = createFastify();
  await register(app);
  app.get('/items', (_, reply) => {
    reply.send('hello');
  });
  await app.ready();
  return app;
}

const bareApplication = await application(async (app) => {
  app.addHook('onRequest', (_request, _reply, done) => done());
  app.options('*', (_, reply) => {
    reply.code(204).send();
  });
});

const ourApplication = await application(async (app) => {
  await app.register(ours, { policy: exchangePolicy });
});

const peerApplication = await application(async (app) => {
  const { origins, methods, allowedHeaders, credentials, maxAge } = exchangePolicy;
  await app.register(fastifyCors, {
    origin: [...origins],
    methods: methods.join(', '),
    allowedHeaders: allowedHeaders.join(', '),
    credentials,
    maxAge,
  });
});

const contender = (name: string, app: FastifyInstance, without?: string): ExchangeContender<NodeExchange> => ({
  name,
  ...(without !== undefined && { without }),
  prepare:
    () =>
    ({ request, response }) =>
      app.routing(request, response),
});

const bare = contender('no CORS', bareApplication);
const fastify = contender('fastify', ourApplication, bare.name);
const peer = contender('@fastify/cors', peerApplication, bare.name);

export const fastifyFamily: Family = {
  name: 'fastify',
  run: async () => {
    const { report } = await measureAddedCost({
      name: 'fastify',
      title: 'fastify',
      notes: [
        'At the level of the hooks: what Fastify does from its own router on, with a real `IncomingMessage` and a real `ServerResponse` without a socket, until the header block is written. Without CORS there is a hook that does nothing, and a route that answers preflights by a bare 204.',
      ],
      harness,
      contenders: [bare, fastify, peer],
      ours: fastify.name,
      peers: [peer.name],
      limits: [1 / 5, 1 / 2, 1 / 5, 1 / 2, 1 / 12, 1 / 8],
    });
    return report;
  },
};

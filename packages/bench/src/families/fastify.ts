import { fastifyLineUps } from '../contenders/fastify.js';
import type { Family, Target } from '../report/family.js';
import { exchangeScenarios } from '../scenarios/exchange-scenarios.js';
import { measureAddedCost } from './added-cost.js';

export const fastifyFamily: Family = async () => {
  const { hooks, inject } = await fastifyLineUps();
  const [peer = ''] = inject.peers;
  const { report } = await measureAddedCost({
    ...hooks,
    name: 'fastify',
    title: 'fastify',
    level: 'hooks',
    notes: [
      'At the level of the hooks: what Fastify does from its own router on, with a real `IncomingMessage` and a real `ServerResponse` without a socket, until the header block is written. Without CORS there is a hook that does nothing, and a route that answers preflights by a bare 204. With `inject` the request and the response are those of light-my-request.',
    ],
    limits: [1 / 5, 1 / 2, 1 / 5, 1 / 2, 1 / 12, 1 / 8],
  });
  const injected = await measureAddedCost({ ...inject, name: 'fastify', title: 'fastify', level: 'inject', notes: [] });
  return {
    ...report,
    tables: [...report.tables, ...injected.report.tables],
    targets: [
      ...report.targets,
      ...exchangeScenarios.map(
        (scenario): Target => ({
          what: `inject: ${scenario.name}: the whole request against the peer's`,
          limit: 1,
          reached: injected.timesOf(scenario, inject.ours, peer).median,
          unit: 'times',
        }),
      ),
    ],
  };
};

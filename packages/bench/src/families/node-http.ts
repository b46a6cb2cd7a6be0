import { nodeHttpLineUp, threeHeaders } from '../contenders/node-http.js';
import type { Family } from '../report/family.js';
import { allowed } from '../scenarios/exchange-scenarios.js';
import { measureAddedCost } from './added-cost.js';

export const nodeHttpFamily: Family = async () => {
  const { report, addedBy } = await measureAddedCost({
    ...nodeHttpLineUp,
    name: 'node-http',
    title: 'node-http',
    notes: [
      'A real `IncomingMessage` and a real `ServerResponse`, without a socket behind them. Without CORS the handler sets one header and ends the response; a preflight gets a bare 204.',
    ],
    limits: [1 / 3, 1 / 2, 1 / 3, 1 / 3, 1 / 10, 1 / 8],
  });
  const floor = {
    what: 'allowed: of what three `setHeader` add',
    limit: 1.15,
    reached: addedBy(allowed, nodeHttpLineUp.ours).median / addedBy(allowed, threeHeaders.name).median,
    unit: 'times',
  };
  return { ...report, targets: [...report.targets, floor] };
};

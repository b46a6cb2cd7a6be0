import { koaLineUp } from '../contenders/koa.js';
import type { Family } from '../report/family.js';
import { measureAddedCost } from './added-cost.js';

export const koaFamily: Family = async () => {
  const { report } = await measureAddedCost({
    ...koaLineUp,
    name: 'koa',
    title: 'koa',
    notes: [
      'A context of Koa over a real `IncomingMessage` and a real `ServerResponse`, without a socket behind them. The handler sets one header; the response is ended when the middleware has. `@koa/cors` hands a preflight of a denied origin on to the application, which here gives a bare 204.',
    ],
    limits: [1 / 10, 1 / 5, 1 / 10, 1 / 4, 1 / 10, 1 / 8],
  });
  return report;
};

import { fetchLineUp } from '../contenders/fetch.js';
import type { Family } from '../report/family.js';
import { measureAddedCost } from './added-cost.js';

export const fetchFamily: Family = async () => {
  const { report } = await measureAddedCost({
    ...fetchLineUp,
    name: 'fetch',
    title: 'fetch',
    notes: [
      "A real `Request` in, a real `Response` out, of Node's own. What each adds is the difference to the same framework without CORS; a preflight there gets a bare 204.",
    ],
    limits: [1 / 6, 1 / 4, 1 / 8, 1 / 4, 1 / 5, 1 / 5],
  });
  return report;
};

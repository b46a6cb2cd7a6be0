import type { Family } from '../report/family.js';
import { bundleFamily } from './bundle.js';
import { evaluateFamily } from './evaluate.js';
import { fastifyFamily } from './fastify.js';
import { fetchFamily } from './fetch.js';
import { goFamily } from './go.js';
import { hostileFamily } from './hostile.js';
import { httpFamily } from './http.js';
import { importFamily } from './import.js';
import { koaFamily } from './koa.js';
import { memoryFamily } from './memory.js';
import { nodeHttpFamily } from './node-http.js';

/** In the order in which they run. */
export const everyFamily: readonly Family[] = [
  evaluateFamily,
  hostileFamily,
  memoryFamily,
  nodeHttpFamily,
  koaFamily,
  fastifyFamily,
  fetchFamily,
  httpFamily,
  importFamily,
  bundleFamily,
  goFamily,
];

import type { Family } from '../report/family.js';
import { evaluateFamily } from './evaluate.js';
import { fastifyFamily } from './fastify.js';
import { fetchFamily } from './fetch.js';
import { hostileFamily } from './hostile.js';
import { koaFamily } from './koa.js';
import { nodeHttpFamily } from './node-http.js';

/** In the order in which they run. */
export const everyFamily: readonly Family[] = [evaluateFamily, hostileFamily, nodeHttpFamily, koaFamily, fastifyFamily, fetchFamily];

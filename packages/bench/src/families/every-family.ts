import type { Family } from '../report/family.js';

/** By name and in the order in which they run. Each is loaded where it runs, and so are the packages that it needs. */
export const everyFamily: Readonly<Record<string, () => Promise<Family>>> = {
  evaluate: async () => (await import('./evaluate.js')).evaluateFamily,
  hostile: async () => (await import('./hostile.js')).hostileFamily,
  memory: async () => (await import('./memory.js')).memoryFamily,
  'node-http': async () => (await import('./node-http.js')).nodeHttpFamily,
  koa: async () => (await import('./koa.js')).koaFamily,
  fastify: async () => (await import('./fastify.js')).fastifyFamily,
  fetch: async () => (await import('./fetch.js')).fetchFamily,
  http: async () => (await import('./http.js')).httpFamily,
  import: async () => (await import('./import.js')).importFamily,
  bundle: async () => (await import('./bundle.js')).bundleFamily,
  go: async () => (await import('./go.js')).goFamily,
};

/** The setups of the adapters that stand on `node:http`. */
export type NodeAdapter = 'node-http' | 'express' | 'koa' | 'fastify';

import type { AdapterServer } from './adapter-server.js';
import { fastifyServer } from './fastify-server.js';
import { fetchServer } from './fetch-server.js';
import { koaServer } from './koa-server.js';
import { nodeHttpServer } from './node-http-server.js';

export const everyAdapter: readonly AdapterServer[] = [nodeHttpServer, fetchServer, koaServer, fastifyServer];

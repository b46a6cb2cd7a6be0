import { corsInExpress } from './cors-in-express.js';
import { fastifyCorsInFastify } from './fastify-cors.js';
import { corsOfHono } from './hono-cors.js';
import { koaCorsInKoa } from './koa-cors.js';
import type { Peer } from './peer.js';

export const everyPeer: readonly Peer[] = [corsInExpress, koaCorsInKoa, fastifyCorsInFastify, corsOfHono];

import type { AdapterUnderTest } from '../../packages/conformance/src/index.js';
import { fastify5 } from '../../packages/fastify/test/fixture/fastify5.js';
import { overNode } from '../../packages/fetch/test/fixture/over-node.js';
import { koa3 } from '../../packages/koa/test/fixture/koa3.js';
import { nodeHttp } from '../../packages/node-http/test/fixture/node-http.js';

/** The four adapters, each in its main setup; the others are in the tests of its package. */
export const everyAdapter: readonly AdapterUnderTest[] = [nodeHttp, overNode, koa3, fastify5];

import { join } from 'node:path';
import { type AdapterUnderTest, doesNotApply } from '../packages/conformance/src/kit/fixture/adapter-under-test.js';
import { everyFastify } from '../packages/fastify/test/fixture/every-fastify.js';
import { everyKoa } from '../packages/koa/test/fixture/every-koa.js';
import { everyExpress } from '../packages/node-http/test/fixture/every-express.js';
import { everyNodeHttp } from '../packages/node-http/test/fixture/every-node-http.js';
import { startByOrder } from './office-client.js';
import { bun, deno, everyNode, type Runtime } from './runtime.js';
import type { NodeAdapter } from './server/node-adapter.js';
import { serveIn } from './server-process.js';
import type { Trial } from './trial.js';

type Features = Partial<AdapterUnderTest['features']>;

/** What a runtime refuses, with and without the adapter. */
type Refusals = ReadonlyMap<Runtime, Features>;

const inEvery: Refusals = new Map([[bun, { 'asterisk-form': doesNotApply('Bun answers `OPTIONS *` with a 400') }]]);

const inFastify: Refusals = new Map([
  ...inEvery,
  [deno, { 'absolute-form': doesNotApply('Fastify in Deno answers a target in absolute form with a 400') }],
]);

const trial =
  (adapter: string, program: NodeAdapter, description: Trial['description'], refusals: Refusals) =>
  (runtime: Runtime): Trial => ({
    adapter,
    runtime,
    withoutVectors: program === 'express', // it is node-http once more
    description: { ...description, features: { ...description.features, ...refusals.get(runtime) } },
    ownChecks: [],
    serve: (folder) => serveIn(runtime, join(folder, 'serve-adapters.mjs')),
    startOn: startByOrder(program),
  });

/** The adapters that stand on `node:http`, wherever there is such a thing. */
export const nodeTrials: readonly Trial[] = [
  trial('node-http', 'node-http', everyNodeHttp, inEvery),
  trial('node-http (Express 5)', 'express', everyExpress, inEvery),
  trial('koa (Koa 3)', 'koa', everyKoa, inEvery),
  trial('fastify (Fastify 5)', 'fastify', everyFastify, inFastify),
].flatMap((inRuntime) => [...everyNode, bun, deno].map(inRuntime));

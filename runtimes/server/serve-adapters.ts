import { createServer, type IncomingMessage } from 'node:http';
import type { RunningServer } from '../../packages/conformance/src/kit/fixture/adapter-under-test.js';
import type { ServerSetup } from '../../packages/conformance/src/kit/fixture/server-setup.js';
import { listen } from '../../packages/conformance/src/kit/node/listening-server.js';
import { startFastify5 } from '../../packages/fastify/test/fixture/start-fastify5.js';
import { startKoa3 } from '../../packages/koa/test/fixture/start-koa3.js';
import { startNodeHttp } from '../../packages/node-http/test/fixture/node-server.js';
import { startExpress5 } from '../../packages/node-http/test/fixture/start-express5.js';
import type { NodeAdapter } from './node-adapter.js';
import { announce } from './slots.js';

/** How the kit starts each of them, as in the tests of its package. */
const starts: Readonly<Record<NodeAdapter, (setup: ServerSetup) => Promise<RunningServer>>> = {
  'node-http': startNodeHttp,
  express: startExpress5,
  koa: startKoa3,
  fastify: startFastify5,
};

const running = new Map<string, RunningServer>();

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

/** `start/<adapter>` with a setup gives the port of a new server, `seen/<port>` what it saw, and `stop/<port>` ends it. */
const obey = async (request: IncomingMessage): Promise<unknown> => {
  const [, order = '', argument = ''] = (request.url ?? '').split('/');
  if (order === 'start') {
    // PROOF: the runner sends nothing else.
    const server = await starts[argument as NodeAdapter](JSON.parse(await bodyOf(request)) as ServerSetup);
    running.set(String(server.port), server);
    return server.port;
  }
  const server = running.get(argument);
  if (server === undefined) throw new Error(`no server listens on ${argument}`);
  if (order === 'seen') return await server.seen();
  running.delete(argument);
  await server.close();
  return null;
};

const office = createServer((request, response) => {
  obey(request).then(
    (answer) => response.end(JSON.stringify(answer)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});

announce([(await listen(office)).port]);

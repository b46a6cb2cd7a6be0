import type { RequestListener } from 'node:http';
import Koa from 'koa';
import { bareFastify, fastifyCorsFastify, ourFastify } from '../contenders/fastify-applications.js';
import { koaCorsStep, koaStep } from '../contenders/koa-steps.js';
import { corsStep, type NodeStep, nodeHttpStep } from '../contenders/node-http-steps.js';

/** A framework, served without CORS, with ours and with the peer's. */
export interface Served {
  readonly framework: string;
  readonly peer: string;
  readonly listeners: Readonly<Record<Part, () => RequestListener | Promise<RequestListener>>>;
}

export type Part = 'bare' | 'ours' | 'peer';

const answer: RequestListener = (request, response) => {
  if (request.method === 'OPTIONS') {
    response.statusCode = 204;
    response.end();
    return;
  }
  response.setHeader('content-type', 'text/plain');
  response.end('hello');
};

const withStep =
  (step: NodeStep): RequestListener =>
  (request, response) =>
    step(request, response, () => answer(request, response));

function koa(step?: Koa.Middleware): RequestListener {
  const app = new Koa();
  if (step !== undefined) app.use(step);
  app.use((context) => {
    if (context.method === 'OPTIONS') context.status = 204;
    else context.body = 'hello';
  });
  const listen = app.callback();
  // Koa handles what goes wrong itself: the promise never rejects.
  return (request, response) => void listen(request, response);
}

/** The router of a Fastify application, which is all that its own server calls. */
async function fastify(create: typeof bareFastify): Promise<RequestListener> {
  const app = await create();
  return (request, response) => app.routing(request, response);
}

export const everyServed: readonly Served[] = [
  {
    framework: 'node-http',
    peer: 'cors',
    listeners: {
      bare: () => answer,
      ours: () => withStep(nodeHttpStep()),
      peer: () => withStep(corsStep()),
    },
  },
  {
    framework: 'koa',
    peer: '@koa/cors',
    listeners: { bare: () => koa(), ours: () => koa(koaStep()), peer: () => koa(koaCorsStep()) },
  },
  {
    framework: 'fastify',
    peer: '@fastify/cors',
    listeners: {
      bare: () => fastify(bareFastify),
      ours: () => fastify(ourFastify),
      peer: () => fastify(fastifyCorsFastify),
    },
  },
];

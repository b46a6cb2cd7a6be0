import { cors as ours } from '@cors-policy/fastify';
import fastifyCors from '@fastify/cors';
import createFastify, { type FastifyInstance } from 'fastify';
import { exchangePolicy } from '../scenarios/exchange-scenarios.js';

async function application(register: (app: FastifyInstance) => Promise<void>): Promise<FastifyInstance> {
  const app = createFastify();
  await register(app);
  app.get('/items', (_, reply) => {
    reply.send('hello');
  });
  await app.ready();
  return app;
}

/** It has a hook that does nothing, as nearly every application has one, and gives a bare answer to preflights. */
export const bareFastify = (): Promise<FastifyInstance> =>
  application(async (app) => {
    app.addHook('onRequest', (_request, _reply, done) => done());
    app.options('*', (_, reply) => {
      reply.code(204).send();
    });
  });

export const ourFastify = (): Promise<FastifyInstance> =>
  application(async (app) => {
    await app.register(ours, { policy: exchangePolicy });
  });

export const fastifyCorsFastify = (): Promise<FastifyInstance> =>
  application(async (app) => {
    const { origins, methods, allowedHeaders, credentials, maxAge } = exchangePolicy;
    await app.register(fastifyCors, {
      origin: [...origins],
      methods: methods.join(', '),
      allowedHeaders: allowedHeaders.join(', '),
      credentials,
      maxAge,
    });
  });

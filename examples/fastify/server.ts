/**
 * Fastify 5, and 4 likewise: a plugin, registered before everything else. It adds no route.
 *
 * A route may have a policy of its own, `config.cors`. Preflights for it are answered by that one, because Fastify can
 * tell which route they are about.
 */
import process from 'node:process';
import { cors } from '@cors-policy/fastify';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import Fastify from 'fastify';

const app = Fastify();

await app.register(cors, {
  policy: {
    origins: ['https://app.example.com', 'https://pr-*.preview.example.com', 'http://localhost:*'],
    credentials: true,
    exposedHeaders: 'x-total-count',
  },
  publicSuffixes,
});

await app.register(
  async (api) => {
    api.addHook('onRequest', async (request, reply) => {
      if (request.headers.cookie === undefined) return reply.code(401).send({ error: 'sign in first' });
    });
    api.get('/orders', async (_request, reply) => reply.header('x-total-count', '2').send(['tea', 'milk']));
    api.put('/orders/:id', async (request) => request.params);
    api.get('/report', async () => {
      throw new Error('there is no report yet');
    });
  },
  { prefix: '/api' },
);

app.get('/fonts/:name', { config: { cors: { origins: '*' } } }, async () => 'for every page of the web');
app.get('/health', { config: { cors: false } }, async () => 'for no page at all');

const address = await app.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' });
console.log('listening on', address);

/**
 * Hono, here on Node: `withCors` around the `fetch` of the whole application.
 *
 * So the headers are on everything that it answers, unknown paths and error pages included. On Bun, Deno and Workers
 * hand the same function to their own servers.
 */
import process from 'node:process';
import { withCors } from '@cors-policy/fetch';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const app = new Hono().basePath('/api');

app.use(async (c, next) => {
  if (c.req.header('cookie') === undefined) return c.json({ error: 'sign in first' }, 401);
  await next();
});
app.get('/orders', (c) => c.json(['tea', 'milk'], 200, { 'x-total-count': '2' }));
app.put('/orders/:id', (c) => c.json({ id: c.req.param('id') }));
app.get('/report', () => {
  throw new Error('there is no report yet');
});

const fetch = withCors(
  {
    paths: '/api/*',
    origins: ['https://app.example.com', 'https://pr-*.preview.example.com', 'http://localhost:*'],
    credentials: true,
    exposedHeaders: 'x-total-count',
  },
  app.fetch,
  { publicSuffixes },
);

serve({ fetch, port: Number(process.env.PORT ?? 3000), hostname: '127.0.0.1' }, (address) => {
  console.log('listening on', address);
});

/**
 * h3 2, here on Node: `withCors` around the `fetch` of the whole application, served by srvx, as h3 itself does it.
 *
 * So the headers are on everything that it answers, unknown paths and error pages included.
 */
import process from 'node:process';
import { withCors } from '@cors-policy/fetch';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import { H3, HTTPError } from 'h3';
import { serve } from 'srvx';

const app = new H3();

app.use('/api/**', (event) => {
  if (!event.req.headers.has('cookie')) throw new HTTPError('sign in first', { status: 401 });
});
app.get('/api/orders', (event) => {
  event.res.headers.set('x-total-count', '2');
  return ['tea', 'milk'];
});
app.put('/api/orders/:id', (event) => event.context.params);
app.get('/api/report', () => {
  throw new Error('there is no report yet');
});

const fetch = withCors(
  {
    paths: '/api/*',
    origins: ['https://app.example.com', 'https://pr-*.preview.example.com', 'http://localhost:*'],
    credentials: true,
    exposedHeaders: 'x-total-count',
  },
  (request) => app.fetch(request),
  { publicSuffixes },
);

const server = serve({ fetch, port: Number(process.env.PORT ?? 3000), hostname: '127.0.0.1', silent: true });
await server.ready();
console.log('listening on', server.url);

/**
 * Express 5, and 4 likewise: one middleware, mounted before everything else.
 *
 * It answers every preflight itself, so no route for `OPTIONS` is needed, and the session that the API asks for is not
 * in the way of one. Its headers are on all that comes after it: the 401, the 404 and the error page.
 */
import process from 'node:process';
import { cors } from '@cors-policy/node-http';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import express from 'express';

const app = express();

app.use(
  cors(
    {
      paths: '/api/*',
      origins: ['https://app.example.com', 'https://pr-*.preview.example.com', 'http://localhost:*'],
      credentials: true,
      exposedHeaders: 'x-total-count',
      // The previews may read with the user's cookies. Only the app may also write with them.
      csrf: { trustedOrigins: 'https://app.example.com' },
    },
    { publicSuffixes },
  ),
);

app.use('/api', (request, response, next) => {
  if (request.headers.cookie === undefined) response.status(401).json({ error: 'sign in first' });
  else next();
});
app.get('/api/orders', (_request, response) => {
  response.set('x-total-count', '2').json(['tea', 'milk']);
});
app.put('/api/orders/:id', express.json(), (request, response) => {
  response.json({ id: request.params.id });
});
app.get('/api/report', () => {
  throw new Error('there is no report yet');
});

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log('listening on', server.address());
});

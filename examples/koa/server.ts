/**
 * Koa 3, and 2 likewise: one middleware, registered before everything else, on the application and not in a router.
 *
 * Koa takes all headers off before it answers an error. The policy's are put on after that, so `ctx.throw` and thrown
 * errors need nothing more.
 */
import process from 'node:process';
import { cors } from '@cors-policy/koa';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import { Router } from '@koa/router';
import Koa from 'koa';

const router = new Router({ prefix: '/api' });
router.get('/orders', (ctx) => {
  ctx.set('x-total-count', '2');
  ctx.body = ['tea', 'milk'];
});
router.put('/orders/:id', (ctx) => {
  ctx.body = { id: ctx.params.id };
});
router.get('/report', () => {
  throw new Error('there is no report yet');
});

const app = new Koa();
app.use(
  cors(
    {
      paths: '/api/*',
      origins: ['https://app.example.com', 'https://pr-*.preview.example.com', 'http://localhost:*'],
      credentials: true,
      exposedHeaders: 'x-total-count',
    },
    { publicSuffixes },
  ),
);
app.use((ctx, next) => {
  if (ctx.cookies.get('session') === undefined) ctx.throw(401, 'sign in first');
  return next();
});
app.use(router.routes());
app.use(router.allowedMethods());

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log('listening on', server.address());
});

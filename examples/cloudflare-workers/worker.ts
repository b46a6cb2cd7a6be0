/**
 * Cloudflare Workers: `withCors` around the `fetch` of the Worker. `env` and `ctx` go on to it.
 */
import { withCors } from '@cors-policy/fetch';

interface Env {
  readonly RELEASE: string;
}

export default {
  fetch: withCors(
    {
      paths: '/api/*',
      origins: ['https://app.example.com', 'http://localhost:*'],
      credentials: true,
      exposedHeaders: 'x-total-count',
    },
    async (request, env, ctx) => {
      const { pathname } = new URL(request.url);
      const orderId = /^\/api\/orders\/(\w+)$/.exec(pathname)?.[1];

      if (pathname === '/api/orders') return Response.json(['tea', 'milk'], { headers: { 'x-total-count': '2' } });
      if (request.method === 'PUT' && orderId !== undefined) {
        ctx.waitUntil(Promise.resolve(console.log(`${orderId} was changed`)));
        return Response.json({ id: orderId, release: env.RELEASE });
      }
      if (pathname === '/api/report') throw new Error('there is no report yet');
      return new Response('there is nothing here', { status: 404 });
    },
    {
      // Else the platform would answer for the error, without the headers.
      onError: (error) => {
        console.error(error);
        return new Response('something went wrong', { status: 500 });
      },
    },
  ),
} satisfies ExportedHandler<Env>;

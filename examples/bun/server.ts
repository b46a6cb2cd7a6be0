/**
 * Bun: `withCors` around the `fetch` of `Bun.serve`. What else Bun hands over (the server) goes on to it.
 */
import { withCors } from '@cors-policy/fetch';

const server = Bun.serve({
  port: Number(Bun.env.PORT ?? 3000),
  hostname: '127.0.0.1',
  fetch: withCors(
    {
      paths: '/api/*',
      origins: ['https://app.example.com', 'http://localhost:*'],
      credentials: true,
      exposedHeaders: 'x-total-count',
    },
    (request: Request, server: Bun.Server<undefined>) => {
      const { pathname } = new URL(request.url);
      const orderId = /^\/api\/orders\/(\w+)$/.exec(pathname)?.[1];

      if (pathname === '/api/orders') return Response.json(['tea', 'milk'], { headers: { 'x-total-count': '2' } });
      if (request.method === 'PUT' && orderId !== undefined) {
        return Response.json({ id: orderId, by: server.requestIP(request)?.address });
      }
      if (pathname === '/api/report') throw new Error('there is no report yet');
      return new Response('there is nothing here', { status: 404 });
    },
    {
      // Else Bun would answer for the error, without the headers.
      onError: (error) => {
        console.error(error);
        return new Response('something went wrong', { status: 500 });
      },
    },
  ),
});
console.log('listening on', server.url.href);

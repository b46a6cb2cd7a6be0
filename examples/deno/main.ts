/**
 * Deno: `withCors` around the handler of `Deno.serve`. What else Deno hands over (`info`) goes on to it.
 */
import { withCors } from '@cors-policy/fetch';

const handler = withCors(
  {
    paths: '/api/*',
    origins: ['https://app.example.com', 'http://localhost:*'],
    credentials: true,
    exposedHeaders: 'x-total-count',
  },
  (request, info: Deno.ServeHandlerInfo<Deno.NetAddr>) => {
    const { pathname } = new URL(request.url);
    const orderId = /^\/api\/orders\/(\w+)$/.exec(pathname)?.[1];

    if (pathname === '/api/orders') return Response.json(['tea', 'milk'], { headers: { 'x-total-count': '2' } });
    if (request.method === 'PUT' && orderId !== undefined) {
      return Response.json({ id: orderId, by: info.remoteAddr.hostname });
    }
    if (pathname === '/api/report') throw new Error('there is no report yet');
    return new Response('there is nothing here', { status: 404 });
  },
  {
    // Else Deno would answer for the error, without the headers.
    onError: (error) => {
      console.error(error);
      return new Response('something went wrong', { status: 500 });
    },
  },
);

Deno.serve({ port: Number(Deno.env.get('PORT') ?? 3000), hostname: '127.0.0.1' }, handler);

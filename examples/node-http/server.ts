/**
 * Node's own `http`, and `https` and `http2` likewise: `withCors` around the request listener.
 *
 * The policy has a rule for each part of the server. A path that stands in no rule gets no CORS headers at all.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import process from 'node:process';
import { withCors } from '@cors-policy/node-http';

/** The application: it knows nothing of CORS. */
function application(request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const orderId = /^\/api\/orders\/(\w+)$/.exec(pathname)?.[1];

  if (pathname === '/api/orders') {
    response.writeHead(200, { 'content-type': 'application/json', 'x-total-count': 2 });
    response.end(JSON.stringify(['tea', 'milk']));
  } else if (request.method === 'PUT' && orderId !== undefined) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: orderId }));
  } else if (pathname === '/assets/logo.svg') {
    response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg xmlns="http://www.w3.org/2000/svg"/>');
  } else if (pathname === '/api/report') {
    throw new Error('there is no report yet');
  } else {
    response.writeHead(404).end();
  }
}

const server = createServer(
  withCors(
    [
      { paths: '/assets/*', origins: '*' },
      {
        paths: '/api/*',
        origins: ['https://app.example.com', 'http://localhost:*'],
        credentials: true,
        exposedHeaders: 'x-total-count',
      },
    ],
    (request, response) => {
      try {
        application(request, response);
      } catch (error) {
        console.error(error);
        response.writeHead(500).end();
      }
    },
  ),
);

server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => console.log('listening on', server.address()));

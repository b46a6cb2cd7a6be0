import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * The application of the demo. It knows nothing of CORS, with one exception that many grown applications have: an old
 * handler that sets the header itself.
 */
export function application(request: IncomingMessage, response: ServerResponse): void {
  const pathname = request.url?.split('?', 1)[0];
  response.setHeader('x-request-id', 'r-1');
  if (pathname === '/api/broken') {
    response.writeHead(500, { 'content-type': 'application/json' }).end('{"error":"it broke"}\n');
    return;
  }
  if (pathname === '/api/legacy') response.setHeader('access-control-allow-origin', '*');
  response.writeHead(200, { 'content-type': 'application/json', vary: 'Accept-Encoding' });
  response.end(`${JSON.stringify({ method: request.method, path: pathname })}\n`);
}

/**
 * AWS Lambda, behind a function URL or an HTTP API of API Gateway: both send events of payload format 2.0.
 *
 * Leave the CORS settings of the function URL or of the API empty: where they are set, AWS answers preflights itself,
 * or adds its own headers to these. In an API, send every path and method to the function: the route `$default`.
 */
import { withCors } from '@cors-policy/fetch';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const application = withCors(
  {
    paths: '/api/*',
    origins: ['https://app.example.com', 'http://localhost:*'],
    credentials: true,
    exposedHeaders: 'x-total-count',
  },
  async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const orderId = /^\/api\/orders\/(\w+)$/.exec(pathname)?.[1];

    if (pathname === '/api/orders') {
      const orders = ['tea', 'milk'].slice(0, Number(searchParams.get('limit') ?? 10));
      return Response.json(orders, { headers: { 'x-total-count': '2' } });
    }
    if (request.method === 'PUT' && orderId !== undefined) {
      const order = await request.arrayBuffer();
      return Response.json({ id: orderId, bytes: order.byteLength, cookie: request.headers.get('cookie') });
    }
    if (pathname === '/api/session') {
      const response = new Response(null, { status: 204 });
      response.headers.append('set-cookie', 'session=1; Secure; HttpOnly; SameSite=None');
      response.headers.append('set-cookie', 'theme=dark; Secure; SameSite=None');
      return response;
    }
    if (pathname === '/api/report') throw new Error('there is no report yet');
    return new Response('there is nothing here', { status: 404 });
  },
  {
    // Else Lambda would answer for the error, without the headers.
    onError: (error) => {
      console.error(error);
      return new Response('something went wrong', { status: 500 });
    },
  },
);

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  return toResult(await application(toRequest(event)));
}

function toRequest(event: APIGatewayProxyEventV2): Request {
  const { domainName, http, stage } = event.requestContext;
  // A named stage of an API stands in front of the path; the policy's `paths` are written without it.
  const prefix = `/${stage}`;
  const path = event.rawPath.startsWith(`${prefix}/`) ? event.rawPath.slice(prefix.length) : event.rawPath;
  const query = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`;

  const headers = new Headers();
  for (const [name, value] of Object.entries(event.headers)) headers.set(name, value ?? '');
  if (event.cookies) headers.set('cookie', event.cookies.join('; '));

  // Fetch knows no body of these two.
  const bodiless = http.method === 'GET' || http.method === 'HEAD';
  const body = event.body && !bodiless ? Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8') : null;
  return new Request(`https://${domainName}${path}${query}`, { method: http.method, headers, body });
}

async function toResult(response: Response): Promise<APIGatewayProxyStructuredResultV2> {
  // Every `set-cookie` is a line of its own, which `headers`, one value for each name, cannot hold.
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'set-cookie'));
  return {
    statusCode: response.status,
    headers,
    cookies: response.headers.getSetCookie(),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    isBase64Encoded: true,
  };
}

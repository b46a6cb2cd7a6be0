import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { withCors } from '@cors-policy/node-http';
import { listen } from './loopback-server.js';

/** A request as it reached a point of the server: `PUT /api/item`. */
type Seen = string;

/** An API behind a policy, which notes what reaches it. */
export interface Api {
  readonly url: string;
  /** What came over the wire since the last call of `forget`, in order. */
  readonly arrived: Seen[];
  /** What of it ran the application. */
  readonly handled: Seen[];
  /** The `Origin` of each request that arrived; the empty string where there was none. */
  readonly origins: string[];
  readonly statuses: number[];
  forget(): void;
  close(): Promise<void>;
}

const nameOf = (request: IncomingMessage): Seen => `${request.method} ${request.url}`;

/** The application: it knows nothing of CORS, but for one path where it sets a header that it should not. */
function application(request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  response.setHeader('cache-control', 'no-store');
  if (pathname.endsWith('/reckless')) response.setHeader('access-control-allow-origin', '*');
  if (pathname.endsWith('/exposing')) {
    response.setHeader('x-request-id', '42');
    response.setHeader('x-internal', 'hidden');
  }
  if (pathname.endsWith('/cookie')) response.setHeader('x-request-id', request.headers.cookie ?? 'no cookie');
  if (pathname.endsWith('/revalidated')) {
    response.setHeader('cache-control', 'no-cache');
    response.setHeader('etag', '"1"');
    if (request.headers['if-none-match'] === '"1"') {
      response.writeHead(304).end();
      return;
    }
  }
  if (pathname.endsWith('/cacheable')) response.setHeader('cache-control', 'max-age=600');
  const status = /\/status\/(\d+)$/.exec(pathname)?.[1];
  response.writeHead(status === undefined ? 200 : Number(status), { 'content-type': 'text/plain' });
  response.end(`body of ${pathname}`);
}

/** Starts the API with one policy, whose credentialed rule is for the page at `pageOrigin`. */
export async function startApi(pageOrigin: string): Promise<Api> {
  const arrived: Seen[] = [];
  const handled: Seen[] = [];
  const origins: string[] = [];
  const statuses: number[] = [];

  const guarded: RequestListener = withCors(
    [
      { paths: '/public/*', origins: '*', maxAge: 600 },
      { paths: '/opaque/*', origins: ['null'] },
      { paths: '/others/*', origins: 'https://elsewhere.example' },
      {
        paths: '/api/*',
        origins: [pageOrigin],
        credentials: true,
        methods: ['PUT'],
        allowedHeaders: ['x-token'],
        exposedHeaders: ['x-request-id'],
        maxAge: 600,
      },
      { paths: '/writes/*', origins: [pageOrigin], csrf: { trustedOrigins: 'none' } },
    ],
    (request, response) => {
      handled.push(nameOf(request));
      application(request, response);
    },
  );

  const server = await listen((request, response) => {
    arrived.push(nameOf(request));
    origins.push(request.headers.origin ?? '');
    response.once('finish', () => statuses.push(response.statusCode));
    guarded(request, response);
  });

  return {
    url: `http://localhost:${server.port}`,
    arrived,
    handled,
    origins,
    statuses,
    forget: () => {
      for (const list of [arrived, handled, origins, statuses]) list.length = 0;
    },
    close: server.close,
  };
}

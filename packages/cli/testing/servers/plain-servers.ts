import type { IncomingMessage, OutgoingHttpHeaders, RequestListener } from 'node:http';
import { request as forward } from 'node:http';
import { listen } from './listen.js';
import { PAGE, type ProbedServer, type RunningServer } from './probed-server.js';

/** A server without a framework: for each request a status and headers. */
function answering(
  answer: (request: IncomingMessage) => readonly [status: number, headers: OutgoingHttpHeaders],
): RequestListener {
  return (request, response) => {
    const [status, headers] = request.url === '/item' ? answer(request) : [404, answer(request)[1]];
    response.writeHead(status, headers).end();
  };
}

const isPreflight = ({ method }: IncomingMessage): boolean => method === 'OPTIONS';

/** A proxy that adds a header to what the application sends, as `add_header` does. */
async function startDoubleProxy(): Promise<RunningServer> {
  const behind = await listen(answering(() => [200, { 'access-control-allow-origin': PAGE, vary: 'Origin' }]));
  const proxy = await listen((request, response) => {
    const outgoing = forward(new URL(request.url ?? '/', behind.url), { method: request.method }, (incoming) => {
      response.writeHead(incoming.statusCode ?? 502, [...incoming.rawHeaders, 'Access-Control-Allow-Origin', '*']);
      incoming.pipe(response);
    });
    request.pipe(outgoing);
  });
  return { url: proxy.url, close: async () => void (await Promise.all([proxy.close(), behind.close()])) };
}

export const plainServers: readonly ProbedServer[] = [
  {
    name: 'a proxy and the application behind it, each with headers of its own',
    setup: 'the proxy adds access-control-allow-origin: * to what the application sends',
    start: startDoubleProxy,
    isRead: false,
    expected: ['allow-origin-doubled'],
  },
  {
    name: '`*` everywhere, with credentials',
    setup: 'allow-origin: the page, allow-credentials: true, allow-methods: *, allow-headers: *',
    start: () =>
      listen(
        answering(() => [
          200,
          {
            'access-control-allow-origin': PAGE,
            'access-control-allow-credentials': 'true',
            'access-control-allow-methods': '*',
            'access-control-allow-headers': '*',
            'access-control-max-age': '600',
            vary: 'Origin',
          },
        ]),
      ),
    asks: { method: 'PUT', credentials: true },
    isRead: false,
    expected: ['list-wildcard-with-credentials', 'method-not-allowed'],
  },
  {
    name: '`*` for the headers, and `authorization` asked for',
    setup: 'allow-origin: *, allow-headers: *',
    start: () =>
      listen(
        answering(() => [
          200,
          {
            'access-control-allow-origin': '*',
            'access-control-allow-headers': '*',
            'access-control-max-age': '600',
          },
        ]),
      ),
    asks: { header: ['authorization: Bearer x'] },
    isRead: true,
    expected: ['authorization-by-wildcard'],
  },
  {
    name: 'the origin of a list, without `Vary: Origin`',
    setup: 'vary: Accept-Encoding; allow-origin: the origin of the request, where it is listed',
    start: () =>
      listen(
        answering(({ headers: { origin } }) => [
          200,
          { vary: 'Accept-Encoding', ...(origin === PAGE && { 'access-control-allow-origin': origin }) },
        ]),
      ),
    isRead: true,
    expected: ['vary-missing'],
  },
  {
    name: 'the same, where no cache may keep the answer',
    setup: 'cache-control: private, no-store; allow-origin: the origin of the request, where it is listed',
    start: () =>
      listen(
        answering(({ headers: { origin } }) => [
          200,
          { 'cache-control': 'private, no-store', ...(origin === PAGE && { 'access-control-allow-origin': origin }) },
        ]),
      ),
    isRead: true,
    expected: [],
  },
  {
    name: '`Vary` only where there is an `Origin`',
    setup: 'if (origin) { vary: Origin; allow-origin: where it is listed }',
    start: () =>
      listen(
        answering(({ headers: { origin } }) => [
          200,
          origin === undefined
            ? {}
            : { vary: 'Accept-Encoding, Origin', ...(origin === PAGE && { 'access-control-allow-origin': origin }) },
        ]),
      ),
    isRead: true,
    expected: ['vary-missing-without-origin'],
  },
  {
    name: 'one origin for everybody',
    setup: 'allow-origin: https://app.example.com, always',
    start: () => listen(answering(() => [200, { 'access-control-allow-origin': PAGE }])),
    audit: true,
    isRead: true,
    expected: [],
  },
  {
    name: 'a list in one header',
    setup: 'allow-origin: https://app.example.com, https://admin.example.com',
    start: () =>
      listen(answering(() => [200, { 'access-control-allow-origin': `${PAGE}, https://admin.example.com` }])),
    isRead: false,
    expected: ['allow-origin-doubled'],
  },
  {
    name: 'the start of the origin compared, and `null` listed',
    setup: "origin.startsWith('https://app.example.com') || origin === 'null'",
    start: () =>
      listen(
        answering(({ headers: { origin = '' } }) => [
          200,
          origin.startsWith(PAGE) || origin === 'null'
            ? { vary: 'Origin', 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' }
            : { vary: 'Origin' },
        ]),
      ),
    asks: { credentials: true },
    audit: true,
    isRead: true,
    expected: ['loose-origin-match', 'null-origin-with-credentials', 'ports-allowed'],
  },
  {
    name: 'a max-age with a unit',
    setup: 'max-age: 10m',
    start: () =>
      listen(
        answering(() => [
          200,
          {
            'access-control-allow-origin': '*',
            'access-control-allow-methods': 'PUT',
            'access-control-max-age': '10m',
          },
        ]),
      ),
    asks: { method: 'PUT' },
    isRead: true,
    expected: ['max-age-malformed'],
  },
  {
    name: 'methods with semicolons',
    setup: 'allow-methods: GET; PUT',
    start: () =>
      listen(
        answering(() => [
          200,
          {
            'access-control-allow-origin': '*',
            'access-control-allow-methods': 'GET; PUT',
            'access-control-max-age': '0',
          },
        ]),
      ),
    asks: { method: 'PUT' },
    isRead: false,
    expected: ['list-malformed', 'max-age-zero'],
  },
  {
    name: 'a redirect to another host',
    setup: '302 to http://localhost, with allow-origin: https://app.example.com everywhere',
    start: () =>
      listen((request, response) => {
        const isThere = request.headers.host?.startsWith('localhost') === true;
        const location = `http://localhost:${request.socket.localPort}/item`;
        response
          .writeHead(isThere || request.url !== '/item' ? 200 : 302, {
            'access-control-allow-origin': PAGE,
            ...(!isThere && { location }),
          })
          .end();
      }),
    isRead: false,
    expected: ['allow-origin-mismatch', 'redirected'],
  },
  {
    name: 'a server that never answers OPTIONS',
    setup: "if (method === 'OPTIONS') wait",
    start: () =>
      listen((request, response) => {
        if (!isPreflight(request)) response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
      }),
    asks: { method: 'PUT' },
    isRead: false,
    expected: ['no-answer'],
  },
];

import cors from 'cors';
import express, { type Express } from 'express';
import { listen } from './listen.js';
import { PAGE, type ProbedServer, type RunningServer } from './probed-server.js';

/** An application with an item, in front of which something stands. */
function start(prepare: (app: Express) => void): Promise<RunningServer> {
  const app = express();
  // Its own error handler prints.
  app.set('env', 'test');
  prepare(app);
  app.all('/item', (_request, response) => response.json({ id: 1 }));
  app.all('/boom', () => {
    throw new Error('boom');
  });
  return listen(app);
}

export const expressServers: readonly ProbedServer[] = [
  {
    name: 'Express, `cors`, every origin with credentials',
    setup: 'app.use(cors({ origin: true, credentials: true }))',
    start: () => start((app) => app.use(cors({ origin: true, credentials: true }))),
    asks: { credentials: true },
    audit: true,
    isRead: true,
    expected: ['null-origin-with-credentials', 'reflected-origin-with-credentials'],
  },
  {
    name: 'Express, `cors`, a regex without anchors',
    setup: 'app.use(cors({ origin: /app.example.com/, credentials: true, maxAge: 600 }))',
    start: () => start((app) => app.use(cors({ origin: /app.example.com/, credentials: true, maxAge: 600 }))),
    asks: { method: 'PUT', credentials: true },
    audit: true,
    isRead: true,
    expected: ['insecure-origin-allowed', 'loose-origin-match', 'ports-allowed'],
  },
  {
    name: 'Express, `cors` behind the authentication',
    setup: 'app.use(authenticate); app.use(cors({ origin: [...] }))',
    start: () =>
      start((app) => {
        app.use((request, response, next) => {
          if (request.headers.authorization === undefined) response.set('www-authenticate', 'Bearer').sendStatus(401);
          else next();
        });
        app.use(cors({ origin: [PAGE] }));
      }),
    asks: { header: ['authorization: Bearer x'] },
    isRead: false,
    expected: ['preflight-unauthorized'],
  },
  {
    name: 'Express, headers set by the handler',
    setup: "app.get('/item', (req, res) => res.set('access-control-allow-origin', '*').json(...))",
    start: () =>
      start((app) => {
        app.get('/item', (_request, response) => void response.set('access-control-allow-origin', '*').json({ id: 1 }));
      }),
    also: ['/boom'],
    isRead: true,
    expected: ['headers-lost-on-404', 'headers-lost-on-error'],
  },
  {
    name: 'Express, headers set by the handler, and a preflight',
    setup: "app.put('/item', (req, res) => res.set('access-control-allow-origin', '*').json(...))",
    start: () =>
      start((app) => {
        app.put('/item', (_request, response) => void response.set('access-control-allow-origin', '*').json({ id: 1 }));
        app.options('/item', (_request, response) => void response.sendStatus(405));
      }),
    asks: { method: 'PUT' },
    isRead: false,
    expected: ['preflight-refused'],
  },
  {
    name: 'Express, a slash at the end of the origin',
    setup: "app.use(cors({ origin: 'https://app.example.com/' }))",
    start: () => start((app) => app.use(cors({ origin: `${PAGE}/` }))),
    isRead: false,
    expected: ['allow-origin-mismatch'],
  },
  {
    name: 'Express, `cors` without credentials',
    setup: "app.use(cors({ origin: ['https://app.example.com'] }))",
    start: () => start((app) => app.use(cors({ origin: [PAGE] }))),
    asks: { credentials: true },
    isRead: false,
    expected: ['allow-credentials-missing'],
  },
  {
    name: 'Express, a redirect in front of `cors`',
    setup: "app.use((req, res) => res.redirect(308, '/v2' + req.url)); app.use(cors())",
    start: () =>
      start((app) => {
        app.use((request, response, next) => {
          if (request.url.startsWith('/v2/')) next();
          else response.redirect(308, `/v2${request.url}`);
        });
        app.use(cors());
      }),
    asks: { method: 'PUT' },
    isRead: false,
    expected: ['preflight-redirected'],
  },
];

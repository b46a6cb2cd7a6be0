import { Hono, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { everyFetch } from '../../fetch/test/fixture/every-fetch.js';
import { honoApplication } from '../../fetch/test/fixture/hono-application.js';
import { startFetch } from '../../fetch/test/fixture/start.js';
import type { CorsSetup } from '../src/kit/fixture/server-setup.js';
import type { Peer } from './peer.js';
import { fixedPlainPolicy, refusePreflightStatus } from './plain-policy.js';

const middlewareOf = (setup: CorsSetup): MiddlewareHandler => {
  const plain = fixedPlainPolicy(setup);
  refusePreflightStatus(plain);
  const { origins, methods, allowedHeaders, exposedHeaders, credentials, maxAge } = plain;
  return cors({
    origin: origins === '*' ? '*' : [...origins],
    allowMethods: [...methods],
    ...(allowedHeaders !== undefined && { allowHeaders: [...allowedHeaders] }),
    exposeHeaders: [...exposedHeaders],
    credentials,
    maxAge,
  });
};

export const corsOfHono: Peer = {
  packages: ['hono'],
  configured: "app.use('*', cors({ origin: ['https://app.example'], credentials: true, allowMethods: ['PUT'], ... }))",
  adapter: {
    ...everyFetch,
    name: '`hono/cors` in Hono',
    features: { ...everyFetch.features, prefix: true },
    incidents: { ...everyFetch.incidents, 'wrong-method': 404, 'automatic-options': 404 },
    start: startFetch((setup, log, stage) => {
      const app = new Hono();
      for (const one of setup.cors) app.use(`${one.prefix ?? ''}/*`, middlewareOf(one));
      app.route('/', honoApplication({ ...setup, cors: [] }, log, stage));
      return (request) => app.fetch(request);
    }),
  },
};

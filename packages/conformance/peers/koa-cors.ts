import koaCors from '@koa/cors';
import Koa, { type Middleware } from 'koa';
import mount from 'koa-mount';
import { everyKoa } from '../../koa/test/fixture/every-koa.js';
import { startKoa } from '../../koa/test/fixture/koa-server.js';
import type { CorsSetup } from '../src/kit/fixture/server-setup.js';
import type { Peer } from './peer.js';
import { fixedPlainPolicy, refusePreflightStatus } from './plain-policy.js';

const middlewareOf = (setup: CorsSetup): Middleware => {
  const plain = fixedPlainPolicy(setup);
  refusePreflightStatus(plain);
  const { origins, methods, allowedHeaders, exposedHeaders, credentials, maxAge } = plain;
  const policy = koaCors({
    origin:
      origins === '*'
        ? '*'
        : (ctx) => {
            const origin = ctx.get('Origin');
            return origins.includes(origin) ? origin : '';
          },
    allowMethods: [...methods],
    ...(allowedHeaders !== undefined && { allowHeaders: [...allowedHeaders] }),
    exposeHeaders: [...exposedHeaders],
    credentials,
    maxAge,
  });
  return mount(setup.prefix ?? '/', policy);
};

export const koaCorsInKoa: Peer = {
  packages: ['@koa/cors', 'koa'],
  configured:
    "app.use(cors({ origin: (ctx) => (list.includes(ctx.get('Origin')) ? ctx.get('Origin') : ''), credentials: true, allowMethods: ['PUT'], ... }))",
  adapter: {
    ...everyKoa,
    name: '`@koa/cors` in Koa 3',
    start: async (setup) => startKoa({ create: Koa, before: setup.cors.map(middlewareOf) }, { ...setup, cors: [] }),
  },
};

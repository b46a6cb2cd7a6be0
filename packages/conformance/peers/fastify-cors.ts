import fastifyCors, { type FastifyCorsOptions } from '@fastify/cors';
import fastify, { type FastifyInstance } from 'fastify';
import { everyFastify } from '../../fastify/test/fixture/every-fastify.js';
import { startFastify } from '../../fastify/test/fixture/fastify-server.js';
import { doesNotApply } from '../src/kit/fixture/adapter-under-test.js';
import type { CorsSetup, ServerSetup } from '../src/kit/fixture/server-setup.js';
import type { Peer } from './peer.js';
import { choosesNoPolicy, plainPolicy } from './plain-policy.js';

const optionsOf = (setup: CorsSetup): FastifyCorsOptions => {
  const { origins, methods, allowedHeaders, exposedHeaders, credentials, maxAge, preflightStatus } = plainPolicy(setup);
  return {
    origin: origins === '*' ? '*' : [...origins],
    // Texts, because lists are joined with a space behind the comma, which says the same.
    methods: methods.join(','),
    ...(allowedHeaders !== undefined && { allowedHeaders: allowedHeaders.join(',') }),
    ...(exposedHeaders.length > 0 && { exposedHeaders: exposedHeaders.join(',') }),
    credentials,
    maxAge,
    ...(preflightStatus !== undefined && { optionsSuccessStatus: preflightStatus }),
  };
};

/** The plugin itself, but what it throws rejects: else a second registration would end the process. */
const plugin = Object.assign(
  (app: FastifyInstance, options: FastifyCorsOptions): Promise<void> =>
    new Promise((resolve, reject) => {
      fastifyCors(app, options, (error) => (error === undefined ? resolve() : reject(error)));
    }),
  { [Symbol.for('skip-override')]: true },
);

const register = async (app: FastifyInstance, setup: CorsSetup): Promise<void> => {
  const options = optionsOf(setup);
  if (setup.policy.kind !== 'function') await app.register(plugin, options);
  else await app.register(plugin, { delegator: async () => (choosesNoPolicy(setup) ? { origin: false } : options) });
};

/** The plugin has a route `OPTIONS *` of its own, beside which an application that starts has none for all methods. */
const leaveOptionsToThePlugin = (app: FastifyInstance, { routes }: ServerSetup): void => {
  if (routes['*'] === undefined || routes['*'].methods !== undefined) return;
  const method = app.supportedMethods.filter((one) => one !== 'OPTIONS');
  const { all } = app;
  // PROOF: called by the fixture alone, as `all(path, options, handler)`.
  app.all = ((...[url, options, handler]: [string, object, () => unknown]) =>
    url === '*'
      ? app.route({ ...options, method, url, handler })
      : Reflect.apply(all, app, [url, options, handler])) as typeof all;
};

export const fastifyCorsInFastify: Peer = {
  packages: ['@fastify/cors', 'fastify'],
  configured: "await app.register(cors, { origin: ['https://app.example'], credentials: true, methods: 'PUT', ... })",
  remark:
    'Fastify appends nothing, has no `writeHead` and flushes nothing ahead: where a check does, it is done on the raw response, hijacked for the last two, which then does not get what was set on the reply.',
  adapter: {
    ...everyFastify,
    name: '`@fastify/cors` in Fastify 5',
    features: {
      ...everyFastify.features,
      prefix: doesNotApply('its scope is a context of Fastify, which is more than a prefix'),
    },
    start: (setup) =>
      startFastify(
        {
          create: fastify,
          before: async (app) => {
            for (const one of setup.cors) await register(app, one);
            if (setup.cors.length > 0) leaveOptionsToThePlugin(app, setup);
          },
        },
        { ...setup, cors: [] },
      ),
  },
};

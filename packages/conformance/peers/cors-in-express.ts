import cors, { type CorsOptions } from 'cors';
import express, { type RequestHandler } from 'express';
import { everyExpress } from '../../node-http/test/fixture/every-express.js';
import { startExpress } from '../../node-http/test/fixture/express-server.js';
import type { CorsSetup } from '../src/kit/fixture/server-setup.js';
import type { Peer } from './peer.js';
import { choosesNoPolicy, plainPolicy } from './plain-policy.js';

const optionsOf = (setup: CorsSetup): CorsOptions => {
  const { origins, methods, allowedHeaders, exposedHeaders, credentials, maxAge, preflightStatus } = plainPolicy(setup);
  return {
    origin: origins === '*' ? '*' : [...origins],
    methods: [...methods],
    ...(allowedHeaders !== undefined && { allowedHeaders: [...allowedHeaders] }),
    exposedHeaders: [...exposedHeaders],
    credentials,
    maxAge,
    ...(preflightStatus !== undefined && { optionsSuccessStatus: preflightStatus }),
  };
};

const middlewareOf = (setup: CorsSetup): RequestHandler => {
  const options = optionsOf(setup);
  if (setup.policy.kind !== 'function') return cors(options);
  return cors((_request, callback) => callback(null, choosesNoPolicy(setup) ? { origin: false } : options));
};

export const corsInExpress: Peer = {
  packages: ['cors', 'express'],
  configured: "app.use(cors({ origin: ['https://app.example'], credentials: true, methods: ['PUT'], ... }))",
  adapter: {
    ...everyExpress,
    name: '`cors` in Express 5',
    start: (setup) => {
      const chain = express.Router();
      for (const one of setup.cors) chain.use(one.prefix ?? '/', middlewareOf(one));
      const under = { express, everyPath: '/{*any}', ...(setup.cors.length > 0 && { before: chain }) };
      return startExpress(under, { ...setup, cors: [] });
    },
  },
};

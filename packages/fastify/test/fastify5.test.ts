import { describeAdapter } from '@cors-policy/conformance';
import fastify from 'fastify';
import { everyFastify } from './fixture/every-fastify.js';
import { startFastify } from './fixture/fastify-server.js';

describeAdapter({
  ...everyFastify,
  name: 'cors in Fastify 5',
  start: (setup) => startFastify({ create: fastify }, setup),
});

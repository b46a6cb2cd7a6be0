import { describeFurtherSetup } from '@cors-policy/conformance';
import fastify4 from 'fastify4';
import { everyFastify } from './fixture/every-fastify.js';
import { startFastify } from './fixture/fastify-server.js';

describeFurtherSetup({
  ...everyFastify,
  name: 'cors in Fastify 4',
  start: (setup) => startFastify({ create: fastify4 }, setup),
});

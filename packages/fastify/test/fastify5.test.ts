import { describeAdapter } from '@cors-policy/conformance';
import { everyFastify } from './fixture/every-fastify.js';
import { startFastify5 } from './fixture/start-fastify5.js';

describeAdapter({ ...everyFastify, name: 'cors in Fastify 5', start: startFastify5 });

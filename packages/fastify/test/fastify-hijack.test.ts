import { describeFurtherSetup } from '@cors-policy/conformance';
import fastify from 'fastify';
import { everyFastify } from './fixture/every-fastify.js';
import { startFastify } from './fixture/fastify-server.js';
import { playHijacked } from './fixture/play-fastify-reply.js';

describeFurtherSetup(
  {
    ...everyFastify,
    name: 'cors in Fastify 5, every reply hijacked',
    start: (setup) => startFastify({ create: fastify, play: playHijacked }, setup),
  },
  { vectors: 'the same plugin replays them on replies that are not hijacked' },
);

import { describeAdapter } from '@cors-policy/conformance';
import compression from 'compression';
import express from 'express';
import { vi } from 'vitest';
import { everyExpress } from './fixture/every-express.js';
import { startExpress } from './fixture/express-server.js';

// Express reports what handlers throw on purpose here.
vi.spyOn(console, 'error').mockImplementation(() => {});

/** Compresses whatever it can, and says so in `Vary`, when the header block is written. */
const compress = compression({ threshold: 0 });

describeAdapter({
  ...everyExpress,
  name: 'cors in Express 5, behind compression',
  start: (setup) => startExpress({ express, everyPath: '/{*any}', before: compress }, setup),
});

describeAdapter({
  ...everyExpress,
  name: 'cors in Express 5, in front of compression',
  start: (setup) => startExpress({ express, everyPath: '/{*any}', after: compress }, setup),
});

import { describeFurtherSetup } from '@cors-policy/conformance';
import express from 'express';
import { vi } from 'vitest';
import { everyExpress } from './fixture/every-express.js';
import { startExpress } from './fixture/express-server.js';

// Express reports what handlers throw on purpose here.
vi.spyOn(console, 'error').mockImplementation(() => {});

describeFurtherSetup({
  ...everyExpress,
  name: 'cors in Express 5',
  start: (setup) => startExpress({ express, everyPath: '/{*any}' }, setup),
});

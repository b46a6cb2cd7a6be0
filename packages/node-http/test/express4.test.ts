import { describeFurtherSetup, doesNotApply } from '@cors-policy/conformance';
import express4 from 'express4';
import { vi } from 'vitest';
import { everyExpress } from './fixture/every-express.js';
import { startExpress } from './fixture/express-server.js';

// Express reports what handlers throw on purpose here.
vi.spyOn(console, 'error').mockImplementation(() => {});

const unhandled = doesNotApply('Express 4 does not look at what a handler returns: the rejection goes unhandled');

describeFurtherSetup({
  ...everyExpress,
  name: 'cors in Express 4',
  start: (setup) => startExpress({ express: express4, everyPath: '*' }, setup),
  incidents: {
    ...everyExpress.incidents,
    'rejects-error': unhandled,
    'rejects-string': unhandled,
    'rejects-null': unhandled,
  },
});

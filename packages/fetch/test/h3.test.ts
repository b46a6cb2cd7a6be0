import { type AdapterUnderTest, describeFurtherSetup } from '@cors-policy/conformance';
import { everyFetch } from './fixture/every-fetch.js';
import { h3Application } from './fixture/h3-application.js';
import { startFetch } from './fixture/start.js';
import { applicationWithCors } from './fixture/with-cors.js';

const everyH3 = {
  ...everyFetch,
  incidents: { ...everyFetch.incidents, 'wrong-method': 404, 'automatic-options': 404 },
} as const;

const middleware: AdapterUnderTest = {
  ...everyH3,
  name: 'cors as a middleware of h3',
  start: startFetch((setup, log, stage) => {
    const app = h3Application(setup, log, stage, true);
    return (request) => app.fetch(request);
  }),
  features: { ...everyH3.features, prefix: true },
};

const around: AdapterUnderTest = {
  ...everyH3,
  name: 'withCors around the fetch of h3',
  start: startFetch((setup, log, stage) => {
    const app = h3Application(setup, log, stage, false);
    return applicationWithCors(setup, log, stage, (request) => app.fetch(request));
  }),
};

describeFurtherSetup(middleware, { vectors: 'withCors replays them, and this is the same adapter' });
describeFurtherSetup(around, { vectors: 'withCors replays them, and this is the same adapter' });

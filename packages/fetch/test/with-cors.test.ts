import { type AdapterUnderTest, describeAdapter } from '@cors-policy/conformance';
import { everyFetch } from './fixture/every-fetch.js';
import { startFetch } from './fixture/start.js';
import { applicationWithCors } from './fixture/with-cors.js';

const overNode: AdapterUnderTest = {
  ...everyFetch,
  name: 'withCors, behind a bridge from node:http',
  start: startFetch(applicationWithCors),
};

describeAdapter(overNode);

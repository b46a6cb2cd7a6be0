import { describeFurtherSetup } from '@cors-policy/conformance';
import Koa2 from 'koa2';
import { everyKoa, koa2Features } from './fixture/every-koa.js';
import { startKoa } from './fixture/koa-server.js';

describeFurtherSetup({
  ...everyKoa,
  name: 'cors in Koa 2',
  features: koa2Features,
  start: (setup) => startKoa({ create: Koa2 }, setup),
});

import { describeAdapter } from '@cors-policy/conformance';
import Koa from 'koa';
import { everyKoa } from './fixture/every-koa.js';
import { startKoa } from './fixture/koa-server.js';

describeAdapter({
  ...everyKoa,
  name: 'cors in Koa 3',
  start: (setup) => startKoa({ create: Koa }, setup),
});

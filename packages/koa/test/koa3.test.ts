import { describeAdapter } from '@cors-policy/conformance';
import { everyKoa } from './fixture/every-koa.js';
import { startKoa3 } from './fixture/start-koa3.js';

describeAdapter({ ...everyKoa, name: 'cors in Koa 3', start: startKoa3 });

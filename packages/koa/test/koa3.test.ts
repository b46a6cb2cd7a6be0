import { describeAdapter, vectorsTogether } from '@cors-policy/conformance';
import { koa3 } from './fixture/koa3.js';

describeAdapter(koa3, vectorsTogether);

import { describeAdapter, vectorsTogether } from '@cors-policy/conformance';
import { nodeHttp } from './fixture/node-http.js';

describeAdapter(nodeHttp, vectorsTogether);

import { describeAdapter } from '@cors-policy/conformance';
import { everyNodeHttp } from './fixture/every-node-http.js';
import { startNodeHttp } from './fixture/node-server.js';

describeAdapter({ ...everyNodeHttp, name: 'withCors on node:http', start: startNodeHttp });

import { createServer } from 'node:http';
import {
  type AdapterUnderTest,
  describeAdapter,
  doesNotApply,
  echoUpgrade,
  everyFeature,
  listen,
  ObservationLog,
  type RunningServer,
  type ServerSetup,
} from '@cors-policy/conformance';
import { withCors } from '@cors-policy/node-http';
import { withCorsListener } from './fixture/with-cors-listener.js';

const start = async (setup: ServerSetup): Promise<RunningServer> => {
  const log = new ObservationLog();
  const server = createServer(withCorsListener(setup, log));
  if (setup.upgrade === true) server.on('upgrade', echoUpgrade);
  const { port, close } = await listen(server);
  return { port, close, seen: () => log.all() };
};

const nodeHttp: AdapterUnderTest = {
  name: 'withCors on node:http',
  protocol: 'http/1.1',
  start,
  // PROOF: wrong values are handed over on purpose; they are what is tested.
  construct: (policy) => withCors(policy as never, () => {}),
  features: {
    ...everyFeature,
    prefix: doesNotApply('node:http has no prefixes'),
    'path-beyond-ascii': doesNotApply('the parser of Node refuses it, see below'),
    'immutable-response': doesNotApply('a ServerResponse can always be changed'),
  },
  incidents: {
    unrouted: 404,
    'wrong-method': 405,
    'automatic-options': 405,
    'body-too-large': 413,
    'not-modified': 304,
    'throws-error': 500,
    'throws-string': 500,
    'throws-null': 500,
    'rejects-error': 500,
    'rejects-string': 500,
    'rejects-null': 500,
    'refused-header': 500,
    'policy-throws': 500,
  },
  parserIncidents: { 'bad-request-line': 400, 'header-overflow': 431, 'missing-host': 400, 'refused-path': 400 },
};

describeAdapter(nodeHttp);

import { Agent, createServer } from 'node:http';
import {
  type AdapterUnderTest,
  application,
  describeFurtherSetup,
  doesNotApply,
  echoUpgrade,
  everyFeature,
  listen,
  ObservationLog,
  type RunningServer,
  type ServerSetup,
  withErrorHandling,
} from '@cors-policy/conformance';
import { withCors } from '@cors-policy/node-http';
import httpProxy from 'http-proxy';
import { withCorsListener } from './fixture/with-cors-listener.js';

/** The application of the setup is an upstream of its own, with whatever CORS headers it sets; the policy is the proxy's. */
const start = async (setup: ServerSetup): Promise<RunningServer> => {
  const log = new ObservationLog();
  const upstreamServer = createServer(withErrorHandling(application(setup, log)));
  upstreamServer.on('upgrade', echoUpgrade);
  const upstream = await listen(upstreamServer);

  const agent = new Agent({ keepAlive: true }); // without one, http-proxy closes the client's connection too
  const proxy = httpProxy.createProxyServer({ target: `http://127.0.0.1:${upstream.port}`, agent });
  proxy.on('error', (_error, _request, reply) => reply.destroy());
  // PROOF: over node:http the listener is called with the two classes that http-proxy takes.
  const server = createServer(
    withCorsListener(setup, log, (request, response) => proxy.web(request as never, response as never)),
  );
  if (setup.upgrade === true) server.on('upgrade', (request, socket, head) => proxy.ws(request, socket, head));
  const { port, close } = await listen(server);
  return {
    port,
    seen: () => log.all(),
    close: async () => {
      await close();
      agent.destroy();
      await upstream.close();
    },
  };
};

const behindProxy: AdapterUnderTest = {
  name: 'withCors around http-proxy, with an upstream that has headers of its own',
  protocol: 'http/1.1',
  start,
  // PROOF: wrong values are handed over on purpose; they are what is tested.
  construct: (policy) => withCors(policy as never, () => {}),
  features: {
    ...everyFeature,
    'stream-error': doesNotApply('http-proxy leaves its client waiting when the upstream breaks off'),
    'handler-101': doesNotApply('a proxy takes a 101 for an upgrade of its own connection'),
    'early-hints': doesNotApply('http-proxy passes no interim answers on'),
    trailers: doesNotApply('http-proxy passes no trailers on'),
    prefix: doesNotApply('node:http has no prefixes'),
    'path-beyond-ascii': doesNotApply('the parser of Node answers it with a 400'),
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

describeFurtherSetup(behindProxy);

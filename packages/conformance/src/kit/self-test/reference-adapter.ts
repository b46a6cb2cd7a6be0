import { createServer } from 'node:http';
import { definePolicy, type PolicyConfig } from '@cors-policy/core';
import {
  type AdapterUnderTest,
  doesNotApply,
  everyFeature,
  type RunningServer,
} from '../fixture/adapter-under-test.js';
import { ObservationLog } from '../fixture/observation.js';
import type { ServerSetup } from '../fixture/server-setup.js';
import { application, withErrorHandling } from '../node/application.js';
import { echoUpgrade } from '../node/echo-upgrade.js';
import { listen } from '../node/listening-server.js';
import { Front } from './front.js';
import type { Tampering } from './tampering.js';

/**
 * An adapter made for the kit's own test, as unlike the real ones as can be: a proxy in front of an application that
 * knows nothing of CORS. It decides by the naive model and rewrites header lines as text. Every step of it can be
 * tampered with.
 */

const start =
  (tampering: Tampering) =>
  async (setup: ServerSetup): Promise<RunningServer> => {
    const log = new ObservationLog();
    const upstreamServer = createServer(withErrorHandling(application(setup, log)));
    upstreamServer.on('upgrade', echoUpgrade);
    const upstream = await listen(upstreamServer);
    const front = new Front(setup, log, upstream.port, tampering);
    const server = createServer({ requireHostHeader: tampering.acceptsNoHost !== true }, (request, response) => {
      front.handle(request, response).catch(() => response.destroy());
    });
    if (setup.upgrade === true) server.on('upgrade', (request, socket) => front.upgrade(request, socket));
    const { parserAnswer } = tampering;
    if (parserAnswer !== undefined) server.on('clientError', (_error, socket) => socket.end(parserAnswer));
    const { port, close } = await listen(server);
    return {
      port,
      seen: () => log.all(),
      close: async () => {
        await close();
        front.close();
        await upstream.close();
      },
    };
  };

const construct = (policy: unknown): unknown => {
  if (typeof policy !== 'object' || policy === null) throw new TypeError('no policy');
  return definePolicy(policy as PolicyConfig); // PROOF: definePolicy checks whatever it is given
};

/** The reference with some steps done wrong; with none, it is right. */
export const referenceAdapter = (tampering: Tampering = {}): AdapterUnderTest => ({
  name: 'the reference proxy',
  protocol: 'http/1.1',
  start: start(tampering),
  construct: tampering.construct ?? construct,
  features: {
    ...everyFeature,
    'path-beyond-ascii': doesNotApply('the parser of Node refuses it, see below'),
    'immutable-response': doesNotApply('a proxy knows no response objects'),
    'handler-101': doesNotApply('a proxy takes a 101 for an upgrade of its own connection'),
    'early-hints': doesNotApply('this proxy passes no interim answers on'),
    trailers: doesNotApply('this proxy passes no trailers on'),
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
});

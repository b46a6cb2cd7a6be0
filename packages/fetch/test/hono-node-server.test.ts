import type { Server } from 'node:http';
import { type AdapterUnderTest, describeFurtherSetup, doesNotApply, type FetchHandler } from '@cors-policy/conformance';
import { createAdaptorServer } from '@hono/node-server';
import { everyFetch } from './fixture/every-fetch.js';
import { startFetch } from './fixture/start.js';
import { applicationWithCors } from './fixture/with-cors.js';

/**
 * This server puts a `Response` of its own in place of the global one. As long as nobody looks at the headers it spells
 * and orders them as the handler did, afterwards as `Headers` does: so somebody looks, with CORS and without.
 */
const serverOf = (handler: FetchHandler): Server => {
  const fetch = async (request: Request): Promise<Response> => {
    const response = await handler(request);
    response.headers.has('x-looked-at');
    return response;
  };
  // PROOF: without options of its own it makes a server of `node:http`.
  return createAdaptorServer({ fetch }) as Server;
};

const refused = (what: string): string => `the server answers ${what} with a 400`;

const overHonoNodeServer: AdapterUnderTest = {
  ...everyFetch,
  name: 'withCors on @hono/node-server',
  start: startFetch(applicationWithCors, serverOf),
  features: { ...everyFetch.features, 'asterisk-form': doesNotApply('the server answers `OPTIONS *` with a 400') },
  incidents: {
    ...everyFetch.incidents,
    'refused-header': doesNotApply('its Response takes any header, and the server fails when it sends it'),
  },
  unsendable: {
    'path-in-absolute-form-https-upper-case': refused('a target in absolute form in upper case'),
    'host-with-an-empty-port': refused('such a Host'),
    'host-list': refused('such a Host'),
    'host-with-userinfo': refused('such a Host'),
    'host-with-a-path': refused('such a Host'),
    'host-empty-and-origin-file': refused('such a Host'),
  },
};

describeFurtherSetup(overHonoNodeServer);

import { withCors } from '@cors-policy/fetch';
import {
  type FetchHandler,
  fetchApplication,
  fetchServer,
} from '../../packages/conformance/src/kit/fetch/fetch-server.js';
import { ObservationLog } from '../../packages/conformance/src/kit/fixture/observation.js';
import { targetPath } from '../../packages/conformance/src/kit/fixture/reply-script.js';
import type { ServerSetup } from '../../packages/conformance/src/kit/fixture/server-setup.js';
import { applicationWithCors } from '../../packages/fetch/test/fixture/with-cors.js';
import { runProbes } from './probes.js';

/** Hands a request over to a WebSocket by the means of the runtime; what that gives is returned as the handler's answer. */
export type Upgrade = (request: Request) => Response;

/** What the runner sends to occupy a slot. */
export interface Occupation {
  readonly setup: ServerSetup;
  /** Where the slot can be reached, for a server that fetches from itself. */
  readonly origin: string;
}

/**
 * A server that becomes another one whenever it is told to, since a runtime may not be able to open ports at any time.
 * The same module serves in every runtime.
 */
export const createSlot = (upgrade?: Upgrade): FetchHandler => {
  let log = new ObservationLog();
  let handler: FetchHandler = () => new Response('vacant', { status: 503 });

  const occupy = ({ setup, origin }: Occupation): void => {
    const ownLog = new ObservationLog();
    log = ownLog;
    handler = fetchServer(
      () => origin,
      (stage) => {
        const application = fetchApplication(setup, ownLog, stage);
        const upgrading: FetchHandler = (request) =>
          upgrade !== undefined && setup.upgrade === true && request.headers.get('upgrade') === 'websocket'
            ? upgrade(request)
            : application(request);
        return applicationWithCors(setup, ownLog, stage, upgrading);
      },
    );
  };

  return async (request) => {
    const pathname = targetPath(request.url);
    if (pathname === '/-/occupy') {
      // PROOF: the runner sends nothing else.
      occupy((await request.json()) as Occupation);
      return new Response(null, { status: 204 });
    }
    if (pathname === '/-/seen') return Response.json(log.all());
    if (pathname === '/-/probes') return Response.json(await runProbes(new URL(request.url).origin));
    if (pathname === '/-/gzip') return gzipped();
    if (pathname === '/-/proxied') return proxied(request);
    if (pathname.startsWith('/-/bare/')) return bare(Number(pathname.slice('/-/bare/'.length)));
    return handler(request);
  };
};

/** 'hello' ten times, compressed. Workers would do it once more, if they were not told. */
const gzipped = (): Response => {
  const bytes = Uint8Array.from(atob('H4sIAAAAAAAAA8tIzcnJzyCFAAAaHLSNMgAAAA=='), (char) => char.charCodeAt(0));
  const init = { headers: { 'content-encoding': 'gzip' }, encodeBody: 'manual' };
  return new Response(bytes, init);
};

/** The same, from elsewhere and through the adapter. */
const proxied = withCors({ origins: '*' }, ({ url }) => fetch(new URL('/-/gzip', url)));

/** What the probes fetch: a status, and cookies in an order that no sorting would give. */
const bare = (status: number): Response => {
  const headers = new Headers({ etag: '"v1"', 'access-control-allow-origin': '*' });
  for (const cookie of ['b=1; Path=/', 'a=2', 'b=3']) headers.append('set-cookie', cookie);
  return new Response([204, 304].includes(status) ? null : 'body', { status, headers });
};

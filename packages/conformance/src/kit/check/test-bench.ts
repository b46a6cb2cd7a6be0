import type { AdapterUnderTest } from '../fixture/adapter-under-test.js';
import { caseHeader, type Observation } from '../fixture/observation.js';
import type { CorsSetup, ServerSetup } from '../fixture/server-setup.js';
import { exchange } from '../wire/client.js';
import type { WireRequest, WireResponse } from '../wire/wire-message.js';

/** A running server with the client that speaks its protocol. */
export interface Bench {
  readonly port: number;
  readonly ask: (request: WireRequest) => Promise<WireResponse>;
  readonly seen: () => Promise<readonly Observation[]>;
}

/** Starts a server, lets `use` work with it, and stops it whatever happens. */
export const onServer = async <T>(
  adapter: AdapterUnderTest,
  setup: ServerSetup,
  use: (bench: Bench) => Promise<T>,
): Promise<T> => {
  const server = await adapter.start(setup);
  const heard = adapter.heard ?? ((_setup, _request, response) => response);
  try {
    return await use({
      port: server.port,
      ask: async (request) => heard(setup, request, await exchange(adapter.protocol, server.port, request)),
      seen: async () => server.seen(),
    });
  } finally {
    await server.close();
  }
};

/** One request to a server of its own, and what the server saw of it. */
export const askOnce = (
  adapter: AdapterUnderTest,
  setup: ServerSetup,
  request: WireRequest,
): Promise<{ readonly response: WireResponse; readonly seen: readonly Observation[] }> =>
  onServer(adapter, setup, async (bench) => {
    const response = await bench.ask(request);
    return { response, seen: await bench.seen() };
  });

/** What an application is made of, without CORS. */
export type Application = Omit<ServerSetup, 'cors'>;

/** Sends the same requests to an application with CORS and to its twin without. */
export const besideTwin = (
  adapter: AdapterUnderTest,
  cors: CorsSetup | readonly CorsSetup[],
  application: Application,
  use: (withCors: Bench, twin: Bench) => Promise<void>,
): Promise<void> =>
  onServer(adapter, { ...application, cors: [cors].flat() }, (withCors) =>
    onServer(adapter, { ...application, cors: [] }, (twin) => use(withCors, twin)),
  );

/** Names a request, so that the log can be searched for it. */
export const named = (name: string, request: WireRequest = {}): WireRequest => ({
  ...request,
  headers: [...(request.headers ?? []), [caseHeader, name]],
});

/** Waits, up to two seconds, for a condition that another process or a later turn makes true. */
export const eventually = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 2_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`did not come true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

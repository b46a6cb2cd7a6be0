import { createSlot } from './slot.js';
import { announce, SLOTS } from './slots.js';

interface BunServer {
  readonly port: number;
  upgrade(request: Request): boolean;
}

/** What is used of the global of Bun. */
declare const Bun: {
  serve(options: {
    readonly port: number;
    readonly hostname: string;
    readonly fetch: (request: Request, server: BunServer) => unknown;
    readonly websocket: { message(socket: { send(data: string | Uint8Array): void }, data: string | Uint8Array): void };
  }): BunServer;
};

const listen = (): number => {
  const server: BunServer = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: createSlot((request) => {
      const upgraded = server.upgrade(request);
      // PROOF: Bun wants no response for a request that it has upgraded; a handler returns `undefined` then.
      return (upgraded ? undefined : new Response('no upgrade', { status: 400 })) as Response;
    }),
    websocket: { message: (socket, data) => socket.send(data) },
  });
  return server.port;
};

announce(Array.from({ length: SLOTS }, listen));

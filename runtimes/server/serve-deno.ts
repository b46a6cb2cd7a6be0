import { createSlot } from './slot.js';
import { announce, SLOTS } from './slots.js';

interface EchoSocket {
  addEventListener(type: 'message', listener: (event: { readonly data: string }) => void): void;
  send(data: string): void;
}

/** What is used of the global of Deno. */
declare const Deno: {
  serve(
    options: { readonly port: number; readonly hostname: string; readonly onListen: () => void },
    handler: (request: Request) => Response | Promise<Response>,
  ): { readonly addr: { readonly port: number } };
  upgradeWebSocket(request: Request): { readonly socket: EchoSocket; readonly response: Response };
};

const listen = (): number => {
  const slot = createSlot((request) => {
    const { socket, response } = Deno.upgradeWebSocket(request);
    socket.addEventListener('message', ({ data }) => socket.send(data));
    return response;
  });
  return Deno.serve({ port: 0, hostname: '127.0.0.1', onListen: () => {} }, slot).addr.port;
};

announce(Array.from({ length: SLOTS }, listen));

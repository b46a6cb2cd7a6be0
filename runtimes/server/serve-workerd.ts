import { createSlot } from './slot.js';

interface WorkerSocket {
  accept(): void;
  addEventListener(type: 'message', listener: (event: { readonly data: string }) => void): void;
  send(data: string): void;
}

/** What is used of the globals of Workers. */
declare const WebSocketPair: new () => { readonly 0: WorkerSocket; readonly 1: WorkerSocket };

const slot = createSlot(() => {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server.addEventListener('message', ({ data }) => server.send(data));
  const init = { status: 101, webSocket: client };
  return new Response(null, init);
});

/** One service of the configuration is one slot. */
export default { fetch: (request: Request): Response | Promise<Response> => slot(request) };

import { type LoopbackServer, listen } from './loopback-server.js';

/** The servers that the pages come from: two ports, which are two origins for every host name. */
export interface PageServer {
  readonly ports: readonly [number, number];
  close(): Promise<void>;
}

const servePage = (): Promise<LoopbackServer> =>
  listen((request, response) => {
    // A browser that nobody can drive from outside is driven by a script of the page: see `webkit-console.ts`.
    const control = new URL(request.url ?? '/', 'http://localhost').searchParams.get('control');
    const script = control === null ? '' : `<script src="${control}/control.js"></script>`;
    response
      .writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-store', 'set-cookie': 'visitor=1; Path=/' })
      .end(`<!doctype html><title>page</title><link rel="icon" href="data:,">${script}`);
  });

export async function startPages(): Promise<PageServer> {
  const [first, second] = [await servePage(), await servePage()];
  return {
    ports: [first.port, second.port],
    close: async () => {
      await first.close();
      await second.close();
    },
  };
}

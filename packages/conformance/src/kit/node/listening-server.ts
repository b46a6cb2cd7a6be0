import type { Server } from 'node:http';
import type { Http2Server } from 'node:http2';
import type { Duplex } from 'node:stream';

export interface ListeningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on a free loopback port; `close` ends open connections too, so that no test waits for keep-alive. */
export const listen = (server: Server | Http2Server): Promise<ListeningServer> =>
  new Promise((resolve, reject) => {
    const open = new Set<Duplex>();
    server.on('connection', (socket: Duplex) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    });
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('not listening on a port'));
        return;
      }
      const close = (): Promise<void> =>
        new Promise((done) => {
          for (const socket of open) socket.destroy();
          server.close(() => done());
        });
      resolve({ port: address.port, close });
    });
  });

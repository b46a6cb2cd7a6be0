import { createServer, type RequestListener, type Server } from 'node:http';
import type { Http2Server } from 'node:http2';
import { type AddressInfo, connect } from 'node:net';

/** A response as it stood on the wire. */
export interface WireResponse {
  readonly statusLine: string;
  /** The header lines as they were written, in order. */
  readonly lines: readonly string[];
  readonly body: string;
  /** The values of a header, a line each. */
  values(name: string): readonly string[];
}

/** A server on loopback, for as long as a test takes. */
export interface TestServer extends AsyncDisposable {
  readonly port: number;
  /** Sends one request on a connection of its own, byte for byte, and reads until the server closes. */
  send(head: readonly string[]): Promise<WireResponse>;
}

/** Starts a plain HTTP/1.1 server for a listener. */
export async function serve(listener: RequestListener): Promise<TestServer> {
  const server = createServer(listener);
  const port = await listen(server);
  return {
    port,
    send: (head) => send(port, head),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Listens on a free loopback port. */
export async function listen(server: Server | Http2Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  // A server that listens on a TCP port has an address of this shape.
  return (server.address() as AddressInfo).port;
}

/** The lines of a request, to which `Host` and `Connection: close` are added. */
export function request(line: string, fields: Readonly<Record<string, string | readonly string[]>> = {}): string[] {
  const lines = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`));
  return [`${line} HTTP/1.1`, 'Host: server.example', 'Connection: close', ...lines];
}

function send(port: number, head: readonly string[]): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${head.join('\r\n')}\r\n\r\n`));
    const chunks: Buffer[] = [];
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer in ten seconds')));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('end', () => {
      socket.end();
      resolve(parse(Buffer.concat(chunks).toString('latin1')));
    });
  });
}

function parse(text: string): WireResponse {
  const headEnd = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = text.slice(0, headEnd).split('\r\n');
  const values = (name: string): string[] =>
    lines
      .filter((line) => line.slice(0, line.indexOf(':')).toLowerCase() === name)
      .map((line) => line.slice(line.indexOf(':') + 2));
  return { statusLine, lines, body: text.slice(headEnd + 4), values };
}

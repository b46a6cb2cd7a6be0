import { connect, type Socket } from 'node:net';
import { parseResponse } from './response-parser.js';
import type { WireHeader, WireRequest, WireResponse } from './wire-message.js';

/** No answer of the kit's servers takes longer or is larger than this. */
const patience = 5_000;
const mostBytes = 8 * 1024 * 1024;

/** The bytes of a request, exactly as asked for, as latin1. */
export const requestBytes = (request: WireRequest, version = '1.1'): string => {
  const given = request.headers ?? [];
  const has = (name: string): boolean => given.some(([key]) => key.toLowerCase() === name);
  const headers: WireHeader[] = [...given];
  if (!has('host')) headers.unshift(['Host', 'conformance.test']);
  if (request.body !== undefined && !has('content-length')) {
    headers.push(['Content-Length', String(Buffer.byteLength(request.body, 'latin1'))]);
  }
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return `${request.method ?? 'GET'} ${request.target ?? '/'} HTTP/${version}\r\n${lines.join('')}\r\n${request.body ?? ''}`;
};

/** A TCP connection that writes exact bytes and reads one response after the other. */
export class RawConnection {
  readonly #socket: Socket;
  #arrived: Buffer = Buffer.alloc(0);
  #closed = false;
  #wake: () => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    const stop = (): void => {
      this.#closed = true;
      this.#wake();
    };
    socket.on('data', (bytes) => {
      this.#arrived = Buffer.concat([this.#arrived, bytes]);
      if (this.#arrived.length > mostBytes) socket.destroy();
      this.#wake();
    });
    socket.on('end', stop);
    socket.on('close', stop);
    socket.on('error', stop);
  }

  static open(port: number): Promise<RawConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => {
        socket.off('error', reject);
        resolve(new RawConnection(socket));
      });
      socket.once('error', reject);
    });
  }

  send(bytes: string): void {
    this.#socket.write(bytes, 'latin1');
  }

  /** Says that nothing more will be sent. */
  finish(): void {
    this.#socket.end();
  }

  /** Hangs up at once. */
  destroy(): void {
    this.#socket.destroy();
  }

  /** The server has closed the connection. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Waits until `take` finds what it looks for in the bytes that arrived; undefined when the server closed first. */
  async #until<T>(take: (arrived: Buffer, closed: boolean) => T | undefined): Promise<T | undefined> {
    const deadline = Date.now() + patience;
    for (;;) {
      const found = take(this.#arrived, this.#closed);
      if (found !== undefined || this.#closed) return found;
      const left = deadline - Date.now();
      if (left <= 0)
        throw new Error(
          `no answer within ${patience} ms; so far: ${JSON.stringify(this.#arrived.toString('latin1', 0, 500))}`,
        );
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#wake = (): void => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** The next response, to a request with this method; undefined when the server hung up without one. */
  async read(method = 'GET'): Promise<WireResponse | undefined> {
    const parsed = await this.#until((arrived, closed) => parseResponse(arrived, method, closed));
    if (parsed === undefined) return undefined;
    this.#arrived = Buffer.from(parsed.rest);
    return parsed.response;
  }

  /** One request and its response, after those before it; undefined when the server hung up without one. */
  exchange(request: WireRequest): Promise<WireResponse | undefined> {
    this.send(requestBytes(request));
    return this.read(request.method);
  }

  /** Waits until this text has arrived, without taking it. */
  async waitFor(text: string): Promise<void> {
    const found = await this.#until((arrived) => (arrived.includes(text, 0, 'latin1') ? true : undefined));
    if (found === undefined) throw new Error(`closed before ${JSON.stringify(text)} arrived`);
  }
}

/** Sends exact bytes on a connection of their own; undefined when the server hung up without an answer. */
export const exchangeBytes = async (port: number, bytes: string, method = 'GET'): Promise<WireResponse | undefined> => {
  const connection = await RawConnection.open(port);
  try {
    connection.send(bytes);
    return await connection.read(method);
  } finally {
    connection.destroy();
  }
};

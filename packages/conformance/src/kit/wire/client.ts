import { H2Connection } from './h2-client.js';
import { exchangeBytes, RawConnection, requestBytes } from './raw-client.js';
import type { WireRequest, WireResponse } from './wire-message.js';

/** What is spoken on the wire. */
export type Protocol = 'http/1.1' | 'h2';

/** One request on a connection of its own; undefined when the server hung up without an answer. */
const tryExchange = async (
  protocol: Protocol,
  port: number,
  request: WireRequest,
): Promise<WireResponse | undefined> => {
  if (protocol === 'http/1.1') return exchangeBytes(port, requestBytes(request), request.method);
  const connection = await H2Connection.open(port);
  try {
    return await connection.exchange(request);
  } finally {
    connection.destroy();
  }
};

const answered = ({ method = 'GET', target = '/' }: WireRequest, response: WireResponse | undefined): WireResponse => {
  if (response === undefined) throw new Error(`${method} ${target}: the server hung up without an answer`);
  return response;
};

/** One request on a connection of its own, which must be answered. */
export const exchange = async (protocol: Protocol, port: number, request: WireRequest): Promise<WireResponse> =>
  answered(request, await tryExchange(protocol, port, request));

/** A connection that stays open for one request after the other. */
export interface KeptConnection {
  /** Waits for the answer before it returns; rejects when the server hangs up without one. */
  exchange(request: WireRequest): Promise<WireResponse>;
  destroy(): void;
}

export const openConnection = async (protocol: Protocol, port: number): Promise<KeptConnection> => {
  const connection = protocol === 'h2' ? await H2Connection.open(port) : await RawConnection.open(port);
  return {
    exchange: async (request) => answered(request, await connection.exchange(request)),
    destroy: () => connection.destroy(),
  };
};

/** A request whose answer is watched while it arrives, and that may be given up. */
export interface StartedExchange {
  /** Waits until this text of the body has arrived. */
  untilBody(text: string): Promise<void>;
  response(): Promise<WireResponse | undefined>;
  hangUp(): void;
}

export const startExchange = async (
  protocol: Protocol,
  port: number,
  request: WireRequest,
): Promise<StartedExchange> => {
  if (protocol === 'http/1.1') {
    const connection = await RawConnection.open(port);
    connection.send(requestBytes(request));
    return {
      untilBody: (text) => connection.waitFor(text),
      response: () => connection.read(request.method),
      hangUp: () => connection.destroy(),
    };
  }
  const connection = await H2Connection.open(port);
  const { stream, response } = connection.start(request);
  return {
    untilBody: (text) =>
      new Promise((resolve) => {
        let arrived = '';
        stream.on('data', (bytes: Buffer) => {
          arrived += bytes.toString('latin1');
          if (arrived.includes(text)) resolve();
        });
      }),
    response: () => response,
    hangUp: () => connection.destroy(),
  };
};

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

/** One request on a connection of its own, which must be answered. */
export const exchange = async (protocol: Protocol, port: number, request: WireRequest): Promise<WireResponse> => {
  const response = await tryExchange(protocol, port, request);
  if (response === undefined)
    throw new Error(`${request.method ?? 'GET'} ${request.target ?? '/'}: the server hung up without an answer`);
  return response;
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

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { browserFields, methodOf } from '../scenarios/browser-fields.js';
import type { PlainRequest } from '../scenarios/fresh-requests.js';

/** Connections that are kept alive, each with one request on its way at a time. */
export interface Load {
  /** Sends so many requests, and waits for all the answers. */
  readonly send: (request: PlainRequest, count: number) => Promise<void>;
  /** The last answer, as text. */
  readonly lastAnswer: () => string;
  readonly end: () => void;
}

export async function openLoad(port: number, connections: number): Promise<Load> {
  const sockets = await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      return socket.setNoDelay(true);
    }),
  );
  let last = '';
  return {
    send: async (request, count) => {
      const bytes = Buffer.from(requestText(request), 'latin1');
      let left = count;
      const takeOne = (): boolean => left-- > 0;
      await Promise.all(
        sockets.map(async (socket) => {
          last = await converse(socket, bytes, takeOne);
        }),
      );
    },
    lastAnswer: () => last,
    end: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function requestText(request: PlainRequest): string {
  const lines = browserFields(request).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${methodOf(request)} /items HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** One request after the other on one connection, as long as there are some to take; gives the last answer. */
function converse(socket: Socket, request: Buffer, takeOne: () => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const finish = (settle: () => void): void => {
      socket.off('data', read).off('close', fail);
      settle();
    };
    const fail = (): void => finish(() => reject(new Error(`the server closed the connection after: ${answer}`)));
    const read = (chunk: Buffer): void => {
      answer += chunk.toString('latin1');
      if (!isWhole(answer)) return;
      if (!takeOne()) {
        finish(() => resolve(answer));
        return;
      }
      answer = '';
      socket.write(request);
    };
    socket.on('data', read).on('close', fail);
    if (takeOne()) socket.write(request);
    else finish(() => resolve(answer));
  });
}

/** The body of every answer here has a length, or the status has none. */
function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1] ?? '0';
  return answer.length >= end + 4 + Number(length);
}

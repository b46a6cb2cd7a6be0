import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { createServer as createTcpServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listen } from '../node/listening-server.js';
import { exchange } from './client.js';
import { exchangeBytes, RawConnection, requestBytes } from './raw-client.js';
import { valuesOf } from './wire-message.js';

describe('the HTTP/1.1 client', () => {
  it('sends exactly the bytes it is given', async () => {
    const arrived: Buffer[] = [];
    const server = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (bytes) => {
        arrived.push(bytes);
        socket.end('HTTP/1.1 204 No Content\r\n\r\n');
      });
    });
    const { port, close } = await new Promise<{ port: number; close: () => void }>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve({
          port: typeof address === 'object' && address !== null ? address.port : 0,
          close: () => server.close(),
        });
      });
    });
    const request = {
      method: 'PUT',
      target: '/\u00e9',
      headers: [
        ['origin', 'a\u00ff'],
        ['Origin', '\tb '],
      ],
      body: '\u0000\u0080',
    } as const;
    const response = await exchangeBytes(port, requestBytes(request));
    close();
    expect(response?.status).toBe(204);
    expect(Buffer.concat(arrived).toString('latin1')).toBe(
      'PUT /\u00e9 HTTP/1.1\r\nHost: conformance.test\r\norigin: a\u00ff\r\nOrigin: \tb \r\nContent-Length: 2\r\n\r\n\u0000\u0080',
    );
  });

  it('says that the server hung up where there is no answer', async () => {
    const { port, close } = await listen(createServer((request) => request.socket.destroy()));
    expect(await exchangeBytes(port, requestBytes({}))).toBeUndefined();
    await expect(exchange('http/1.1', port, {})).rejects.toThrow('hung up');
    await close();
  });

  it('reads the answers on one connection one after the other', async () => {
    const { port, close } = await listen(createServer((request, response) => void response.end(request.url)));
    const connection = await RawConnection.open(port);
    connection.send(['/a', '/b', '/c'].map((target) => requestBytes({ target })).join(''));
    const bodies = [await connection.read(), await connection.read(), await connection.read()].map((one) =>
      one?.body.toString(),
    );
    expect(bodies).toEqual(['/a', '/b', '/c']);
    connection.destroy();
    await close();
  });
});

describe.each(['http/1.1', 'h2'] as const)('the client for %s', (protocol) => {
  const create = (listener: (request: IncomingMessage, response: ServerResponse) => void) =>
    // PROOF: over either protocol these listeners use what both classes have.
    protocol === 'h2' ? createHttp2Server(listener as never) : createServer(listener);

  it('shows a header on two lines as two', async () => {
    const { port, close } = await listen(
      create((_request, response) => void response.writeHead(200, { 'x-a': ['1', '2'] }).end('x')),
    );
    expect(valuesOf(await exchange(protocol, port, {}), 'x-a')).toEqual(['1', '2']);
    await close();
  });

  it('sends a header on two lines', async () => {
    const { port, close } = await listen(
      create((request, response) => void response.end(String(request.headers.origin))),
    );
    const headers = [
      ['Origin', 'https://a.example'],
      ['Origin', 'https://b.example'],
    ] as const;
    expect((await exchange(protocol, port, { headers })).body.toString()).toBe('https://a.example, https://b.example');
    await close();
  });

  it('says that a body is not whole when the server breaks it off', async () => {
    const { port, close } = await listen(
      create((_request, response) => {
        response.write('half');
        setTimeout(() => response.destroy(new Error('broken off')), 20);
      }),
    );
    expect((await exchange(protocol, port, {})).complete).toBe(false);
    await close();
  });
});

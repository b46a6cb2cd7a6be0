import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { corsHeaders, varyNames } from '../testing/orders-api.js';
import type { Program } from '../testing/program.js';
import { startProgram } from '../testing/start-program.js';

describe('WebSocket', () => {
  let program: Program;
  beforeAll(async () => {
    program = await startProgram('websocket/server.ts');
  });
  afterAll(() => program.stop());

  /** What a page of this origin gets when it opens a WebSocket and says hello: an answer, or the status of the refusal. */
  const greet = (origin: string | undefined): Promise<string | number> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(program.url.replace('http', 'ws'), origin === undefined ? {} : { origin });
      socket.on('open', () => socket.send('hello'));
      socket.on('message', (data) => {
        socket.close();
        resolve(Buffer.isBuffer(data) ? data.toString() : 'not what was sent');
      });
      socket.on('unexpected-response', (_request, response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      socket.on('error', reject);
    });

  it.each(['https://app.example.com', 'http://localhost:5173'])('opens for %s', async (origin) => {
    expect(await greet(origin)).toBe('hello');
  });

  it.each([
    'https://evil.example',
    'https://app.example.com.evil.example',
    'http://app.example.com',
    'null',
    undefined,
  ])('refuses %s with 403, before the handshake', async (origin) => {
    expect(await greet(origin)).toBe(403);
  });

  it('has a connection open for as long as the page does, and only for a page that was let in', async () => {
    const socket = new WebSocket(program.url.replace('http', 'ws'), { origin: 'https://app.example.com' });
    await once(socket, 'open');
    await greet('https://evil.example');
    expect(await (await fetch(program.url)).text()).toBe('1 connected');
    socket.close();
    await once(socket, 'close');
  });

  it('has the same policy for plain requests', async () => {
    const ask = (origin: string): Promise<Response> => fetch(program.url, { headers: { origin } });
    const own = await ask('https://app.example.com');
    expect(corsHeaders(own)).toEqual({
      'access-control-allow-origin': 'https://app.example.com',
      'access-control-allow-credentials': 'true',
    });
    const foreign = await ask('https://evil.example');
    expect(corsHeaders(foreign)).toEqual({});
    expect([varyNames(own), varyNames(foreign)]).toEqual([['origin'], ['origin']]);
  });
});

import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { listen } from '../../testing/servers/listen.js';
import { NoAnswer, type WireClient, wireClient } from './wire-client.js';

let server: Server | undefined;

afterEach(() => void server?.close());

/** A server that sends these bytes to whoever connects, and what it was sent. */
async function saying(bytes: string): Promise<{ readonly url: string; readonly heard: () => string }> {
  let heard = '';
  const listening = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      if (heard.includes('\r\n\r\n') && bytes !== '') socket.write(Buffer.from(bytes, 'latin1'));
    });
  });
  server = listening;
  await new Promise<void>((resolve) => void listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return { url: `http://127.0.0.1:${address.port}/item?x=1`, heard: () => heard };
}

const client = (timeout = 2000): WireClient => wireClient({ timeout, insecure: false, cookie: 'session=1' });

const get = { method: 'GET', headers: [], body: undefined, includesCredentials: false } as const;

describe('the client', () => {
  test('brings header lines as they are: twice, in any case, in order', async () => {
    const { url } = await saying(
      'HTTP/1.1 418 Teapot\r\nAccess-Control-Allow-Origin: *\r\nACCESS-CONTROL-ALLOW-ORIGIN: null\r\nX-A:  1 \r\ncontent-length: 0\r\n\r\n',
    );
    expect(await client()({ ...get, url })).toEqual({
      status: 418,
      headers: [
        ['Access-Control-Allow-Origin', '*'],
        ['ACCESS-CONTROL-ALLOW-ORIGIN', 'null'],
        ['X-A', '1'],
        ['content-length', '0'],
      ],
    });
  });

  test('brings all of them, however many and long they are', async () => {
    const lines = `${'x: y\r\n'.repeat(3000)}x: ${'y'.repeat(100_000)}\r\n`;
    const { url } = await saying(`HTTP/1.1 200 OK\r\n${lines}access-control-allow-origin: *\r\n\r\n`);
    const { headers } = await client()({ ...get, url });
    expect(headers).toHaveLength(3002);
    expect(headers.at(-1)).toEqual(['access-control-allow-origin', '*']);
  });

  test('does not wait for a body that never ends', async () => {
    const { url } = await saying('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n');
    expect(await client()({ ...get, url })).toMatchObject({ status: 200 });
  });

  test('follows no redirect', async () => {
    const { url } = await saying('HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\n\r\n');
    expect(await client()({ ...get, url })).toMatchObject({ status: 302 });
  });

  test('sends what it is given, and a cookie only with credentials', async () => {
    const { url, heard } = await saying('HTTP/1.1 200 OK\r\n\r\n');
    const headers = [
      ['origin', 'null'],
      ['x-a', '1'],
    ] as const;
    await client()({ ...get, method: 'PUT', url, headers });
    expect(heard()).toMatch(/^PUT \/item\?x=1 HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\n/);
    expect(heard()).toContain('\r\norigin: null\r\nx-a: 1\r\n');
    expect(heard()).toContain('\r\ncontent-length: 0\r\n');
    expect(heard()).not.toContain('cookie');
    await client()({ ...get, url, includesCredentials: true });
    expect(heard()).toContain('\r\ncookie: session=1\r\n');
  });

  test.each([
    ['says nothing', '', 'no answer within 0.2 s'],
    ['does not speak HTTP', 'SSH-2.0-OpenSSH\r\n', 'Parse Error'],
  ])('gives up on a server that %s', async (_what, bytes, reason) => {
    const { url } = await saying(bytes);
    const asked = client(200)({ ...get, url });
    await expect(asked).rejects.toThrow(NoAnswer);
    await expect(asked).rejects.toThrow(reason);
  });

  test('says so where a server does not speak TLS', async () => {
    const { url, close } = await listen((_request, response) => void response.end());
    const asked = client()({ ...get, url: url.replace('http:', 'https:') });
    await expect(asked).rejects.toThrow('it does not speak TLS: did you mean http://?');
    await close();
  });

  test('gives up on a server that is not there', async () => {
    await expect(client()({ ...get, url: 'http://127.0.0.1:1/' })).rejects.toThrow('ECONNREFUSED');
  });
});

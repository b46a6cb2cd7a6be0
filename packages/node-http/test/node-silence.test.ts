import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { connect } from 'node:net';
import { listen } from '@cors-policy/conformance';
import { withCors } from '@cors-policy/node-http';
import { describe, expect, it } from 'vitest';

const origin = 'https://app.example';
const hello: RequestListener = (_request, response) => response.end('hello');

/** Everything that the server says until it hangs up, or has been silent for this long. */
const patience = 1_000;

const heardFrom = async (bytes: string, options: ServerOptions, prepare: (server: Server) => void): Promise<string> => {
  const server = createServer(options, withCors({ origins: origin }, hello));
  prepare(server);
  const { port, close } = await listen(server);
  try {
    return await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      let text = '';
      const done = (): void => resolve(text);
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1');
      });
      socket.on('error', done).on('close', done);
      socket.setTimeout(patience, () => socket.destroy());
    });
  } finally {
    await close();
  }
};

const head = (line: string, ...fields: readonly string[]): string =>
  [`${line} HTTP/1.1`, 'Host: a', `Origin: ${origin}`, ...fields, '', ''].join('\r\n');

describe('what Node answers before any listener has no CORS headers', () => {
  it.each<readonly [string, number, string, ServerOptions, (server: Server) => void]>([
    ['an expectation that it does not know', 417, head('POST /', 'Expect: odd', 'Content-Length: 0'), {}, () => {}],
    [
      'a head that does not come to its end in time',
      408,
      `GET / HTTP/1.1\r\nHost: a\r\nOrigin: ${origin}\r\n`,
      { headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 20 },
      () => {},
    ],
    ['a version that it does not know', 400, 'GET / HTTP/3.7\r\n\r\n', {}, () => {}],
    ['two lengths', 400, head('POST /', 'Content-Length: 1', 'Content-Length: 2'), {}, () => {}],
    [
      'a length beside a transfer coding',
      400,
      head('POST /', 'Content-Length: 1', 'Transfer-Encoding: chunked'),
      {},
      () => {},
    ],
  ])('%s: %i', async (_what, status, bytes, options, prepare) => {
    const text = await heardFrom(bytes, options, prepare);
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(text.toLowerCase()).not.toContain('access-control-');
  });

  it('one request more than a connection may carry: 503, behind an answer that has them', async () => {
    const text = await heardFrom(head('GET /') + head('GET /'), {}, (server) => {
      server.maxRequestsPerSocket = 1;
    });
    const [, first = '', second = ''] = text.split('HTTP/1.1 ');
    expect(first).toMatch(/^200 OK/);
    expect(first).toContain(`access-control-allow-origin: ${origin}`);
    expect(second).toMatch(/^503 /);
    expect(second.toLowerCase()).not.toContain('access-control-');
  });

  it('CONNECT: it hangs up', async () => {
    expect(await heardFrom(head('CONNECT a:443'), {}, () => {})).toBe('');
  });
});

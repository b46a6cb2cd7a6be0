import {
  connect,
  createServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http2';
import { definePolicy } from '@cors-policy/core';
import { describe, expect, it, vi } from 'vitest';
import { withCors } from './index.js';
import { listen } from './testing/wire.js';

const policy = definePolicy({ origins: 'https://app.example' });
const APP = 'https://app.example';

type Listener = (req: Http2ServerRequest, res: Http2ServerResponse) => unknown;

interface Answer {
  readonly headers: IncomingHttpHeaders & { readonly ':status'?: number | undefined };
  readonly body: string;
}

async function ask(listener: Listener, headers: OutgoingHttpHeaders): Promise<Answer> {
  const server = createServer((req, res) => void listener(req, res));
  const port = await listen(server);
  const client = connect(`http://127.0.0.1:${port}`);
  try {
    return await new Promise((resolve, reject) => {
      const stream = client.request({ ':path': '/', ...headers });
      let received: Answer['headers'] = {};
      let body = '';
      stream.setEncoding('latin1');
      stream.on('response', (fields) => {
        received = fields;
      });
      stream.on('data', (chunk: string) => {
        body += chunk;
      });
      stream.on('end', () => resolve({ headers: received, body }));
      stream.on('error', reject);
      stream.end();
    });
  } finally {
    client.close();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('http2', () => {
  it('gets what http gets', async () => {
    const { headers, body } = await ask(
      withCors(policy, (_req: Http2ServerRequest, res: Http2ServerResponse) => res.end('hello')),
      { origin: APP },
    );
    expect(headers['access-control-allow-origin']).toBe(APP);
    expect(headers.vary).toBe('Origin');
    expect(body).toBe('hello');
  });

  it('answers preflights without the listener', async () => {
    const listener = vi.fn<Listener>();
    const allowed = await ask(withCors(policy, listener), {
      ':method': 'OPTIONS',
      origin: APP,
      'access-control-request-method': 'PUT',
    });
    expect(allowed.headers[':status']).toBe(204);
    expect(allowed.headers['access-control-allow-origin']).toBe(APP);
    const denied = await ask(withCors(policy, listener), {
      ':method': 'OPTIONS',
      origin: 'null',
      'access-control-request-method': 'PUT',
    });
    expect(denied.headers[':status']).toBe(403);
    expect(denied.headers['access-control-allow-origin']).toBeUndefined();
    expect(listener).not.toHaveBeenCalled();
  });

  const forms: readonly (readonly [string, (res: Http2ServerResponse) => unknown])[] = [
    [
      'setHeader',
      (res) => {
        res.setHeader('Access-Control-Allow-Origin', '*');
        res.setHeader('Vary', 'A');
        res.end();
      },
    ],
    ['an object', (res) => res.writeHead(200, { 'Access-Control-Allow-Origin': '*', Vary: 'A' }).end()],
    [
      'an object with white space around a name',
      (res) => res.writeHead(200, { ' access-control-allow-origin ': '*', ' Vary': 'A' }).end(),
    ],
    // The types know no arrays; Node does.
    [
      'a flat array',
      (res) => Reflect.apply(res.writeHead, res, [200, ['Access-Control-Allow-Origin', '*', 'Vary', 'A']]).end(),
    ],
    [
      'nested arrays',
      (res) =>
        Reflect.apply(res.writeHead, res, [
          200,
          [
            ['Access-Control-Allow-Origin', '*'],
            ['Vary', 'A'],
          ],
        ]).end(),
    ],
  ];

  it.each(forms)('replaces what the handler gave by %s, and merges Vary', async (_, respond) => {
    const listener = withCors(policy, (_req: Http2ServerRequest, res: Http2ServerResponse) => respond(res));
    const allowed = await ask(listener, { origin: APP });
    expect(allowed.headers['access-control-allow-origin']).toBe(APP);
    expect(allowed.headers.vary).toBe('A, Origin');
    expect(
      (await ask(listener, { origin: 'https://evil.example' })).headers['access-control-allow-origin'],
    ).toBeUndefined();
  });

  it('keeps several cookies of an array', async () => {
    const cookies = ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'];
    const listener = withCors(policy, (_req: Http2ServerRequest, res: Http2ServerResponse) =>
      Reflect.apply(res.writeHead, res, [200, cookies]).end(),
    );
    expect((await ask(listener, { origin: APP })).headers['set-cookie']).toEqual(['a=1', 'b=2']);
  });

  it('knows the host, which is in :authority', async () => {
    const rejecting = withCors(
      { origins: APP, disallowed: 'reject' },
      (_req: Http2ServerRequest, res: Http2ServerResponse) => res.end('hello'),
    );
    const own = { ':authority': 'self.example', origin: 'https://self.example' };
    expect((await ask(rejecting, own)).body).toBe('hello');
    expect((await ask(rejecting, { ...own, origin: 'https://other.example' })).headers[':status']).toBe(403);
  });

  it('survives a client that left while allow was asked', async () => {
    const decided = vi.fn();
    const listener = vi.fn<Listener>((_req, res) => res.end('late'));
    const hooked = withCors(policy, listener, {
      allow: async (req) => {
        req.stream.close();
        await new Promise((resolve) => req.stream.once('close', resolve));
        return true;
      },
      onDecision: decided,
    });
    await ask(hooked, { origin: 'https://customer.example' });
    await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(1));
    expect(decided).toHaveBeenCalledTimes(1);
  });
});

import type { ServerResponse } from 'node:http';
import {
  connect,
  createSecureServer,
  type Http2SecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import { createServer, request as httpsRequest, type Server } from 'node:https';
import { listen } from '@cors-policy/conformance';
import { withCors } from '@cors-policy/node-http';
import { describe, expect, it } from 'vitest';

const APP = 'https://app.example';
const EVIL = 'https://evil.example';

/** TLS without certificates: both ends have the key (RFC 4279). */
const psk = Buffer.from('a key that both ends have');
const ciphers = 'PSK-AES128-GCM-SHA256';
const serverTls = { ciphers, pskCallback: () => psk, maxVersion: 'TLSv1.2' } as const;
const clientTls = {
  ciphers,
  pskCallback: () => ({ psk, identity: 'client' }),
  maxVersion: 'TLSv1.2',
  checkServerIdentity: () => undefined,
} as const;

interface Answer {
  readonly status: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

const askOverHttps = (port: number, method: string, headers: Readonly<Record<string, string>>): Promise<Answer> =>
  new Promise((resolve, reject) => {
    httpsRequest({ ...clientTls, port, host: '127.0.0.1', method, headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve({ status: response.statusCode, headers: response.headers }));
    })
      .on('error', reject)
      .end();
  });

const askOverHttp2 = (port: number, method: string, headers: Readonly<Record<string, string>>): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const session = connect(`https://127.0.0.1:${port}`, clientTls).on('error', reject);
    session
      .request({ ':method': method, ...headers })
      .on('response', (answer) => resolve({ status: answer[':status'], headers: answer }))
      .on('close', () => session.close())
      .resume()
      .end();
  });

const policy = { origins: APP, methods: 'PUT', disallowed: 'reject' } as const;

const overHttps = (): Server =>
  createServer(
    serverTls,
    withCors(policy, (_request, response) => response.setHeader('vary', 'Accept').end('hello')),
  );

const overHttp2 = (): Http2SecureServer =>
  createSecureServer(
    { ...serverTls, allowHTTP1: true },
    // What a server of both is given: requests of HTTP/1.1 are those of `node:http`.
    withCors(policy, (_request: Http2ServerRequest, response: Http2ServerResponse | ServerResponse) => {
      response.setHeader('vary', 'Accept');
      response.end();
    }),
  );

describe.each([
  ['node:https', overHttps, askOverHttps],
  ['node:http2 with TLS', overHttp2, askOverHttp2],
  ['node:http2 with TLS, for a client of HTTP/1.1', overHttp2, askOverHttps],
] as const)('withCors on %s', (_title, create, ask) => {
  it('answers actual requests and preflights by the policy', async () => {
    const { port, close } = await listen(create());
    const preflight = { 'access-control-request-method': 'PUT' };
    try {
      const answers = [
        await ask(port, 'GET', { origin: APP }),
        await ask(port, 'GET', { origin: EVIL }),
        await ask(port, 'OPTIONS', { origin: APP, ...preflight }),
        await ask(port, 'OPTIONS', { origin: EVIL, ...preflight }),
      ];
      const told = answers.map(({ status, headers }) => [status, headers['access-control-allow-origin'], headers.vary]);
      const vary = 'Origin, Sec-Fetch-Site, Access-Control-Request-Method, Access-Control-Request-Headers';
      expect(told).toEqual([
        [200, APP, 'Accept, Origin, Sec-Fetch-Site'],
        [403, undefined, 'Origin, Sec-Fetch-Site'],
        [204, APP, vary],
        [403, undefined, vary],
      ]);
    } finally {
      await close();
    }
  });

  it('lets a request of its own origin through, by the host that was asked for', async () => {
    const { port, close } = await listen(create());
    try {
      const { status, headers } = await ask(port, 'GET', { origin: `https://127.0.0.1:${port}` });
      expect([status, headers['access-control-allow-origin']]).toEqual([200, undefined]);
    } finally {
      await close();
    }
  });
});

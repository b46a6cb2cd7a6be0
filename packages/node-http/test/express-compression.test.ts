import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  type AdapterUnderTest,
  describeFurtherSetup,
  doesNotApply,
  replyingWith,
  type ScriptedHeader,
  staysDecorated,
} from '@cors-policy/conformance';
import { cors } from '@cors-policy/node-http';
import compression from 'compression';
import express from 'express';
import { describe, expect, it, vi } from 'vitest';
import { everyExpress } from './fixture/every-express.js';
import { startExpress } from './fixture/express-server.js';

// Express reports what handlers throw on purpose here.
vi.spyOn(console, 'error').mockImplementation(() => {});

/** Compresses whatever it can, and says so in `Vary`, when the header block is written. */
const compress = compression({ threshold: 0 });

const features: AdapterUnderTest['features'] = {
  ...everyExpress.features,
  'head-object-third': doesNotApply(
    'compression drops the headers behind an undefined reason, with and without us; ours are kept, see below',
  ),
};

const behind: AdapterUnderTest = {
  ...everyExpress,
  features,
  name: 'cors in Express 5, behind compression',
  start: (setup) => startExpress({ express, everyPath: '/{*any}', before: compress }, setup),
};

const inFront: AdapterUnderTest = {
  ...everyExpress,
  features,
  name: 'cors in Express 5, in front of compression',
  start: (setup) => startExpress({ express, everyPath: '/{*any}', after: compress }, setup),
};

const withoutCompression = { vectors: 'Express 5 replays them, and none of them is about compression' };

describeFurtherSetup(behind, withoutCompression);
describeFurtherSetup(inFront, withoutCompression);

const text: ScriptedHeader = ['Content-Type', 'text/plain'];
const gzip = { headers: [['Accept-Encoding', 'gzip']] } as const;

describe.each([behind, inFront])('$name, for a client that takes gzip', (adapter) => {
  it('a compressed body is as without CORS', () =>
    staysDecorated(adapter, replyingWith({ set: [text], body: 'x'.repeat(10_000) }), gzip));

  it('a compressed stream is as without CORS', () =>
    staysDecorated(
      adapter,
      replyingWith({ set: [text, ['Vary', 'Accept']], stream: [{ write: 'one' }, { write: 'two' }] }),
      gzip,
    ));

  it('a compressed body with its headers in writeHead is as without CORS', () =>
    staysDecorated(
      adapter,
      replyingWith({
        head: { form: 'object', headers: [text, ['Access-Control-Allow-Origin', '*']] },
        body: 'x'.repeat(10_000),
      }),
      gzip,
    ));

  it('a compressed error page is as without CORS', () =>
    staysDecorated(
      adapter,
      replyingWith({ status: 500, set: [text, ['Vary', 'origin']], body: 'x'.repeat(10_000) }),
      gzip,
    ));
});

it('keeps our headers where compression drops those behind an undefined reason', async () => {
  const app = express();
  app.use(compress);
  app.use(cors({ origins: ['https://app.example'] }));
  app.use((_request, response) => {
    response.writeHead(200, undefined, { 'x-a': '1' });
    response.end('ok');
  });
  const server = app.listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // it listens on a port
    const { headers } = await fetch(`http://127.0.0.1:${port}/`, { headers: { origin: 'https://app.example' } });
    expect(headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(headers.get('vary')).toContain('Origin');
  } finally {
    server.close();
  }
});

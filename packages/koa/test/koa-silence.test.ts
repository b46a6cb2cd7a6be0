import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { listen } from '@cors-policy/conformance';
import { cors } from '@cors-policy/koa';
import type { Middleware } from 'koa';
import Koa from 'koa';
import Koa2 from 'koa2';
import { describe, expect, it } from 'vitest';

/** Longer than any answer here takes. */
const patience = 300;

interface Heard {
  readonly text: string;
  /** The server hung up by itself. */
  readonly closed: boolean;
}

const listenTo = (port: number): Promise<Heard> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('GET / HTTP/1.1\r\nHost: conformance.test\r\nOrigin: https://app.example\r\n\r\n');
    });
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
    });
    socket.on('error', () => {}); // a reset is a way to hang up
    socket.on('close', () => resolve({ text, closed: true }));
    setTimeout(() => {
      resolve({ text, closed: false });
      socket.destroy();
    }, patience);
  });

/** What a client hears with `cors`, and without. */
const heardFrom = async (create: typeof Koa, handler: Middleware): Promise<readonly [Heard, Heard]> => {
  const servers = await Promise.all(
    [[cors({ origins: 'https://app.example' })], []].map((policy) => {
      const app = new create();
      app.on('error', () => {}); // handlers fail on purpose here
      for (const middleware of [...policy, handler]) app.use(middleware);
      const callback = app.callback();
      return listen(createServer((request, response) => void callback(request, response)));
    }),
  );
  try {
    const [withCors, twin] = await Promise.all(servers.map(({ port }) => listenTo(port)));
    if (withCors === undefined || twin === undefined) throw new Error('there are two servers');
    return [withCors, twin];
  } finally {
    await Promise.all(servers.map(({ close }) => close()));
  }
};

const silence: Heard = { text: '', closed: false };
const hangUp: Heard = { text: '', closed: true };

const hello: Middleware = (ctx) => {
  ctx.body = 'hello';
};

const failingAfter = (first: string): PassThrough => {
  const body = new PassThrough();
  if (first !== '') body.write(first);
  setTimeout(() => body.destroy(new Error('the stream failed')), 20);
  return body;
};

describe.each([
  ['Koa 3', Koa],
  ['Koa 2', Koa2],
] as const)('what %s never answers, with or without cors', (_version, create) => {
  it.each([null, undefined])('a handler that throws %s', async (nothing) => {
    const throws: Middleware = () => {
      throw nothing;
    };
    expect(await heardFrom(create, throws)).toEqual([silence, silence]);
  });

  it.each([null, undefined])('a handler that rejects with %s', async (nothing) => {
    expect(await heardFrom(create, () => Promise.reject(nothing))).toEqual([silence, silence]);
  });

  it('a handler that says ctx.respond = false, and then nothing', async () => {
    const says: Middleware = (ctx) => {
      ctx.respond = false;
    };
    expect(await heardFrom(create, says)).toEqual([silence, silence]);
  });
});

describe('Koa 3 hangs up without an answer, with or without cors', () => {
  it('where a stream fails before its first byte', async () => {
    expect(await heardFrom(Koa, (ctx) => (ctx.body = failingAfter('')))).toEqual([hangUp, hangUp]);
  });

  it('where a file is not there', async () => {
    expect(await heardFrom(Koa, (ctx) => (ctx.body = createReadStream('/no/such/file')))).toEqual([hangUp, hangUp]);
  });
});

describe('Koa 2 leaves its client waiting, with or without cors', () => {
  it('where HEAD is asked over HTTP/2', async () => {
    for (const policy of [[cors({ origins: 'https://app.example' })], []]) {
      const app = new Koa2();
      for (const middleware of [...policy, hello]) app.use(middleware);
      const callback = app.callback();
      const { port, close } = await listen(createHttp2Server((request, response) => void callback(request, response)));
      const session = connectHttp2(`http://127.0.0.1:${port}`);
      try {
        const answers: unknown[] = [];
        for (const method of ['GET', 'HEAD'])
          session
            .request({ ':method': method })
            .on('response', (headers) => answers.push([method, headers[':status']]));
        await new Promise((resolve) => setTimeout(resolve, patience));
        expect(answers).toEqual([['GET', 200]]);
      } finally {
        session.destroy();
        await close();
      }
    }
  });

  it('where a stream fails half-way: the header block with the decision has left', async () => {
    const [withCors, twin] = await heardFrom(Koa2, (ctx) => (ctx.body = failingAfter('half')));
    expect([withCors.closed, twin.closed]).toEqual([false, false]);
    expect(withCors.text).toContain('\r\naccess-control-allow-origin: https://app.example\r\n');
    for (const { text } of [withCors, twin]) expect(text).toMatch(/\r\n\r\n4\r\nhalf\r\n$/);
  });
});

import { Readable } from 'node:stream';
import { cors, definePolicy, type HeaderDecision } from '@cors-policy/fastify';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import replyFrom from '@fastify/reply-from';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { appConfig, appOrigin, ask, askBefore, deniedOrigin, everyFastify } from './fixture/ask.js';

const star = { 'access-control-allow-origin': '*', 'Access-Control-Expose-Headers': 'x-own' };

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;

/** Ways of a handler to answer, all of them with CORS headers of their own. */
const waysToReply: readonly (readonly [string, Handler])[] = [
  ['reply.headers', (_request, reply) => reply.headers(star).header('vary', 'Accept').send('own')],
  [
    'reply.raw.setHeader',
    (_request, reply) => {
      reply.raw.setHeader('Access-Control-Allow-Origin', '*').setHeader('Vary', 'Accept');
      reply.send('own');
    },
  ],
  ['an object', async (_request, reply) => void reply.headers(star).header('vary', 'Accept').send({ own: true })],
  [
    'a stream',
    (_request, reply) =>
      reply
        .headers(star)
        .header('vary', 'Accept')
        .send(Readable.from(['o', 'wn'])),
  ],
  [
    'a redirect',
    (_request, reply) => {
      reply.headers(star).header('vary', 'Accept').redirect('/elsewhere');
    },
  ],
  [
    'an error with headers',
    () => {
      throw Object.assign(new Error('own'), { statusCode: 409, headers: { ...star, vary: 'Accept' } });
    },
  ],
  [
    'a hijacked reply and writeHead with an object',
    (_request, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, { ...star, vary: 'Accept' }).end('own');
    },
  ],
  [
    'a hijacked reply and writeHead with a list',
    (_request, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, 'Mine', ['Access-Control-Allow-Origin', '*', 'Vary', 'Accept']).end('own');
    },
  ],
  [
    'a hijacked reply and write alone',
    (_request, reply) => {
      reply.hijack();
      reply.raw.setHeader('access-control-allow-origin', '*').setHeader('vary', 'Accept').write('o');
      reply.raw.end('wn');
    },
  ],
  [
    'the raw response, and the reply never heard of it',
    (_request, reply) => {
      reply.raw.writeHead(200, { ...star, vary: 'Accept' }).end('own');
      return reply;
    },
  ],
];

describe.each(everyFastify)('a reply by %s', (_, create) => {
  it.each(waysToReply)('with %s has the headers of the decision, and keeps its Vary', async (_way, handler) => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.get('/', handler);
    const allowed = await ask(app, '/', appOrigin);
    expect(allowed).toMatchObject({ allowOrigin: appOrigin, vary: 'Accept, Origin' });
    expect(allowed.headers).not.toHaveProperty('access-control-expose-headers');
    expect(await ask(app, '/', deniedOrigin)).toMatchObject({ allowOrigin: undefined, vary: 'Accept, Origin' });
  });

  it('with what hooks add later has the headers of the decision', async () => {
    const app = create();
    app.addHook('onSend', async (_request, reply) => void reply.header('vary', 'Cookie'));
    await app.register(cors, { policy: appConfig });
    app.addHook('onSend', async (_request, reply) => void reply.headers(star));
    app.get('/', async () => 'own');
    expect(await ask(app, '/', appOrigin)).toMatchObject({ allowOrigin: appOrigin, vary: 'Cookie, Origin' });
    expect(await ask(app, '/', deniedOrigin)).toMatchObject({ allowOrigin: undefined, vary: 'Cookie, Origin' });
  });

  it("with foreignHeaders 'keep' keeps its own", async () => {
    const app = create();
    await app.register(cors, { policy: appConfig, foreignHeaders: 'keep' });
    app.get('/', async (_request, reply) => reply.headers(star).send('own'));
    expect(await ask(app, '/', deniedOrigin)).toMatchObject({ allowOrigin: '*', vary: 'Origin' });
  });

  it('with an error of Fastify or of a hook has the headers of the decision', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.addHook('preHandler', async ({ url }) => {
      if (url === '/hook') throw new Error('in a hook');
    });
    app.post('/schema', { schema: { body: { type: 'object', required: ['a'] } } }, async () => 'own');
    app.get('/hook', async () => 'own');
    app.get('/not-found', (_request, reply) => {
      reply.callNotFound();
    });
    app.get('/broken', async () => ({ big: 1n }));
    const json = { method: 'POST', headers: { 'content-type': 'application/json' } } as const;
    const xml = { method: 'POST', headers: { 'content-type': 'application/xml' }, payload: '<a/>' } as const;
    const answers = [
      [400, await ask(app, '/schema', appOrigin, { ...json, payload: '{}' })],
      [400, await ask(app, '/schema', appOrigin, { ...json, payload: '{' })],
      [415, await ask(app, '/schema', appOrigin, xml)],
      [500, await ask(app, '/hook', appOrigin)],
      [404, await ask(app, '/not-found', appOrigin)],
      [500, await ask(app, '/broken', appOrigin)],
    ] as const;
    for (const [status, answer] of answers)
      expect(answer).toMatchObject({ status, allowOrigin: appOrigin, vary: 'Origin' });
  });

  it("with the application's error handler, which throws itself, has the headers of the decision", async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.setErrorHandler((_error, _request, reply) => {
      reply.headers(star);
      throw new Error('again');
    });
    app.get('/', async () => Promise.reject(new Error('first')));
    expect(await ask(app, '/', appOrigin)).toMatchObject({ status: 500, allowOrigin: appOrigin, vary: 'Origin' });
  });

  it('is refused before the handler where the policy says so', async () => {
    const app = create();
    await app.register(cors, { policy: { ...appConfig, disallowed: 'reject' } });
    app.get('/', async () => expect.unreachable());
    expect(await ask(app, '/', deniedOrigin)).toMatchObject({ status: 403, body: '', allowOrigin: undefined });
  });

  it('of which a policy function is in the way goes to the error handler, and the function is asked once', async () => {
    const app = create();
    let asked = 0;
    await app.register(cors, {
      policy: () => {
        asked += 1;
        throw Object.assign(new Error('no such tenant'), { statusCode: 421 });
      },
    });
    app.setErrorHandler((error, _request, reply) => void reply.code(418).send(String(error)));
    app.get('/', async () => expect.unreachable());
    expect(await ask(app, '/', appOrigin)).toMatchObject({
      status: 418,
      body: 'Error: no such tenant',
      vary: undefined,
    });
    expect(asked).toBe(1);
  });
});

describe.each(everyFastify)('an authentication hook in %s', (_, create) => {
  const authenticate = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> =>
    request.headers.authorization === undefined
      ? reply.code(401).header('vary', 'Cookie').send('who are you')
      : undefined;

  it('behind the plugin sees no preflight, and its answers have the headers of the decision', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.addHook('onRequest', authenticate);
    app.put('/', async () => 'own');
    expect(await askBefore(app, '/', appOrigin)).toMatchObject({ status: 204, allowOrigin: appOrigin });
    expect(await ask(app, '/', appOrigin)).toMatchObject({
      status: 401,
      allowOrigin: appOrigin,
      vary: 'Cookie, Origin',
    });
  });

  it('in front of the plugin answers preflights, which then fail; all its answers have the headers of the decision', async () => {
    const app = create();
    const decisions: string[] = [];
    app.addHook('onRequest', authenticate);
    await app.register(cors, {
      policy: async () => definePolicy(appConfig),
      onDecision: ({ reason }) => decisions.push(reason),
    });
    app.put('/', async () => 'own');
    const refused = { status: 401, body: 'who are you' };
    expect(await askBefore(app, '/', appOrigin)).toMatchObject({ ...refused, allowOrigin: appOrigin });
    expect(await ask(app, '/', appOrigin, { method: 'PUT' })).toMatchObject({ ...refused, allowOrigin: appOrigin });
    expect(await ask(app, '/', deniedOrigin)).toMatchObject({
      ...refused,
      allowOrigin: undefined,
      vary: 'Cookie, Origin',
    });
    expect(decisions).toEqual(['preflight-allowed', 'origin-allowed', 'origin-not-allowed']);
  });

  it('in front of the plugin that throws is answered with the headers of the decision', async () => {
    const app = create();
    app.addHook('onRequest', async () => Promise.reject(Object.assign(new Error('no'), { statusCode: 401 })));
    await app.register(cors, { policy: appConfig });
    app.get('/', async () => 'own');
    expect(await ask(app, '/', appOrigin)).toMatchObject({ status: 401, allowOrigin: appOrigin });
  });

  it('in front of the plugin that answers where a policy function fails goes to the error handler', async () => {
    const app = create();
    app.addHook('onRequest', authenticate);
    await app.register(cors, {
      policy: () => {
        throw new Error('no such tenant');
      },
    });
    app.get('/', async () => 'own');
    expect(await ask(app, '/', appOrigin)).toMatchObject({
      status: 401, // Fastify keeps the status of an error that was there before
      body: expect.stringContaining('no such tenant'),
      vary: 'Cookie',
    });
  });
});

describe('beside other plugins of Fastify', () => {
  it('@fastify/compress, in front or behind: Vary is merged', async () => {
    for (const first of [true, false]) {
      const app = fastify();
      if (first) await app.register(compress, { threshold: 0 });
      await app.register(cors, { policy: appConfig });
      if (!first) await app.register(compress, { threshold: 0 });
      app.get('/', async () => ({ long: 'x'.repeat(2_000) }));
      const answer = await ask(app, '/', appOrigin, { headers: { 'accept-encoding': 'gzip' } });
      expect(answer).toMatchObject({ allowOrigin: appOrigin, vary: 'accept-encoding, Origin' });
      expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip' });
      const preflight = await askBefore(app, '/', appOrigin, 'PUT', { 'accept-encoding': 'gzip' });
      expect(preflight).toMatchObject({ status: 204, body: '' });
    }
  });

  it('@fastify/helmet, in front or behind: its headers are there, also on preflights where it is in front', async () => {
    for (const first of [true, false]) {
      const app = fastify();
      if (first) await app.register(helmet);
      await app.register(cors, { policy: appConfig });
      if (!first) await app.register(helmet);
      app.get('/', async () => 'own');
      const own = { 'cross-origin-resource-policy': 'same-origin', 'x-content-type-options': 'nosniff' };
      const answer = await ask(app, '/', appOrigin);
      expect([answer.allowOrigin, answer.headers]).toEqual([appOrigin, expect.objectContaining(own)]);
      const preflight = await askBefore(app, '/', appOrigin);
      expect(preflight).toMatchObject({ status: 204, allowOrigin: appOrigin });
      if (first) expect(preflight.headers).toMatchObject(own);
      else expect(preflight.headers).not.toHaveProperty('x-content-type-options');
    }
  });

  it("@fastify/reply-from: the upstream's CORS headers stay behind, its Vary is merged", async () => {
    const upstream = fastify();
    upstream.get('/', async (_request, reply) =>
      reply
        .headers({ ...star, 'access-control-allow-credentials': 'true' })
        .header('vary', 'Accept')
        .header('set-cookie', ['a=1', 'b=2'])
        .code(203)
        .send('upstream'),
    );
    const base = await upstream.listen({ port: 0, host: '127.0.0.1' });
    const app = fastify();
    await app.register(cors, { policy: appConfig });
    await app.register(replyFrom, { base });
    app.all('/', (_request, reply) => reply.from('/'));
    try {
      const answer = await ask(app, '/', appOrigin);
      expect(answer).toMatchObject({ status: 203, body: 'upstream', allowOrigin: appOrigin, vary: 'Accept, Origin' });
      expect(answer.headers).toMatchObject({ 'set-cookie': ['a=1', 'b=2'] });
      expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
      expect(await ask(app, '/', deniedOrigin)).toMatchObject({ status: 203, allowOrigin: undefined });
      expect(await askBefore(app, '/', appOrigin)).toMatchObject({ status: 204, allowOrigin: appOrigin });
    } finally {
      await app.close();
      await upstream.close();
    }
  });
});

describe.each(everyFastify)('options in %s', (name, create) => {
  it('that are unknown or wrong stop the start', async () => {
    for (const wrong of [{ prefix: '/api' }, { onDecison: () => undefined }, { debug: 'yes' }, { policy: undefined }]) {
      const app = create();
      // PROOF: wrong on purpose.
      app.register(cors, { policy: appConfig, ...wrong } as never);
      await expect(app.ready()).rejects.toThrow(TypeError);
    }
    const app = create();
    // PROOF: wrong on purpose.
    app.register(cors as never);
    await expect(app.ready()).rejects.toThrow('the policy must be');
  });

  it('onDecision is called once for each request, with the request of Fastify', async () => {
    const app = create();
    const seen: (readonly [string, HeaderDecision['kind']])[] = [];
    await app.register(cors, {
      policy: appConfig,
      onDecision: ({ kind }, { url }) => seen.push([url, kind]),
    });
    app.get('/a', async () => Promise.reject(new Error('failed')));
    await ask(app, '/a', appOrigin);
    await askBefore(app, '/b', appOrigin);
    await app.inject('/nowhere');
    expect(seen).toEqual([
      ['/a', 'actual'],
      ['/b', 'preflight'],
      ['/nowhere', 'non-cors'],
    ]);
  });

  it("what is decided only behind Fastify's timeout is not applied, and lets no handler run", async () => {
    if (name === 'Fastify 4') return; // it has no such timeout
    const app = create({ handlerTimeout: 5 });
    let answer: (granted: boolean) => void = () => undefined;
    let ran = 0;
    await app.register(cors, {
      policy: { ...appConfig, disallowed: 'reject' },
      allow: () =>
        new Promise<boolean>((resolve) => {
          answer = resolve;
        }),
    });
    app.get('/', async () => {
      ran += 1;
    });
    for (const granted of [true, false]) {
      expect(await ask(app, '/', deniedOrigin)).toMatchObject({ status: 503, allowOrigin: undefined });
      answer(granted);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(ran).toBe(0);
  });
});

import { Agent, get } from 'node:http';
import { cors } from '@cors-policy/fastify';
import { describe, expect, it } from 'vitest';
import {
  apiConfig,
  apiOrigin,
  appConfig,
  appOrigin,
  ask,
  askBefore,
  deniedOrigin,
  everyFastify,
  policyBefore,
  policyOf,
} from './fixture/ask.js';

const handler = async (): Promise<string> => 'the handler';

describe.each(everyFastify)('preflights in %s', (_, create) => {
  it('are answered whatever routes there are', async () => {
    const app = create();
    app.register(cors, { policy: appConfig });
    app.get('/there', handler);
    for (const url of ['/', '/there', '/there?a=b', '/nowhere', '/there/', '/%2e%2e/x']) {
      expect(await askBefore(app, url, appOrigin)).toMatchObject({ status: 204, body: '', allowOrigin: appOrigin });
      expect(await askBefore(app, url, deniedOrigin)).toMatchObject({ status: 403, body: '', allowOrigin: undefined });
    }
  });

  it('have no body where a hook in front promised one', async () => {
    const app = create();
    app.addHook('onRequest', async (_request, reply) => {
      reply.raw.setHeader('content-length', '5');
      reply.header('content-length', '6').header('x-kept', '1');
    });
    app.register(cors, { policy: appConfig });
    expect((await askBefore(app, '/', deniedOrigin)).headers).toMatchObject({ 'content-length': '0', 'x-kept': '1' });
    expect((await askBefore(app, '/', appOrigin)).headers).not.toHaveProperty('content-length');
  });

  it('add no route', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    await app.ready();
    expect(app.printRoutes().replaceAll(/\W/g, '')).toBe(create().printRoutes().replaceAll(/\W/g, ''));
    expect(await ask(app, '/', appOrigin, { method: 'OPTIONS' })).toMatchObject({ status: 404 });
  });

  it.each(['options', 'all'] as const)("stand beside the application's own %s('*')", async (catchAll) => {
    const app = create();
    app.register(cors, { policy: appConfig });
    app.register(cors, { policy: appConfig });
    app[catchAll]('*', handler);
    await app.register(
      async (api) => {
        api.register(cors, { policy: apiConfig });
        api[catchAll]('*', handler);
      },
      { prefix: '/api' },
    );
    expect(await askBefore(app, '/x', appOrigin)).toMatchObject({ status: 204, body: '' });
    expect(await policyBefore(app, '/api/x')).toBe('api');
    const bare = await ask(app, '/x', appOrigin, { method: 'OPTIONS' });
    expect(bare).toMatchObject({ status: 200, body: 'the handler', allowOrigin: appOrigin });
  });

  it('are answered in front of hooks that are registered behind the plugin, in all contexts', async () => {
    const app = create();
    const ran: string[] = [];
    app.register(cors, { policy: appConfig });
    for (const hook of ['onRequest', 'preParsing', 'preValidation', 'preHandler'] as const) {
      app.addHook(hook, async () => void ran.push(hook));
    }
    app.register(async (inner) => {
      inner.addHook('onRequest', async () => void ran.push('inner'));
      inner.options('/x', handler);
    });
    expect(await askBefore(app, '/x', appOrigin)).toMatchObject({ status: 204 });
    expect(ran).toEqual([]);
  });

  it('go through what the application does to every reply', async () => {
    const app = create();
    const responses: number[] = [];
    app.addHook('onRequest', async (_request, reply) => void reply.header('x-request', 'one'));
    app.register(cors, { policy: appConfig });
    app.addHook('onSend', async (_request, reply) => void reply.header('x-sent', 'one'));
    app.addHook('onResponse', async (_request, reply) => void responses.push(reply.statusCode));
    const { headers } = await askBefore(app, '/', appOrigin);
    expect(headers).toMatchObject({ 'x-request': 'one', 'x-sent': 'one' });
    expect(responses).toEqual([204]);
  });

  it('go on to the application with preflightContinue', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig, preflightContinue: true });
    app.options('/x', async (_request, reply) => reply.code(202).send('mine'));
    expect(await askBefore(app, '/x', appOrigin)).toMatchObject({ status: 202, body: 'mine', allowOrigin: appOrigin });
    expect(await askBefore(app, '/y', appOrigin)).toMatchObject({ status: 404, allowOrigin: appOrigin });
  });
});

describe.each(everyFastify)('what Fastify answers before any hook runs, in %s, has no CORS headers', (name, create) => {
  it.each(['/%zz', '/x%', '/%c0'])('a path that cannot be decoded: %s', async (url) => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.all('*', handler);
    expect(await ask(app, url, appOrigin)).toMatchObject({ status: 400, allowOrigin: undefined, vary: undefined });
    expect(await askBefore(app, url, appOrigin)).toMatchObject({ status: 400, allowOrigin: undefined });
  });

  it('the same with frameworkErrors', async () => {
    const app = create({ frameworkErrors: (_error, _request, reply) => void reply.raw.writeHead(418).end() });
    await app.register(cors, { policy: appConfig });
    app.get('*', handler);
    expect(await ask(app, '/%zz', appOrigin)).toMatchObject({ status: 418, allowOrigin: undefined });
  });

  it('a parameter that is too long, which is a 404 of the usual kind in Fastify 4', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.get('/:id', handler);
    const tooLong = await ask(app, `/${'x'.repeat(200)}`, appOrigin);
    if (name === 'Fastify 4') expect(tooLong).toMatchObject({ status: 404, allowOrigin: appOrigin });
    else expect(tooLong).toMatchObject({ status: 414, allowOrigin: undefined });
  });
});

describe.each(everyFastify)('while %s closes', (_, create) => {
  it('it answers 503 on open connections before any hook runs', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.get('/', handler);
    app.addHook('preClose', async () => void answers.push(await status()));
    const answers: (readonly unknown[])[] = [];
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const status = (): Promise<readonly unknown[]> =>
      new Promise((resolve, reject) => {
        get(address, { agent, headers: { origin: appOrigin } }, (response) => {
          response.resume().on('end', () => {
            resolve([response.statusCode, response.headers['access-control-allow-origin']]);
          });
        }).on('error', reject);
      });
    answers.push(await status());
    await app.close();
    agent.destroy();
    expect(answers).toEqual([
      [200, appOrigin],
      [503, undefined],
    ]);
  });
});

describe.each(everyFastify)('registered several times in %s', (_, create) => {
  it('in one context, the latest is the innermost, and answers preflights too', async () => {
    const app = create();
    app.register(cors, { policy: appConfig });
    app.register(cors, { policy: apiConfig });
    app.put('/x', handler);
    expect([await policyOf(app, '/x', { method: 'PUT' }), await policyBefore(app, '/x')]).toEqual(['api', 'api']);
    expect([await policyOf(app, '/nowhere'), await policyBefore(app, '/nowhere')]).toEqual(['api', 'api']);
  });

  it('an inner one without a policy, or with none for the path, leaves the outer one in force, and what it varies on', async () => {
    const app = create();
    app.register(cors, { policy: appConfig });
    app.register(cors, { policy: { ...apiConfig, paths: '/api/*' }, vary: 'x-inner' });
    app.register(cors, { policy: () => undefined });
    app.put('/x', handler);
    expect(await ask(app, '/x', appOrigin, { method: 'PUT' })).toMatchObject({ vary: 'Origin, x-inner' });
    expect(await askBefore(app, '/x', appOrigin)).toMatchObject({
      status: 204,
      vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers, x-inner',
    });
    expect([await policyOf(app, '/x'), await policyBefore(app, '/x')]).toEqual(['app', 'app']);
    expect([await policyOf(app, '/api/x'), await policyBefore(app, '/api/x')]).toEqual(['api', 'api']);
  });

  it('under a prefix, the inner one is in force there: for routes, for 404s and for preflights of both', async () => {
    const app = create();
    app.register(cors, { policy: appConfig });
    app.register(
      async (api) => {
        await api.register(cors, { policy: apiConfig });
        api.put('/x', handler);
      },
      { prefix: '/api' },
    );
    app.put('/x', handler);
    for (const url of ['/api/x', '/api/nowhere', '/api', '/api/', '/api/x?a=/b']) {
      expect([url, await policyOf(app, url, { method: 'PUT' }), await policyBefore(app, url)]).toEqual([
        url,
        'api',
        'api',
      ]);
    }
    for (const url of ['/x', '/nowhere', '/apix', '/', '/x?/api/x']) {
      expect([url, await policyOf(app, url, { method: 'PUT' }), await policyBefore(app, url)]).toEqual([
        url,
        'app',
        'app',
      ]);
    }
  });

  it('under a prefix alone, what is outside is left alone', async () => {
    const app = create();
    app.register(
      async (api) => {
        api.register(cors, { policy: apiConfig });
        api.put('/x', handler);
      },
      { prefix: '/api' },
    );
    app.put('/x', async (_request, reply) => reply.header('access-control-allow-origin', appOrigin).send('own'));
    expect([await policyOf(app, '/api/x', { method: 'PUT' }), await policyBefore(app, '/api/x')]).toEqual([
      'api',
      'api',
    ]);
    expect(await policyOf(app, '/x', { method: 'PUT' })).toBe('app');
    expect(await askBefore(app, '/x', apiOrigin)).toMatchObject({
      status: 404,
      allowOrigin: undefined,
      vary: undefined,
    });
    expect(await ask(app, '/nowhere', apiOrigin)).toMatchObject({ status: 404, allowOrigin: undefined });
  });

  it('the order of an outer and an inner one does not matter', async () => {
    const app = create();
    await app.register(
      async (api) => {
        await api.register(cors, { policy: apiConfig });
        api.put('/x', handler);
      },
      { prefix: '/api' },
    );
    await app.register(cors, { policy: appConfig });
    expect([await policyOf(app, '/api/x', { method: 'PUT' }), await policyBefore(app, '/api/x')]).toEqual([
      'api',
      'api',
    ]);
    expect([await policyOf(app, '/x', { method: 'PUT' }), await policyBefore(app, '/x')]).toEqual(['app', 'app']);
  });

  it('an outer one that rejects refuses nothing that is under an inner one', async () => {
    const app = create();
    app.register(cors, { policy: { ...appConfig, disallowed: 'reject' } });
    app.register(
      async (api) => {
        api.register(cors, { policy: apiConfig });
        api.get('/x', handler);
      },
      { prefix: '/api' },
    );
    expect(await ask(app, '/api/x', apiOrigin)).toMatchObject({ status: 200, allowOrigin: apiOrigin });
    expect(await ask(app, '/x', apiOrigin)).toMatchObject({ status: 403, allowOrigin: undefined });
  });

  it('prefixes within prefixes, with parameters, and without a slash in front', async () => {
    const app = create();
    app.register(
      async (tenant) => {
        tenant.register(cors, { policy: appConfig });
        tenant.register(
          async (admin) => {
            await admin.register(cors, { policy: apiConfig });
          },
          { prefix: 'admin' },
        );
      },
      { prefix: '/tenants/:tenant' },
    );
    expect([await policyOf(app, '/tenants/1/x'), await policyBefore(app, '/tenants/1/x')]).toEqual(['app', 'app']);
    expect([await policyOf(app, '/tenants/1/admin/x'), await policyBefore(app, '/tenants/1/admin')]).toEqual([
      'api',
      'api',
    ]);
    expect([await policyOf(app, '/tenants'), await policyBefore(app, '/tenants')]).toEqual(['none', 'none']);
  });

  it('encapsulated without a prefix, it is in force for the routes of its context', async () => {
    const app = create();
    app.register(cors, { policy: appConfig });
    app.register(async (inner) => {
      await inner.register(cors, { policy: apiConfig });
      inner.put('/inner', handler);
      inner.register(async (deeper) => {
        deeper.put('/deeper', handler);
      });
    });
    app.register(async (sibling) => {
      sibling.put('/sibling', handler);
    });
    for (const url of ['/inner', '/deeper']) {
      expect([await policyOf(app, url, { method: 'PUT' }), await policyBefore(app, url)]).toEqual(['api', 'api']);
    }
    for (const url of ['/sibling', '/nowhere']) {
      expect([await policyOf(app, url, { method: 'PUT' }), await policyBefore(app, url)]).toEqual(['app', 'app']);
    }
    expect(await policyBefore(app, '/inner', 'DELETE')).toBe('app'); // no route has that method: a 404 of the application
  });

  it("a context's own handler of 404s has the policy of that context", async () => {
    const app = create();
    app.register(cors, { policy: appConfig });
    app.setNotFoundHandler(async (_request, reply) => reply.code(404).send('root'));
    app.register(
      async (api) => {
        api.register(cors, { policy: apiConfig });
        api.setNotFoundHandler(async (_request, reply) => reply.code(404).send('api'));
        api.register(
          async (deeper) => {
            deeper.setNotFoundHandler(async (_request, reply) => reply.code(404).send('deeper'));
          },
          { prefix: '/deeper' },
        );
      },
      { prefix: '/api' },
    );
    expect(await ask(app, '/api/x', apiOrigin)).toMatchObject({ body: 'api', allowOrigin: apiOrigin });
    expect(await ask(app, '/api/deeper/x', apiOrigin)).toMatchObject({ body: 'deeper', allowOrigin: apiOrigin });
    expect(await ask(app, '/x', appOrigin)).toMatchObject({ body: 'root', allowOrigin: appOrigin });
    expect(await policyBefore(app, '/api/deeper/x')).toBe('api');
  });

  it('the index of a prefix is reached with and without a slash', async () => {
    const app = create();
    for (const [prefix, prefixTrailingSlash] of [
      ['/both', undefined],
      ['/slash', 'slash'],
      ['/no-slash', 'no-slash'],
    ] as const) {
      app.register(
        async (context) => {
          const config = { cors: apiConfig };
          await context.register(cors, { policy: appConfig });
          context.put('/', { config, ...(prefixTrailingSlash !== undefined && { prefixTrailingSlash }) }, handler);
        },
        { prefix },
      );
    }
    for (const url of ['/both', '/both/', '/slash/', '/no-slash']) {
      expect([url, await policyOf(app, url, { method: 'PUT' }), await policyBefore(app, url)]).toEqual([
        url,
        'api',
        'api',
      ]);
    }
    for (const url of ['/slash', '/no-slash/']) {
      expect([url, await policyOf(app, url, { method: 'PUT' }), await policyBefore(app, url)]).toEqual([
        url,
        'app',
        'app',
      ]);
    }
  });
});

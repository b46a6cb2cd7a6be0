import { definePolicy } from '@cors-policy/core';
import { cors } from '@cors-policy/fastify';
import type { RouteOptions } from 'fastify';
import { describe, expect, it, vi } from 'vitest';
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

const ofApi = { config: { cors: apiConfig } };

describe.each(everyFastify)("a route's own policy, in %s", (_, create) => {
  it.each([
    ['a config', apiConfig],
    ['several rules', [{ ...apiConfig, paths: '/elsewhere' }, apiConfig]],
    ['a policy', definePolicy(apiConfig)],
    ['a function', () => definePolicy(apiConfig)],
    ['an asynchronous function', async () => definePolicy(apiConfig)],
  ])('is %s, and answers preflights and actual requests in place of that of the context', async (_title, policy) => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.put('/own', { config: { cors: policy } }, handler);
    app.put('/other', handler);
    expect([await policyOf(app, '/own', { method: 'PUT' }), await policyBefore(app, '/own')]).toEqual(['api', 'api']);
    expect([await policyOf(app, '/other', { method: 'PUT' }), await policyBefore(app, '/other')]).toEqual([
      'app',
      'app',
    ]);
  });

  it('is chosen by the method that a preflight asks for', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.put('/x', ofApi, handler);
    app.delete('/x', handler);
    app.options('/x', { config: { cors: { origins: '*' } } }, handler);
    expect([await policyBefore(app, '/x', 'PUT'), await policyBefore(app, '/x', 'DELETE')]).toEqual(['api', 'app']);
    expect(await policyBefore(app, '/x', 'put')).toBe('app'); // methods have a case
    for (const requested of ['constructor', '__proto__', 'P'.repeat(100), ' ']) {
      expect(await policyBefore(app, '/x', requested)).toBe('app');
    }
    const bare = await ask(app, '/x', deniedOrigin, { method: 'OPTIONS' });
    expect(bare).toMatchObject({ status: 200, allowOrigin: '*' });
  });

  it('is chosen as Fastify routes: static before parameters before wildcards', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.put('/users/:id', ofApi, handler);
    app.put('/users/me', handler);
    app.put('/files/*', ofApi, handler);
    app.put('/files/public/:name', handler);
    app.put('/at/:hour(^\\d+)h:minute(^\\d+)m', ofApi, handler);
    app.put('/maybe/:id?', ofApi, handler);
    app.all('/all', ofApi, handler);
    const whose = async (url: string): Promise<unknown> => [
      url,
      await policyOf(app, url, { method: 'PUT' }),
      await policyBefore(app, url),
    ];
    for (const url of [
      '/users/1',
      '/users/%61',
      '/files/',
      '/files/a/b?c=d',
      '/at/1h2m',
      '/maybe',
      '/maybe/1',
      '/all',
    ]) {
      expect(await whose(url)).toEqual([url, 'api', 'api']);
    }
    for (const url of ['/users/me', '/users', '/users/1/2', '/files/public/x', '/at/xhym']) {
      expect(await whose(url)).toEqual([url, 'app', 'app']);
    }
  });

  it("is that of the HEAD route that Fastify derives, too, and a HEAD route's own", async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.get('/derived', ofApi, handler);
    app.head('/own', ofApi, async (_request, reply) => reply.send());
    app.get('/own', handler);
    for (const url of ['/derived', '/own']) {
      expect([await policyOf(app, url, { method: 'HEAD' }), await policyBefore(app, url, 'HEAD')]).toEqual([
        'api',
        'api',
      ]);
    }
    expect(await policyBefore(app, '/own', 'GET')).toBe('app');
  });

  it('of `false` is none at all: the preflight and the headers are left to the application', async () => {
    const app = create();
    await app.register(cors, { policy: { ...appConfig, disallowed: 'reject' } });
    app.put('/x', { config: { cors: false } }, async (_request, reply) =>
      reply.header('access-control-allow-origin', '*').header('vary', 'Accept').send('mine'),
    );
    app.options('/x', async (_request, reply) => reply.code(202).send('mine'));
    app.put('/y', { config: { cors: false } }, handler);
    const actual = await ask(app, '/x', deniedOrigin, { method: 'PUT' });
    expect(actual).toMatchObject({ status: 200, allowOrigin: '*', vary: 'Accept' });
    expect(await askBefore(app, '/x', appOrigin)).toMatchObject({ status: 202, body: 'mine', vary: undefined });
    expect(await askBefore(app, '/y', appOrigin)).toMatchObject({ status: 404, vary: undefined });
    expect(await askBefore(app, '/x', appOrigin, 'DELETE')).toMatchObject({ status: 204 });
  });

  it('comes with the options of the innermost registration', async () => {
    const app = create();
    const reasons: string[] = [];
    await app.register(cors, {
      policy: appConfig,
      allow: (_request, origin) => origin === deniedOrigin,
      vary: 'x-tenant',
      debug: true,
      onDecision: ({ reason }) => reasons.push(reason),
    });
    app.get('/x', ofApi, handler);
    expect(await ask(app, '/x', deniedOrigin)).toMatchObject({ allowOrigin: deniedOrigin, vary: 'Origin, x-tenant' });
    expect((await ask(app, '/x', apiOrigin)).headers).toMatchObject({
      'cors-policy': 'allowed; reason=origin-allowed',
    });
    expect(reasons).toEqual(['origin-allowed', 'origin-allowed']);
  });

  it('is checked with the public suffixes of the innermost registration', async () => {
    const publicSuffixes = { publicSuffix: (host: string) => host.replace(/^.*\./, '') };
    const own = { ...apiConfig, origins: [apiOrigin, 'https://*.api-user.example'], credentials: true } as const;
    const start = async (options: object): Promise<unknown> => {
      const app = create();
      await app.register(cors, { policy: appConfig, ...options });
      app.put('/x', { config: { cors: own } }, handler);
      return [await policyOf(app, '/x', { method: 'PUT' }), await policyBefore(app, '/x')];
    };
    expect(await start({ publicSuffixes })).toEqual(['api', 'api']);
    await expect(start({})).rejects.toMatchObject({ code: 'ERR_CORS_POLICY' });
  });

  it('that is for other paths leaves that of the context in force', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.put('/x', { config: { cors: { ...apiConfig, paths: '/elsewhere' } } }, handler);
    expect([await policyOf(app, '/x', { method: 'PUT' }), await policyBefore(app, '/x')]).toEqual(['app', 'app']);
  });

  it('with mistakes stops the start, and says where they are', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    const register = (): unknown =>
      app.get('/x', { config: { cors: { origins: ['https://a.example/', '*.b'] } } }, handler);
    expect(register).toThrow(
      expect.objectContaining({
        code: 'ERR_CORS_POLICY',
        issues: [expect.objectContaining({ path: ['origins', 0] }), expect.objectContaining({ path: ['origins', 1] })],
      }),
    );
  });

  it.each([[true], [null], ['https://app.example'], [Promise.resolve(apiConfig)]])(
    'of %j stops the start',
    async (wrong) => {
      const app = create();
      await app.register(cors, { policy: appConfig });
      // PROOF: wrong on purpose.
      expect(() => app.get('/x', { config: { cors: wrong as never } }, handler)).toThrow(TypeError);
    },
  );

  it('where the plugin is not registered means nothing', async () => {
    const app = create();
    app.register(async (inner) => {
      await inner.register(cors, { policy: appConfig });
    });
    app.register(async (sibling) => void sibling.get('/x', ofApi, handler));
    expect([await policyOf(app, '/x'), await policyBefore(app, '/x')]).toEqual(['none', 'none']);
  });

  it('of a route in an inner context, or in one that comes later, is known as well', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.register(async (inner) => {
      inner.register(async (deeper) => void deeper.put('/deeper', ofApi, handler), { prefix: '/in' });
    });
    app.after(() => void app.put('/after', ofApi, handler));
    for (const url of ['/in/deeper', '/after']) {
      expect([await policyOf(app, url, { method: 'PUT' }), await policyBefore(app, url)]).toEqual(['api', 'api']);
    }
  });

  it('is known in the contexts around an inner registration, and not in those beside it', async () => {
    const app = create();
    await app.register(async (around) => {
      await around.register(cors, { policy: appConfig });
      await around.register(
        async (inner) => {
          await inner.register(cors, { policy: appConfig });
        },
        { prefix: '/in' },
      );
      around.put('/around', ofApi, handler);
    });
    expect([await policyOf(app, '/around', { method: 'PUT' }), await policyBefore(app, '/around')]).toEqual([
      'api',
      'api',
    ]);
  });
});

describe.each(everyFastify)('a route that is registered before the plugin is loaded, in %s', (_, create) => {
  it('has the policy of its context, or its own', async () => {
    const app = create();
    app.put('/before', handler);
    app.put('/before/own', ofApi, handler);
    app.register(cors, { policy: appConfig }); // not waited for: it is loaded behind the next lines
    app.put('/behind', handler);
    app.put('/behind/own', ofApi, handler);
    app.put('/none', { config: { cors: false } }, handler);
    for (const [url, whose] of [
      ['/before', 'app'],
      ['/behind', 'app'],
      ['/before/own', 'api'],
      ['/behind/own', 'api'],
      ['/none', 'none'],
    ] as const) {
      expect([url, await policyOf(app, url, { method: 'PUT' })]).toEqual([url, whose]);
      expect([url, await policyBefore(app, url)]).toEqual([url, whose]);
    }
  });

  it('in a context that was loaded earlier has the policy of the application, or its own', async () => {
    const app = create();
    await app.register(async (earlier) => {
      earlier.put('/earlier', handler);
      earlier.put('/own', ofApi, handler);
    });
    await app.register(cors, { policy: appConfig });
    const both = async (url: string): Promise<unknown> => [
      await policyOf(app, url, { method: 'PUT' }),
      await policyBefore(app, url),
    ];
    expect([await both('/earlier'), await both('/own')]).toEqual([
      ['app', 'app'],
      ['api', 'api'],
    ]);
  });

  it('with mistakes in its own policy stops the start', async () => {
    const app = create();
    app.register(cors, { policy: appConfig });
    // PROOF: wrong on purpose.
    app.route({ method: 'GET', url: '/x', config: { cors: { origins: 'example.com' } as never }, handler });
    await expect(app.ready()).rejects.toMatchObject({
      code: 'ERR_CORS_POLICY',
      message: expect.stringMatching(/^the route GET \/x, config\.cors: /),
      stack: expect.stringContaining('the route GET /x, config.cors: '),
    });
  });
});

describe.each(everyFastify)('in an application that was made before this package was loaded, in %s', (_, create) => {
  /** The package as it is when it is loaded only now. */
  const loadNow = async (): Promise<typeof cors> => {
    vi.resetModules();
    return (await import('@cors-policy/fastify')).cors;
  };

  it('a route has its own policy for all requests where the plugin was waited for', async () => {
    const app = create();
    const late = await loadNow();
    await app.register(async (around) => {
      await around.register(async (inner) => {
        await inner.register(late, { policy: appConfig });
      });
      await around.register(late, { policy: appConfig });
      around.put('/x', ofApi, handler);
      around.register(async (deeper) => void deeper.put('/deeper', ofApi, handler));
    });
    for (const url of ['/x', '/deeper']) {
      expect([await policyOf(app, url, { method: 'PUT' }), await policyBefore(app, url)]).toEqual(['api', 'api']);
    }
  });

  it('a route in front of the plugin has its own for actual requests, and that of the context for preflights', async () => {
    const app = create();
    app.register(await loadNow(), { policy: appConfig });
    app.put('/x', ofApi, handler);
    app.put('/none', { config: { cors: false } }, handler);
    expect([await policyOf(app, '/x', { method: 'PUT' }), await policyBefore(app, '/x')]).toEqual(['api', 'app']);
    expect([await policyOf(app, '/none', { method: 'PUT' }), await policyBefore(app, '/none')]).toEqual([
      'none',
      'app',
    ]);
  });

  it('a mistake in the policy of a route in front of the plugin goes to the error handler', async () => {
    const app = create();
    app.register(await loadNow(), { policy: appConfig });
    // PROOF: wrong on purpose.
    app.route({ method: 'GET', url: '/x', config: { cors: { origins: 'example.com' } as never }, handler });
    expect(await ask(app, '/x', appOrigin)).toMatchObject({ status: 500, allowOrigin: undefined });
  });
});

describe.each(everyFastify)('routes with constraints, in %s', (_, create) => {
  const constrained = (constraints: NonNullable<RouteOptions['constraints']>, own: boolean): object => ({
    constraints,
    ...(own && ofApi),
  });

  it('by host: the preflight has the host of the request that follows', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.put('/x', constrained({ host: 'api.test' }, true), handler);
    app.put('/x', constrained({ host: /^.*\.sub\.test$/ }, true), handler);
    app.put('/x', handler);
    for (const [host, whose] of [
      ['api.test', 'api'],
      ['a.sub.test', 'api'],
      ['other.test', 'app'],
    ] as const) {
      expect([host, await policyOf(app, '/x', { method: 'PUT', headers: { host } })]).toEqual([host, whose]);
      expect([host, await policyBefore(app, '/x', 'PUT', { host })]).toEqual([host, whose]);
    }
  });

  it('by version: the preflight says only that there will be one, and gets the newest', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.put('/x', handler);
    app.put('/x', constrained({ version: '2.0.0' }, true), handler);
    app.put('/x', constrained({ version: '1.0.0' }, false), handler);
    for (const names of ['accept-version', 'x-a, Accept-Version ,x-b']) {
      expect(await policyBefore(app, '/x', 'PUT', { 'access-control-request-headers': names })).toBe('api');
    }
    for (const names of ['x-a', 'x-accept-version', 'accept-version-x', '']) {
      expect(await policyBefore(app, '/x', 'PUT', { 'access-control-request-headers': names })).toBe('app');
    }
    expect(await policyOf(app, '/x', { method: 'PUT', headers: { 'accept-version': '2.x' } })).toBe('api');
    expect(await policyOf(app, '/x', { method: 'PUT', headers: { 'accept-version': '1.x' } })).toBe('app');
  });

  it('by version: a preflight of no browser, which says which, gets that one', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.put('/x', constrained({ version: '2.0.0' }, false), handler);
    app.put('/x', constrained({ version: '1.0.0' }, true), handler);
    expect(await policyBefore(app, '/x', 'PUT', { 'accept-version': '1.x' })).toBe('api');
    expect(await policyBefore(app, '/x', 'PUT', { 'accept-version': '2.x' })).toBe('app');
    expect(await policyBefore(app, '/x', 'PUT', { 'accept-version': '3.x' })).toBe('app');
  });

  it("by the application's own strategy: the route without it comes first, then the first of those with it", async () => {
    const app = create();
    app.addConstraintStrategy({
      name: 'tenant',
      storage: () => {
        const handlers = new Map<unknown, never>();
        // PROOF: a stored handler is handed back as it is.
        return { get: (key) => handlers.get(key) ?? null, set: (key, one) => void handlers.set(key, one as never) };
      },
      deriveConstraint: (request) => String(request.headers['x-a']),
    });
    await app.register(cors, { policy: appConfig });
    const tenant = (name: string): NonNullable<RouteOptions['constraints']> => ({ tenant: name });
    app.put('/mixed', constrained(tenant('one'), false), handler);
    app.put('/mixed', ofApi, handler);
    app.put('/only', constrained(tenant('one'), true), handler);
    app.put('/only', constrained(tenant('two'), false), handler);
    expect([await policyBefore(app, '/mixed'), await policyBefore(app, '/only')]).toEqual(['api', 'api']);
    expect(await policyOf(app, '/only', { method: 'PUT', headers: { 'x-a': 'two' } })).toBe('app');
  });
});

describe.each(everyFastify)('the options of the router, in %s', (name, create) => {
  /** Where Fastify 5 takes the options of its router, and where Fastify 4 does. */
  const placings = name === 'Fastify 4' ? ['top'] : ['routerOptions', 'top'];

  it.each(
    placings.flatMap(
      (placing) =>
        [
          [placing, { ignoreTrailingSlash: true }, '/users/1/'],
          [placing, { ignoreDuplicateSlashes: true }, '//users///1'],
          [placing, { caseSensitive: false }, '/USERS/1'],
          [placing, { useSemicolonDelimiter: true }, '/users/1;a=b'],
          [placing, { maxParamLength: 300 }, `/users/${'1'.repeat(200)}`],
        ] as const,
    ),
  )('count for preflights: at %s, %j', async (placing, options, url) => {
    const whose = async (one: object): Promise<unknown> => {
      const app = create(one);
      await app.register(cors, { policy: appConfig });
      app.put('/users/:id(^\\d+$)', ofApi, handler);
      app.put('/users/:id(^\\d+$)/deeper', handler);
      return [await policyOf(app, url, { method: 'PUT' }), await policyBefore(app, url)];
    };
    expect(await whose(placing === 'top' ? options : { routerOptions: options })).toEqual(['api', 'api']);
  });

  it('the route is looked for where rewriteUrl says, and the paths of a policy are those that arrived', async () => {
    const app = create({ rewriteUrl: ({ url = '' }) => url.replace(/^\/old/, '/new') });
    await app.register(cors, { policy: appConfig });
    app.put('/new/x', { config: { cors: { ...apiConfig, paths: '/old/*' } } }, handler);
    expect([await policyOf(app, '/old/x', { method: 'PUT' }), await policyBefore(app, '/old/x')]).toEqual([
      'api',
      'api',
    ]);
    expect([await policyOf(app, '/new/x', { method: 'PUT' }), await policyBefore(app, '/new/x')]).toEqual([
      'app',
      'app',
    ]);
  });
});

import { cors } from '@cors-policy/fastify';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { describe, expect, it } from 'vitest';
import {
  apiConfig,
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

const bothOf = async (app: FastifyInstance, url: string): Promise<unknown> => [
  await policyOf(app, url, { method: 'PUT' }),
  await policyBefore(app, url),
];

describe.each(everyFastify)("a route's own policy that an onRoute hook gives it, in %s", (_, create) => {
  const setting =
    (value: unknown) =>
    (route: RouteOptions): void => {
      // PROOF: a wrong value is one on purpose.
      if (route.url.startsWith('/api')) route.config = { ...route.config, cors: value as never };
    };

  it('answers preflights and actual requests, whether the hook stands in front of the plugin or behind', async () => {
    for (const first of [true, false]) {
      const app = create();
      if (first) app.addHook('onRoute', setting(apiConfig));
      await app.register(cors, { policy: appConfig });
      if (!first) app.addHook('onRoute', setting(apiConfig));
      app.put('/api/x', handler);
      app.put('/x', handler);
      expect([await bothOf(app, '/api/x'), await bothOf(app, '/x')]).toEqual([
        ['api', 'api'],
        ['app', 'app'],
      ]);
    }
  });

  it('does so where the hook writes into the config that is there', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.addHook('onRoute', ({ config }) => {
      if (config !== undefined) config.cors = apiConfig;
    });
    app.put('/x', { config: {} }, handler);
    expect(await bothOf(app, '/x')).toEqual(['api', 'api']);
  });

  it('does so where the hook is that of an inner context, and for the index of a prefix', async () => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    await app.register(
      async (api) => {
        api.addHook('onRoute', setting(apiConfig));
        api.put('/', handler);
      },
      { prefix: '/api' },
    );
    for (const url of ['/api', '/api/']) expect([url, await bothOf(app, url)]).toEqual([url, ['api', 'api']]);
  });

  it('of `false` is none at all, also for the preflight', async () => {
    const app = create();
    await app.register(cors, { policy: { ...appConfig, disallowed: 'reject' } });
    app.addHook('onRoute', setting(false));
    app.put('/api/x', async (_request, reply) => reply.header('access-control-allow-origin', 'mine').send('own'));
    expect(await ask(app, '/api/x', deniedOrigin, { method: 'PUT' })).toMatchObject({
      status: 200,
      allowOrigin: 'mine',
    });
    expect(await askBefore(app, '/api/x', appOrigin)).toMatchObject({ status: 404, vary: undefined });
  });

  it('with a mistake stops the start, and says where it is', async () => {
    for (const wrong of [{ origins: 'example.com' }, true]) {
      const app = create();
      await app.register(cors, { policy: appConfig });
      app.addHook('onRoute', setting(wrong));
      app.put('/api/x', handler);
      await expect(app.ready()).rejects.toThrow(/^the route PUT \/api\/x, config\.cors: the /);
    }
  });
});

/** A strategy that knows a request by this. */
const strategy = (name: string, derive: (headers: Readonly<Record<string, unknown>>) => unknown): object => ({
  name,
  mustMatchWhenDerived: name === 'version',
  storage: () => {
    const handlers = new Map<unknown, unknown>();
    return {
      get: (key: unknown) => handlers.get(key) ?? null,
      set: (key: unknown, one: unknown) => void handlers.set(key, one),
    };
  },
  deriveConstraint: ({ headers }: { readonly headers: Readonly<Record<string, unknown>> }) => derive(headers),
  validate: () => true,
});

describe.each(everyFastify)("constraints by a strategy of the application's own, in %s", (_, create) => {
  const byType = strategy('version', ({ accept }) => accept);
  const bySubdomain = strategy('host', ({ host }) => String(host).split('.')[0]);

  it('that is called like one of the router: the route without it comes first, then the first of those with it', async () => {
    for (const [name, one, value] of [
      ['version', byType, 'vnd.a+json'],
      ['host', bySubdomain, 'api'],
    ] as const) {
      const app = create({ constraints: { [name]: one } } as object);
      await app.register(cors, { policy: appConfig });
      const constrained = { constraints: { [name]: value }, config: { cors: apiConfig } };
      app.put('/only', constrained, handler);
      app.put('/mixed', constrained, handler);
      app.put('/mixed', handler);
      expect([await policyBefore(app, '/only'), await policyBefore(app, '/mixed')]).toEqual(['api', 'app']);
      const headers = { accept: 'vnd.a+json', host: 'api.test' };
      expect(await policyOf(app, '/only', { method: 'PUT', headers })).toBe('api');
    }
  });

  it("that is added later, in place of the router's, likewise", async () => {
    const app = create();
    // PROOF: it has the shape that Fastify asks for.
    app.addConstraintStrategy(byType as never);
    await app.register(cors, { policy: appConfig });
    app.put('/x', { constraints: { version: 'vnd.a+json' }, config: { cors: apiConfig } }, handler);
    app.put('/x', { constraints: { version: 'vnd.b+json' } }, handler);
    expect(await policyBefore(app, '/x')).toBe('api');
    expect(await policyOf(app, '/x', { method: 'PUT', headers: { accept: 'vnd.b+json' } })).toBe('app');
  });

  it("beside the router's own, which are respected", async () => {
    const app = create({ constraints: { version: byType } } as object);
    await app.register(cors, { policy: appConfig });
    app.put('/x', { constraints: { host: 'api.test' }, config: { cors: apiConfig } }, handler);
    app.put('/x', { constraints: { host: 'app.test' } }, handler);
    expect([
      await policyBefore(app, '/x', 'PUT', { host: 'api.test' }),
      await policyBefore(app, '/x', 'PUT', { host: 'app.test' }),
    ]).toEqual(['api', 'app']);
  });
});

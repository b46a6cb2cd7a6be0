import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import { cors, type DecisionMessage } from '@cors-policy/fastify';
import type { FastifyRequest } from 'fastify';
import { afterEach, expect, it, vi } from 'vitest';
import { apiConfig, apiOrigin, appConfig, appOrigin, ask, everyFastify } from './fixture/ask.js';

const NAME = 'cors-policy:decision';

afterEach(() => vi.restoreAllMocks());

it.each(everyFastify)(
  'publishes each decision with the request of %s, also for a route of its own',
  async (_, create) => {
    const app = create();
    await app.register(cors, { policy: appConfig });
    app.get('/a', async () => 'a');
    app.get('/b', { config: { cors: apiConfig } }, async () => 'b');
    const seen: (readonly [string, string])[] = [];
    const onMessage = (message: unknown): void => {
      // What this package publishes on its own channel.
      const { decision, request } = message as DecisionMessage<FastifyRequest>;
      seen.push([decision.reason, request.url]);
    };
    subscribe(NAME, onMessage);
    try {
      await ask(app, '/a', appOrigin);
      await ask(app, '/b', apiOrigin);
    } finally {
      unsubscribe(NAME, onMessage);
    }
    expect(seen).toEqual([
      ['origin-allowed', '/a'],
      ['origin-allowed', '/b'],
    ]);
  },
);

it.each(everyFastify)('publishes nothing while nobody subscribes, in %s', async (_, create) => {
  const decisions = channel(NAME);
  // Somebody else in this process may.
  vi.spyOn(decisions, 'hasSubscribers', 'get').mockReturnValue(false);
  const publish = vi.spyOn(decisions, 'publish');
  const app = create();
  await app.register(cors, { policy: appConfig });
  app.get('/', async () => 'hello');
  expect(await ask(app, '/', appOrigin)).toMatchObject({ allowOrigin: appOrigin });
  expect(publish).not.toHaveBeenCalled();
});

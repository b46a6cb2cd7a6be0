import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, expect, it, vi } from 'vitest';
import { cors, type DecisionMessage, withCors } from './index.js';
import { request, serve } from './testing/wire.js';

const NAME = 'cors-policy:decision';
const policy = { origins: 'https://app.example' } as const;
const listener = withCors(policy, (_request, response) => void response.end('hello'));
const get = request('GET /x', { Origin: 'https://app.example' });

afterEach(() => vi.restoreAllMocks());

it('publishes each decision with the request of Node', async () => {
  const seen: (readonly [string, string | undefined])[] = [];
  const onMessage = (message: unknown): void => {
    // What this package publishes on its own channel.
    const { decision, request } = message as DecisionMessage<{ url?: string }>;
    seen.push([decision.reason, request.url]);
  };
  subscribe(NAME, onMessage);
  try {
    await using server = await serve(listener);
    await server.send(get);
    await using connect = await serve((req, res) => cors(policy)(req, res, () => res.end()));
    await connect.send(request('GET /y'));
  } finally {
    unsubscribe(NAME, onMessage);
  }
  expect(seen).toEqual([
    ['origin-allowed', '/x'],
    ['no-origin', '/y'],
  ]);
});

it('publishes nothing while nobody subscribes', async () => {
  const decisions = channel(NAME);
  // Somebody else in this process may.
  vi.spyOn(decisions, 'hasSubscribers', 'get').mockReturnValue(false);
  const publish = vi.spyOn(decisions, 'publish');
  await using server = await serve(listener);
  expect((await server.send(get)).values('access-control-allow-origin')).toEqual(['https://app.example']);
  expect(publish).not.toHaveBeenCalled();
});

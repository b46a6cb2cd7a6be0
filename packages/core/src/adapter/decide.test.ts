import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HeaderDecision } from '../decision.js';
import { evaluate } from '../evaluate.js';
import { definePolicy } from '../policy/define-policy.js';
import type { RequestDescriptor } from '../request-descriptor.js';
import type { AdapterOptions } from './adapter-options.js';
import { createDecider, type Outcome } from './decide.js';
import type { DecisionMessage } from './decision-channel.js';
import type { PolicySource } from './policy-source.js';

const policy = definePolicy({ origins: 'https://app.example' });
const scoped = definePolicy({ origins: 'https://app.example', paths: '/api/*' });

/** In these tests the framework's request is its own description. */
type Request = RequestDescriptor;

const get = (origin?: string, path = '/'): Request => ({ method: 'GET', path, headers: { origin } });
const preflight = (origin: string): Request => ({
  method: 'OPTIONS',
  path: '/',
  headers: { origin, 'access-control-request-method': 'PUT' },
});

function decide(request: Request, options?: AdapterOptions<Request>, source: PolicySource<Request> = policy): Outcome {
  return createDecider<Request>(source, options, (described) => described).decide(request);
}

function decideNow(...args: Parameters<typeof decide>): HeaderDecision {
  const outcome = decide(...args);
  if (outcome === undefined || outcome instanceof Promise) throw new Error('expected a decision at once');
  return outcome;
}

describe('createDecider', () => {
  it('gives the shared decision of the policy as it is', () => {
    const request = get('https://app.example');
    expect(decide(request)).toBe(evaluate(policy, request));
  });

  it('gives nothing where a policy function chose none, and tells nobody', async () => {
    const onDecision = vi.fn();
    expect(decide(get('https://app.example'), { onDecision }, () => undefined)).toBeUndefined();
    expect(await decide(get('https://app.example'), { onDecision }, async () => undefined)).toBeUndefined();
    expect(onDecision).not.toHaveBeenCalled();
  });

  it('asks a policy function about the request', async () => {
    const tenants = (request: Request): typeof policy => (request.path === '/scoped' ? scoped : policy);
    expect(decideNow(get('https://app.example', '/scoped'), {}, tenants).reason).toBe('path-out-of-scope');
    expect(await decide(get('https://app.example'), {}, async (request) => tenants(request))).toMatchObject({
      reason: 'origin-allowed',
    });
  });

  it('throws, or rejects with, what the policy function failed with, and tells nobody', async () => {
    const onDecision = vi.fn();
    const error = new Error('no database');
    const failing = (): never => {
      throw error;
    };
    expect(() => decide(get(), { onDecision }, failing)).toThrow(error);
    await expect(decide(get(), { onDecision }, async () => failing())).rejects.toBe(error);
    expect(onDecision).not.toHaveBeenCalled();
  });
});

describe('allow', () => {
  it('grants an origin that no rule allows', () => {
    const decision = decideNow(get('https://customer.example'), { allow: () => true });
    expect(decision).toMatchObject({ verdict: 'allowed', reason: 'origin-allowed', vary: ['Origin'] });
    expect(decision.headers).toEqual([['access-control-allow-origin', 'https://customer.example']]);
  });

  it('grants a path that no rule is for', () => {
    expect(decideNow(get('https://customer.example', '/x'), { allow: () => true }, scoped).reason).toBe(
      'origin-allowed',
    );
  });

  it('is asked once, with the request and the origin', () => {
    const allow = vi.fn(() => false);
    const request = get('https://customer.example');
    expect(decideNow(request, { allow }).reason).toBe('origin-not-allowed');
    expect(allow.mock.calls).toEqual([[request, 'https://customer.example']]);
  });

  it.each([
    ['an allowed origin', get('https://app.example')],
    ['no origin', get()],
    ['null', get('null')],
    ['a malformed origin', get('https://customer.example/')],
    ['an empty origin', get('')],
    [
      'a same-origin request',
      { method: 'GET', headers: { origin: 'https://self.example', 'sec-fetch-site': 'same-origin' } },
    ],
  ])('is not asked about %s', (_, request) => {
    const allow = vi.fn(() => true);
    decideNow(request, { allow });
    expect(allow).not.toHaveBeenCalled();
  });

  it.each([
    ['no origin', get(undefined, '/x')],
    ['null', get('null', '/x')],
    ['a malformed origin', get('HTTPS://customer.example', '/x')],
    ['an ambiguous path', get('https://customer.example', '/a%2fb')],
  ])('is not asked out of scope about %s', (_, request) => {
    const allow = vi.fn(() => true);
    expect(decideNow(request, { allow }, scoped).kind).toBe('out-of-scope');
    expect(allow).not.toHaveBeenCalled();
  });

  it('does not change what the response varies on, whatever it answers', () => {
    const origins = ['https://customer.example', 'https://app.example', undefined, 'null', 'malformed'];
    for (const answer of [true, false]) {
      for (const origin of origins) {
        expect(decideNow(get(origin), { allow: () => answer, vary: 'X-Tenant' }).vary).toEqual(['Origin', 'X-Tenant']);
      }
    }
  });

  it('is waited for only where it returns a promise', async () => {
    const request = get('https://customer.example');
    expect(decide(request, { allow: () => true })).not.toBeInstanceOf(Promise);
    expect(decide(get('https://app.example'), { allow: async () => true })).not.toBeInstanceOf(Promise);
    expect(await decide(request, { allow: async () => true })).toMatchObject({ reason: 'origin-allowed' });
    expect(await decide(request, { allow: async () => false })).toMatchObject({ reason: 'origin-not-allowed' });
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no database');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no database'))],
    [
      'gives something that cannot be waited for',
      (): Promise<boolean> =>
        Object.defineProperty(Promise.resolve(true), 'then', {
          get() {
            throw new Error('no database');
          },
        }),
    ],
  ])('denies where it %s, and hands the error to onDecision', async (_, allow) => {
    const onDecision = vi.fn();
    const request = get('https://customer.example');
    const decision = await decide(request, { allow, onDecision });
    expect(decision).toMatchObject({ verdict: 'denied', reason: 'allow-failed', headers: [], vary: ['Origin'] });
    expect(onDecision.mock.calls).toEqual([[decision, request, new Error('no database')]]);
  });
});

describe('onDecision', () => {
  const rejections: unknown[] = [];
  const record = (reason: unknown): void => {
    rejections.push(reason);
  };
  beforeEach(() => process.on('unhandledRejection', record));
  afterEach(() => process.off('unhandledRejection', record));

  it.each([
    ['out-of-scope', get('https://app.example', '/x'), scoped],
    ['non-cors', get(), policy],
    ['actual', get('https://evil.example'), policy],
    ['preflight', preflight('https://app.example'), policy],
  ])('is called once with the final decision of a request that is %s', (kind, request, source) => {
    const onDecision = vi.fn();
    const decision = decideNow(request, { onDecision, vary: 'X-Tenant' }, source);
    expect(decision.kind).toBe(kind);
    expect(onDecision.mock.calls).toEqual([[decision, request]]);
  });

  it('cannot break the request', async () => {
    const failures = [
      () => {
        throw new Error('logger');
      },
      () => Promise.reject(new Error('logger')),
      // biome-ignore lint/suspicious/noThenProperty: a foreign promise is what is tested
      () => ({ then: (_: unknown, reject: (reason: unknown) => void) => reject(new Error('logger')) }),
      () => ({
        // biome-ignore lint/suspicious/noThenProperty: a foreign promise is what is tested
        get then(): unknown {
          throw new Error('logger');
        },
      }),
    ];
    for (const onDecision of failures)
      expect(decideNow(get('https://app.example'), { onDecision }).verdict).toBe('allowed');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(rejections).toEqual([]);
  });
});

describe('the channel', () => {
  /** A channel whose subscribers come and go. */
  function createChannel() {
    return { hasSubscribers: false, publish: vi.fn<(message: DecisionMessage) => void>() };
  }

  it('costs a question and nothing else while nobody subscribes', () => {
    const asked = vi.fn(() => false);
    const channel = Object.defineProperty(createChannel(), 'hasSubscribers', { get: asked });
    const { decide } = createDecider<Request>(policy, {}, (described) => described, { channel });
    const request = get('https://app.example');
    // The shared decision: nothing was made for this request, no message either.
    expect(decide(request)).toBe(evaluate(policy, request));
    expect(asked).toHaveBeenCalledTimes(1);
    expect(channel.publish).not.toHaveBeenCalled();
  });

  it('is told of each decision once somebody subscribes, after onDecision, and no more when nobody does', () => {
    const channel = createChannel();
    const onDecision = vi.fn();
    const options = { onDecision, vary: 'X-Tenant' };
    const { decide } = createDecider<Request>(policy, options, (described) => described, { channel });
    void decide(get('https://early.example'));
    channel.hasSubscribers = true;
    const request = get('https://evil.example');
    const decision = decide(request);
    channel.hasSubscribers = false;
    void decide(get('https://late.example'));
    expect(channel.publish.mock.calls).toEqual([[{ decision, request }]]);
    expect(channel.publish.mock.calls[0]?.[0].decision).toBe(decision);
    expect(onDecision.mock.invocationCallOrder[1]).toBeLessThan(channel.publish.mock.invocationCallOrder[0] ?? 0);
  });

  it('is told what the outside check failed with', async () => {
    const channel = { ...createChannel(), hasSubscribers: true };
    const allow = (): Promise<boolean> => Promise.reject(new Error('no database'));
    const request = get('https://b.example');
    const decision = await createDecider<Request>(policy, { allow }, (described) => described, { channel }).decide(
      request,
    );
    expect(channel.publish.mock.calls).toEqual([[{ decision, request, error: new Error('no database') }]]);
  });
});

describe('what the adapter adds to a decision', () => {
  it('is the names of vary, on every kind, once for a shared decision', () => {
    const { decide: decideTwice } = createDecider<Request>(
      policy,
      { vary: ['X-Tenant', 'origin'] },
      (request) => request,
    );
    const first = decideTwice(get('https://app.example'));
    expect(first).toMatchObject({ vary: ['Origin', 'X-Tenant'] });
    expect(decideTwice(get('https://app.example'))).toBe(first);
    expect(decideNow(get(undefined, '/x'), { vary: 'X-Tenant' }, scoped)).toMatchObject({
      kind: 'out-of-scope',
      vary: ['X-Tenant'],
    });
  });

  it('is nothing where the decision varies on those names anyway', () => {
    const request = get('https://app.example');
    expect(decide(request, { vary: 'ORIGIN' })).toBe(evaluate(policy, request));
  });

  it('is nothing on the shared decision itself', () => {
    decideNow(get('https://app.example'), { vary: 'X-Tenant', debug: true, preflightContinue: true });
    expect(evaluate(policy, get('https://app.example')).vary).toEqual(['Origin']);
  });

  it('takes the status of every preflight away with preflightContinue, and of nothing else', () => {
    expect(decideNow(preflight('https://app.example'), { preflightContinue: true })).toMatchObject({
      status: undefined,
      verdict: 'allowed',
    });
    expect(decideNow(preflight('https://evil.example'), { preflightContinue: true })).toMatchObject({
      status: undefined,
      verdict: 'denied',
    });
    const rejecting = definePolicy({ origins: 'https://app.example', disallowed: 'reject' });
    expect(decideNow(get('https://evil.example'), { preflightContinue: true }, rejecting).status).toBe(403);
  });

  it('is frozen throughout', () => {
    const decision = decideNow(preflight('https://app.example'), {
      vary: 'X-Tenant',
      debug: true,
      preflightContinue: true,
    });
    for (const part of [decision, decision.vary, decision.headers, ...decision.headers])
      expect(Object.isFrozen(part)).toBe(true);
  });

  it('is the debug header, which onDecision does not see', () => {
    const onDecision = vi.fn();
    const decision = decideNow(get('https://evil.example'), { debug: true, onDecision });
    expect(decision.headers).toEqual([
      ['cors-policy', 'denied; reason=origin-not-allowed; detail="https://evil.example"'],
    ]);
    expect(onDecision.mock.calls[0]?.[0]).toMatchObject({ headers: [] });
  });
});

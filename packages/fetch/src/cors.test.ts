import { definePolicy, type HeaderDecision } from '@cors-policy/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CorsOptions, cors, type PolicySource, withCors } from './index.js';

const APP = 'https://app.example';
const EVIL = 'https://evil.example';
const policy = definePolicy({ origins: APP });

type Handler = (request: Request) => Response | Promise<Response>;

const hello: Handler = () => new Response('hello');
const from = (origin: string, init: RequestInit = {}): Request =>
  new Request('https://server.example/', { ...init, headers: { origin } });
const preflight = (origin: string, method = 'PUT'): Request =>
  new Request('https://server.example/', {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': method },
  });
const allowOrigin = ({ headers }: Response): string | null => headers.get('access-control-allow-origin');
const varyOf = ({ headers }: Response): string | null => headers.get('vary');

/** The same for both ways to mount a policy. */
const mounts: readonly (readonly [
  string,
  (source: PolicySource<Request>, handler: Handler, options?: CorsOptions) => (request: Request) => Promise<Response>,
])[] = [
  [
    'cors',
    (source, handler, options) => {
      const middleware = cors(source, options);
      return (request) => middleware(request, () => handler(request));
    },
  ],
  ['withCors', (source, handler, options) => withCors(source, handler, options)],
];

describe.each(mounts)('%s', (_, mount) => {
  it('puts the headers on the very response of the handler, sync or async', async () => {
    const made = new Response('hello');
    expect(await mount(policy, () => made)(from(APP))).toBe(made);
    expect([allowOrigin(made), varyOf(made)]).toEqual([APP, 'Origin']);
    expect(allowOrigin(await mount(policy, async () => new Response('later'))(from(APP)))).toBe(APP);
  });

  it('takes a config and a function for a policy', async () => {
    for (const source of [{ origins: APP }, () => policy, async () => policy] as const) {
      expect(allowOrigin(await mount(source, hello)(from(APP)))).toBe(APP);
    }
  });

  it('answers a preflight itself, allowed or not', async () => {
    const handler = vi.fn(hello);
    const allowed = await mount(policy, handler)(preflight(APP));
    expect([allowed.status, allowed.body]).toEqual([204, null]);
    expect(allowed.headers.get('access-control-allow-methods')).toBe('DELETE,GET,OPTIONS,PATCH,POST,PUT');
    const denied = await mount(policy, handler)(preflight(EVIL));
    expect([denied.status, denied.body, allowOrigin(denied)]).toEqual([403, null, null]);
    expect(handler).not.toHaveBeenCalled();
  });

  it('answers each preflight anew: nobody finds what another did to the response', async () => {
    const serve = mount(policy, hello);
    for (const origin of [APP, EVIL]) {
      const first = await serve(preflight(origin));
      const lines = [...first.headers];
      for (const [name] of lines) first.headers.delete(name);
      first.headers.set('access-control-allow-origin', '*');
      const second = await serve(preflight(origin));
      expect(second).not.toBe(first);
      expect([...second.headers]).toEqual(lines);
    }
  });

  it('lets a bare OPTIONS through, and every preflight with preflightContinue', async () => {
    expect(await (await mount(policy, hello)(from(APP, { method: 'OPTIONS' }))).text()).toBe('hello');
    const continuing = mount(policy, hello, { preflightContinue: true });
    const allowed = await continuing(preflight(APP));
    expect([await allowed.text(), allowOrigin(allowed)]).toEqual(['hello', APP]);
    expect(await (await continuing(preflight(EVIL))).text()).toBe('hello');
  });

  it('stops a rejected request before the handler', async () => {
    const handler = vi.fn(hello);
    const response = await mount({ origins: APP, disallowed: 'reject' }, handler)(from(EVIL));
    expect([response.status, varyOf(response)]).toEqual([403, 'Origin, Sec-Fetch-Site']);
    expect(handler).not.toHaveBeenCalled();
  });

  it('does nothing where the policy function chose no policy', async () => {
    const onDecision = vi.fn();
    for (const none of [() => undefined, async () => undefined]) {
      const made = new Response(null, { headers: { 'access-control-allow-origin': 'own' } });
      expect(await mount(none, () => made, { onDecision })(from(APP))).toBe(made);
      expect([...made.headers]).toEqual([['access-control-allow-origin', 'own']]);
    }
    expect(onDecision).not.toHaveBeenCalled();
  });

  it('waits for allow, and serves without CORS where it fails', async () => {
    const onDecision = vi.fn<(decision: HeaderDecision, request: Request, error?: unknown) => void>();
    expect(allowOrigin(await mount(policy, hello, { allow: async () => true })(from(EVIL)))).toBe(EVIL);
    const error = new Error('no database');
    const failed = await mount(policy, hello, { allow: () => Promise.reject(error), onDecision })(from(EVIL));
    expect([await failed.text(), allowOrigin(failed)]).toEqual(['hello', null]);
    expect(onDecision.mock.calls.map(([decision, , reason]) => [decision.reason, reason])).toEqual([
      ['allow-failed', error],
    ]);
  });

  it('rejects with what a policy function throws, and does not ask onError', async () => {
    const error = new Error('no tenant');
    const failing = (): never => {
      throw error;
    };
    const [handler, onError] = [vi.fn(hello), vi.fn(() => new Response('failed', { status: 500 }))];
    for (const source of [failing, async () => failing()]) {
      await expect(mount(source, handler, { onError })(from(APP))).rejects.toBe(error);
    }
    expect([handler.mock.calls, onError.mock.calls]).toEqual([[], []]);
  });

  it('tells why with debug', async () => {
    const denied = await mount(policy, hello, { debug: true })(from(EVIL));
    expect(denied.headers.get('cors-policy')).toBe(`denied; reason=origin-not-allowed; detail="${EVIL}"`);
  });

  it('re-wraps a redirect, and leaves an error alone', async () => {
    const redirect = await mount(policy, () => Response.redirect('https://server.example/b', 302))(from(APP));
    expect([redirect.status, redirect.headers.get('location'), allowOrigin(redirect)]).toEqual([
      302,
      'https://server.example/b',
      APP,
    ]);
    const error = Response.error();
    expect(await mount(policy, () => error)(from(APP))).toBe(error);
  });

  it('hands back what is no response', async () => {
    const mountAny = mount as (...args: unknown[]) => (request: Request) => Promise<unknown>;
    for (const nothing of [undefined, null, 'upgraded', 7]) {
      expect(await mountAny(policy, () => nothing)(from(APP))).toBe(nothing);
    }
  });

  it('answers each request for itself where a program keeps a response', async () => {
    const kept = new Response(null, { status: 404 });
    const serve = mount({ origins: [APP, 'https://b.example'] }, () => kept);
    expect(allowOrigin(await serve(from(APP)))).toBe(APP);
    expect(allowOrigin(await serve(from('https://b.example')))).toBe('https://b.example');
    expect(allowOrigin(await serve(from(EVIL)))).toBeNull();
  });

  it('serves the same request object again, anew', async () => {
    const request = from(APP);
    const tenants = [policy, definePolicy({ origins: 'none' }), definePolicy({ origins: APP, paths: '/x' })];
    const serve = mount(() => tenants.shift(), hello);
    expect([
      allowOrigin(await serve(request)),
      allowOrigin(await serve(request)),
      allowOrigin(await serve(request)),
    ]).toEqual([APP, null, null]);
  });
});

describe('a handler that fails', () => {
  it.each([new Error('a'), 'a string', null, undefined, new Response('thrown')])(
    'is rethrown unchanged: %s',
    async (thrown) => {
      for (const options of [{}, { onError: () => undefined }, { onError: async () => undefined }]) {
        for (const handler of [
          () => {
            throw thrown;
          },
          () => Promise.reject(thrown),
        ]) {
          const caught = await withCors(
            policy,
            handler,
            options,
          )(from(APP)).then(
            () => 'served',
            (error: unknown) => ({ error }),
          );
          expect(caught).toEqual({ error: thrown });
          if (typeof caught === 'object') expect(caught.error).toBe(thrown);
        }
      }
    },
  );

  it('is answered by onError, with the headers', async () => {
    const error = new Error('a');
    const request = from(APP);
    for (const onError of [
      vi.fn(() => new Response('failed', { status: 500 })),
      vi.fn(async () => Response.redirect('https://server.example/failed', 302)),
    ]) {
      const response = await withCors(policy, () => Promise.reject(error), { onError })(request);
      expect(allowOrigin(response)).toBe(APP);
      expect(onError.mock.calls).toEqual([[error, request]]);
    }
  });

  it('is answered by onError, without headers, where there is no policy', async () => {
    const failing = (): never => {
      throw new Error('a');
    };
    const response = await withCors(() => undefined, failing, { onError: () => new Response('failed') })(from(APP));
    expect([await response.text(), [...response.headers.keys()]]).toEqual(['failed', ['content-type']]);
  });

  it('fails with what onError throws', async () => {
    const second = new Error('second');
    const onError = (): never => {
      throw second;
    };
    await expect(withCors(policy, () => Promise.reject(new Error('first')), { onError })(from(APP))).rejects.toBe(
      second,
    );
  });
});

describe('withCors', () => {
  it('hands on every argument, and `this`', async () => {
    const handler = vi.fn(function (this: unknown, _request: Request, env: object, context: object) {
      return Response.json([this === worker, env, context]);
    });
    const worker = { fetch: withCors(policy, handler) };
    const request = from(APP);
    const [env, context] = [{ KEY: 'a' }, { waitUntil: 1 }];
    expect(await (await worker.fetch(request, env, context)).json()).toEqual([true, env, context]);
    expect(handler.mock.calls[0]?.[0]).toBe(request);
  });

  it('calls the handler at once where nothing is asynchronous', () => {
    const handler = vi.fn(hello);
    void withCors(policy, handler, { allow: () => true })(from(EVIL));
    expect(handler).toHaveBeenCalledTimes(1);
  });

  it('refuses at once what is no handler, no policy or no option', () => {
    const call = (...args: unknown[]): unknown => Reflect.apply(withCors, undefined, args);
    expect(() => call(policy)).toThrow('the handler must be a function');
    expect(() => call(undefined, hello)).toThrow(TypeError);
    expect(() => call(policy, hello, { Debug: true })).toThrow('did you mean "debug"');
    expect(() => call(policy, hello, { onErorr: hello })).toThrow('did you mean "onError"');
    expect(() => call(policy, hello, { onError: 'fail' })).toThrow('"onError" must be a function');
    expect(() => call(policy, hello, null)).toThrow(TypeError);
    expect(() => Reflect.apply(cors, undefined, [undefined])).toThrow(TypeError);
  });
});

describe('bodies', () => {
  it('leaves the chunks of a stream as they are, one by one, and asks for none ahead', async () => {
    const chunks = [new Uint8Array([1]), new Uint8Array([2])];
    const pulled: number[] = [];
    const stream = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          const chunk = chunks[pulled.length];
          pulled.push(pulled.length);
          if (chunk === undefined) controller.close();
          else controller.enqueue(chunk);
        },
      },
      { highWaterMark: 0 },
    );
    const response = await withCors(policy, () => new Response(stream))(from(APP));
    expect(response.body).toBe(stream);
    expect(pulled).toEqual([]);
    const reader = stream.getReader();
    expect((await reader.read()).value).toBe(chunks[0]);
    expect(pulled).toEqual([0]);
  });

  it('passes a cancel on', async () => {
    const cancel = vi.fn();
    const response = await withCors(policy, () => new Response(new ReadableStream({ cancel })))(from(APP));
    await response.body?.cancel('gone');
    expect(cancel).toHaveBeenCalledWith('gone');
  });

  it("does not touch the request's body", async () => {
    const request = from(APP, { method: 'POST', body: 'posted' });
    const response = await withCors(policy, async (asked) => new Response(await asked.text()))(request);
    expect(await response.text()).toBe('posted');
  });
});

describe('onDecision', () => {
  const rejections: unknown[] = [];
  const record = (reason: unknown): void => {
    rejections.push(reason);
  };
  beforeEach(() => process.on('unhandledRejection', record));
  afterEach(() => process.off('unhandledRejection', record));

  it('never breaks a request', async () => {
    const throwing = (): never => {
      throw new Error('logger');
    };
    for (const onDecision of [throwing, async () => throwing()]) {
      expect(await (await withCors(policy, hello, { onDecision })(from(APP))).text()).toBe('hello');
    }
    expect(rejections).toEqual([]);
  });
});

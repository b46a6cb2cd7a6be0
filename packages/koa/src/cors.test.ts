import { channel } from 'node:diagnostics_channel';
import { PassThrough } from 'node:stream';
import type { WireRequest } from '@cors-policy/conformance';
import type Koa from 'koa';
import type { Context, Middleware } from 'koa';
import mount from 'koa-mount';
import { describe, expect, it, vi } from 'vitest';
import { type Answer, ask, versions } from '../test/fixture/serve.js';
import { cors, definePolicy, type HeaderDecision } from './index.js';

const APP = 'https://app.example';
const EVIL = 'https://evil.example';
const policy = definePolicy({ origins: APP });
const rejecting = definePolicy({ origins: APP, disallowed: 'reject' });

const from = (origin: string): WireRequest => ({ headers: [['Origin', origin]] });
const preflight = (origin: string): WireRequest => ({
  method: 'OPTIONS',
  headers: [
    ['Origin', origin],
    ['Access-Control-Request-Method', 'PUT'],
  ],
});

const hello: Middleware = (ctx) => {
  ctx.body = 'hello';
};

describe.each(versions)('cors in %s', (_version, create) => {
  const asking = (middlewares: readonly Middleware[], request: WireRequest): Promise<Answer> =>
    ask(create, (app) => middlewares.reduce((all: Koa, one) => all.use(one), app), request);

  it('puts the headers on a response of the handler', async () => {
    const { response, values } = await asking([cors(policy), hello], from(APP));
    expect(response.body.toString()).toBe('hello');
    expect(values('access-control-allow-origin')).toEqual([APP]);
    expect(values('vary')).toEqual(['Origin']);
  });

  it('answers a preflight without a body where a middleware in front promised one', async () => {
    const promising: Middleware = (ctx, next) => {
      ctx.set({ 'Content-Length': '5', 'X-Kept': '1' });
      return next();
    };
    for (const [origin, lengths] of [
      [EVIL, ['0']],
      [APP, []],
    ] as const) {
      const { values } = await asking([promising, cors(policy), hello], preflight(origin));
      expect([values('content-length'), values('x-kept')]).toEqual([lengths, ['1']]);
    }
  });

  it('puts them on what ctx.onerror answers, which took off all that was set before', async () => {
    const failing: Middleware = (ctx) => {
      ctx.set('X-Early', 'a');
      ctx.throw(418, 'teapot', { headers: { Vary: 'X-Error', 'Access-Control-Allow-Origin': '*' } });
    };
    for (const [origin, expected] of [
      [APP, [APP]],
      [EVIL, []],
    ] as const) {
      const { response, values } = await asking([cors(policy), failing], from(origin));
      expect(response.status).toBe(418);
      expect(values('x-early')).toEqual([]);
      expect(values('access-control-allow-origin')).toEqual(expected);
      expect(values('vary')).toEqual(['X-Error, Origin']);
    }
  });

  it('puts them on the error of a middleware in front that fails later', async () => {
    const front: Middleware = async (_ctx, next) => {
      await next();
      throw new Error('too late');
    };
    const { response, values } = await asking([front, cors(policy), hello], from(APP));
    expect(response.status).toBe(500);
    expect(values('access-control-allow-origin')).toEqual([APP]);
    expect(values('vary')).toEqual(['Origin']);
  });

  it('knows nothing of a request that a middleware in front has answered', async () => {
    const front: Middleware = () => {
      throw new Error('too early');
    };
    const { response, values } = await asking([front, cors(policy), hello], from(APP));
    expect(response.status).toBe(500);
    expect(values('access-control-allow-origin')).toEqual([]);
    expect(values('vary')).toEqual([]);
  });

  it('sees the path that arrived, under a prefix and after a rewrite', async () => {
    const scoped: Middleware = cors({ origins: APP, paths: '/api/*' });
    const rewrite: Middleware = (ctx, next) => {
      ctx.url = '/elsewhere';
      return next();
    };
    for (const middleware of [mount('/api', scoped), mount('/api', mount('/v1', scoped))])
      expect(
        (await asking([middleware, hello], { ...from(APP), target: '/api/v1/x' })).values(
          'access-control-allow-origin',
        ),
      ).toEqual([APP]);
    const { values } = await asking([rewrite, scoped, hello], { ...from(APP), target: '/api/x' });
    expect(values('access-control-allow-origin')).toEqual([APP]);
  });

  it('hands Koa what a policy function fails with, without CORS headers', async () => {
    const error = Object.assign(new Error('no tenant'), { status: 503 });
    const failing = (): never => {
      throw error;
    };
    const handler = vi.fn(hello);
    for (const source of [failing, async () => failing()]) {
      const { response, errors, values } = await asking([cors(source), handler], from(APP));
      expect(response.status).toBe(503);
      expect(errors).toEqual([error]);
      expect(values('access-control-allow-origin')).toEqual([]);
    }
    expect(handler).not.toHaveBeenCalled();
  });

  it('gives Koa an error to answer, also where a policy function throws null', async () => {
    const { response } = await asking([cors(() => Promise.reject(null)), hello], from(APP));
    expect(response.status).toBe(500);
  });

  it('gives allow and onDecision the context', async () => {
    const onDecision = vi.fn<(decision: HeaderDecision, ctx: Context) => void>();
    const allow = async (ctx: Context): Promise<boolean> => ctx.get('x-tenant') === 'a';
    const { values } = await asking([cors<Context>(policy, { allow, onDecision, vary: 'X-Tenant' }), hello], {
      headers: [
        ['Origin', EVIL],
        ['X-Tenant', 'a'],
      ],
    });
    expect(values('access-control-allow-origin')).toEqual([EVIL]);
    expect(values('vary')).toEqual(['Origin, X-Tenant']);
    expect(onDecision.mock.calls.map(([{ reason }, ctx]) => [reason, ctx.path])).toEqual([['origin-allowed', '/']]);
  });

  it('publishes each decision with the context, where somebody subscribes', async () => {
    const decisions = channel('cors-policy:decision');
    const onMessage = vi.fn<(message: unknown) => void>();
    decisions.subscribe(onMessage);
    await asking([cors(policy), hello], from(EVIL));
    decisions.unsubscribe(onMessage);
    const decision: unknown = expect.objectContaining({ reason: 'origin-not-allowed' });
    const request: unknown = expect.objectContaining({ path: '/', method: 'GET' });
    expect(onMessage.mock.calls).toEqual([[{ decision, request }, 'cors-policy:decision']]);
  });

  it('publishes nothing where nobody subscribes', async () => {
    const decisions = channel('cors-policy:decision');
    // Somebody else in this process may.
    const asked = vi.spyOn(decisions, 'hasSubscribers', 'get').mockReturnValue(false);
    const publish = vi.spyOn(decisions, 'publish');
    await asking([cors(policy), hello], from(APP));
    expect(asked).toHaveBeenCalledTimes(1);
    expect(publish).not.toHaveBeenCalled();
    publish.mockRestore();
    asked.mockRestore();
  });

  it('leaves a preflight to the application with preflightContinue, headers set', async () => {
    const { response, values } = await asking([cors(policy, { preflightContinue: true }), hello], preflight(EVIL));
    expect(response.body.toString()).toBe('hello');
    expect(values('access-control-allow-origin')).toEqual([]);
  });

  it('does nothing where the headers were sent before, and never runs what the policy refuses', async () => {
    const flush: Middleware = (ctx, next) => {
      ctx.status = 200;
      ctx.flushHeaders();
      return next();
    };
    const handler = vi.fn(hello);
    const { response, values } = await asking([flush, cors(rejecting), handler], from(EVIL));
    expect([response.status, response.body.length]).toEqual([200, 0]);
    expect(values('vary')).toEqual([]);
    expect(handler).not.toHaveBeenCalled();
  });

  describe('an answered request', () => {
    /** What a middleware in front may do to an answer that is not its own. */
    const meddlers: readonly (readonly [string, Middleware])[] = [
      ['nothing', (_ctx, next) => next()],
      [
        'has prepared a text',
        (ctx, next) => {
          ctx.body = 'prepared';
          return next();
        },
      ],
      [
        'has prepared JSON',
        (ctx, next) => {
          ctx.type = 'application/json';
          ctx.body = '{"prepared":true}';
          return next();
        },
      ],
      [
        'has prepared a stream',
        (ctx, next) => {
          ctx.body = new PassThrough().end('prepared');
          return next();
        },
      ],
      [
        'has set a status and a reason',
        (ctx, next) => {
          ctx.status = 401;
          ctx.message = 'Who Is It';
          return next();
        },
      ],
      [
        'gives it a body and a status afterwards',
        async (ctx, next) => {
          await next();
          ctx.status = 200;
          ctx.body = { wrapped: ctx.body };
        },
      ],
      [
        'sets headers afterwards',
        async (ctx, next) => {
          await next();
          ctx.set('X-Response-Time', '1ms');
          ctx.vary('Accept');
        },
      ],
      [
        'throws afterwards',
        async (_ctx, next) => {
          await next();
          throw new Error('too late');
        },
      ],
    ];

    it.each(meddlers)('is the decision, and nothing more, where a middleware in front %s', async (_does, meddler) => {
      const handler = vi.fn(hello);
      for (const [status, reason, origin] of [
        [204, 'No Content', APP],
        [403, 'Forbidden', EVIL],
        [200, 'OK', APP],
      ] as const) {
        const source = { origins: APP, preflightStatus: status === 200 ? 200 : 204 } as const;
        const { response, values } = await asking([meddler, cors(source), handler], preflight(origin));
        expect([response.status, response.reason, response.body.length]).toEqual([status, reason, 0]);
        expect(values('content-type')).toEqual([]);
        expect(values('content-length')).toEqual(status === 204 ? [] : ['0']);
        expect(values('connection')).toEqual(['keep-alive']);
        expect(values('access-control-allow-origin')).toEqual(origin === APP ? [APP] : []);
        expect(values('vary')).toEqual(['Origin, Access-Control-Request-Method, Access-Control-Request-Headers']);
      }
      expect(handler).not.toHaveBeenCalled();
    });

    it('disturbs nobody in front who goes by the rules of Koa', async () => {
      const seen: unknown[] = [];
      const front: Middleware = async (ctx, next) => {
        await next();
        seen.push([ctx.status, ctx.headerSent, ctx.writable]);
        ctx.set('X-Response-Time', '1ms');
      };
      const { errors } = await asking([front, cors(policy), hello], preflight(APP));
      expect(seen).toEqual([[204, true, false]]);
      expect(errors).toEqual([]);
    });
  });
});

describe('the middleware', () => {
  const context = (origin: string) => ({
    method: 'GET',
    originalUrl: '/',
    headers: { origin },
    status: 404,
    body: undefined,
    remove: vi.fn(),
    res: {
      statusCode: 404,
      headersSent: false,
      writeHead: vi.fn(),
      getHeader: vi.fn(),
      getHeaderNames: () => [],
      hasHeader: () => false,
      setHeader: vi.fn(),
      removeHeader: vi.fn(),
      end: vi.fn(),
    },
  });

  it('goes on at once where nothing is asynchronous, and gives what comes of it', async () => {
    const next = vi.fn(async () => 'downstream');
    const result = cors(policy, { allow: () => true })(context(EVIL), next);
    expect(next).toHaveBeenCalledTimes(1);
    expect(await result).toBe('downstream');
  });

  it('rejects with what comes from downstream, and touches nothing', async () => {
    const error = new Error('downstream');
    const ctx = context(APP);
    await expect(cors(policy)(ctx, () => Promise.reject(error))).rejects.toBe(error);
    expect(ctx.status).toBe(404);
    expect(ctx.res.end).not.toHaveBeenCalled();
  });

  it('rejects, and does not throw, where the policy function fails', async () => {
    const error = new Error('no tenant');
    const failing = cors(() => {
      throw error;
    });
    await expect(failing(context(APP), async () => {})).rejects.toBe(error);
  });

  it('ends an answered request without going on', async () => {
    const next = vi.fn();
    const ctx = context(EVIL);
    await cors(rejecting)(ctx, next);
    expect(ctx.status).toBe(403);
    expect(ctx.res.end).toHaveBeenCalledTimes(1);
    expect(next).not.toHaveBeenCalled();
  });

  it('refuses at once what is no policy or no option', () => {
    const call = (...args: unknown[]): unknown => Reflect.apply(cors, undefined, args);
    expect(() => call()).toThrow(TypeError);
    expect(() => call({ origins: '*', credentials: true })).toThrow('anyOriginWithCredentials');
    expect(() => call(policy, { Debug: true })).toThrow('did you mean "debug"');
  });
});

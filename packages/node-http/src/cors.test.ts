import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { definePolicy, type HeaderDecision } from '@cors-policy/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CorsMiddleware, type CorsOptions, cors, type PolicySource, withCors } from './index.js';
import { request, serve, type WireResponse } from './testing/wire.js';

const policy = definePolicy({ origins: 'https://app.example' });
const APP = 'https://app.example';
const EVIL = 'https://evil.example';

/** A framework in a few lines: middlewares in order, then the handler; an error is answered with a 500. */
function connect(middlewares: readonly CorsMiddleware[], handler: RequestListener): RequestListener {
  return (req, res) => {
    const step = (index: number, error?: unknown): void => {
      const middleware = middlewares[index];
      if (error !== undefined) {
        res.statusCode = 500;
        res.end(`failed: ${error instanceof Error ? error.message : 'not an error'}`);
      } else if (middleware === undefined) handler(req, res);
      else middleware(req, res, (failure) => step(index + 1, failure));
    };
    step(0);
  };
}

const hello: RequestListener = (_req, res) => void res.end('hello');

async function ask(
  listener: RequestListener,
  line: string,
  fields: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<WireResponse> {
  await using server = await serve(listener);
  return await server.send(request(line, fields));
}

const preflight = (origin: string, method = 'PUT'): Record<string, string> => ({
  Origin: origin,
  'Access-Control-Request-Method': method,
});

/** The same for both ways to mount a policy. */
const mounts: readonly (readonly [
  string,
  (source: PolicySource<IncomingMessage>, handler: RequestListener, options?: CorsOptions) => RequestListener,
])[] = [
  ['cors', (source, handler, options) => connect([cors(source, options)], handler)],
  ['withCors', (source, handler, options) => withCors(source, handler, options)],
];

describe.each(mounts)('%s', (_, mount) => {
  it('puts the headers on a response of the handler', async () => {
    const response = await ask(mount(policy, hello), 'GET /', { Origin: APP });
    expect(response.body).toBe('hello');
    expect(response.values('access-control-allow-origin')).toEqual([APP]);
    expect(response.values('vary')).toEqual(['Origin']);
  });

  it('takes a config and a function for a policy', async () => {
    for (const source of [{ origins: APP }, () => policy, async () => policy] as const) {
      expect((await ask(mount(source, hello), 'GET /', { Origin: APP })).values('access-control-allow-origin')).toEqual(
        [APP],
      );
    }
  });

  it('answers a preflight itself, allowed or not', async () => {
    const handler = vi.fn(hello);
    const allowed = await ask(mount(policy, handler), 'OPTIONS /', preflight(APP));
    expect(allowed.statusLine).toBe('HTTP/1.1 204 No Content');
    expect(allowed.values('access-control-allow-methods')).toEqual(['DELETE,GET,OPTIONS,PATCH,POST,PUT']);
    expect(allowed.values('content-length')).toEqual([]);
    const denied = await ask(mount(policy, handler), 'OPTIONS /', preflight(EVIL));
    expect(denied.statusLine).toBe('HTTP/1.1 403 Forbidden');
    expect(denied.values('content-length')).toEqual(['0']);
    expect(denied.values('access-control-allow-origin')).toEqual([]);
    expect(handler).not.toHaveBeenCalled();
  });

  it('sends the length of an empty body where the status can have one', async () => {
    const response = await ask(mount({ origins: APP, preflightStatus: 200 }, hello), 'OPTIONS /', preflight(APP));
    expect(response.statusLine).toBe('HTTP/1.1 200 OK');
    expect(response.values('content-length')).toEqual(['0']);
    expect(response.body).toBe('');
  });

  it('promises no body where one was promised before', async () => {
    for (const [name, value] of [
      ['Content-Length', '5'],
      ['Transfer-Encoding', 'chunked'],
      ['Trailer', 'server-timing'],
    ] as const) {
      const mounted = mount(policy, hello);
      const listener: RequestListener = (req, res) => mounted(req, res.setHeader(name, value).setHeader('x-kept', '1'));
      const denied = await ask(listener, 'OPTIONS /', preflight(EVIL));
      expect(denied.values('content-length')).toEqual(['0']);
      expect(denied.values('x-kept')).toEqual(['1']);
      const allowed = await ask(listener, 'OPTIONS /', preflight(APP));
      expect([...allowed.values('content-length'), ...allowed.values('transfer-encoding')]).toEqual([]);
    }
  });

  it('lets a bare OPTIONS through', async () => {
    expect((await ask(mount(policy, hello), 'OPTIONS /', { Origin: APP })).body).toBe('hello');
  });

  it('stops a rejected request before the handler', async () => {
    const handler = vi.fn(hello);
    const response = await ask(mount({ origins: APP, disallowed: 'reject' }, handler), 'GET /', { Origin: EVIL });
    expect(response.statusLine).toBe('HTTP/1.1 403 Forbidden');
    expect(response.values('vary')).toEqual(['Origin, Sec-Fetch-Site']);
    expect(handler).not.toHaveBeenCalled();
  });

  it('takes two Origin lines for a malformed one', async () => {
    const onDecision = vi.fn<(decision: HeaderDecision) => void>();
    const response = await ask(mount(policy, hello, { onDecision }), 'GET /', { Origin: [APP, APP] });
    expect(response.values('access-control-allow-origin')).toEqual([]);
    expect(onDecision.mock.calls[0]?.[0].reason).toBe('origin-malformed');
  });

  it('lets every preflight through with preflightContinue, headers set', async () => {
    const answering = mount(policy, (_req, res) => void res.writeHead(200).end('mine'), { preflightContinue: true });
    const allowed = await ask(answering, 'OPTIONS /', preflight(APP));
    expect(allowed.body).toContain('mine');
    expect(allowed.values('access-control-allow-origin')).toEqual([APP]);
    expect((await ask(answering, 'OPTIONS /', preflight(EVIL))).body).toContain('mine');
  });

  it('does nothing where the policy function chose no policy', async () => {
    const onDecision = vi.fn();
    const handler: RequestListener = (_req, res) => void res.setHeader('Access-Control-Allow-Origin', 'own').end('own');
    for (const none of [() => undefined, async () => undefined]) {
      const response = await ask(mount(none, handler, { onDecision }), 'GET /', { Origin: APP });
      expect(response.values('access-control-allow-origin')).toEqual(['own']);
      expect(response.values('vary')).toEqual([]);
    }
    expect(onDecision).not.toHaveBeenCalled();
  });

  it('takes nothing off a response that is out of scope', async () => {
    const handler: RequestListener = (_req, res) => void res.setHeader('Access-Control-Allow-Origin', 'own').end('own');
    const scoped = { origins: APP, paths: '/api/*' } as const;
    const outside = await ask(mount(scoped, handler), 'GET /x', { Origin: APP });
    expect(outside.values('access-control-allow-origin')).toEqual(['own']);
    expect(outside.values('vary')).toEqual([]);
    const checked = await ask(mount(scoped, handler, { allow: () => false, vary: 'X-Tenant' }), 'GET /x', {
      Origin: APP,
    });
    expect(checked.values('access-control-allow-origin')).toEqual(['own']);
    expect(checked.values('vary')).toEqual(['Origin, X-Tenant']);
  });

  it('waits for allow, and serves without CORS where it fails', async () => {
    const onDecision = vi.fn<(decision: HeaderDecision, request: IncomingMessage, error?: unknown) => void>();
    const granted = await ask(mount(policy, hello, { allow: async () => true }), 'GET /', { Origin: EVIL });
    expect(granted.values('access-control-allow-origin')).toEqual([EVIL]);
    const error = new Error('no database');
    const failed = await ask(mount(policy, hello, { allow: () => Promise.reject(error), onDecision }), 'GET /', {
      Origin: EVIL,
    });
    expect(failed.body).toBe('hello');
    expect(failed.values('access-control-allow-origin')).toEqual([]);
    expect(onDecision.mock.calls.map(([decision, , reason]) => [decision.reason, reason])).toEqual([
      ['allow-failed', error],
    ]);
  });

  it('tells why with debug, also where it is out of scope', async () => {
    const denied = await ask(mount(policy, hello, { debug: true }), 'GET /', { Origin: EVIL });
    expect(denied.values('cors-policy')).toEqual([`denied; reason=origin-not-allowed; detail="${EVIL}"`]);
    const outside = await ask(mount({ origins: APP, paths: '/api/*' }, hello, { debug: true }), 'GET /x', {
      Origin: APP,
    });
    expect(outside.values('cors-policy')).toEqual([expect.stringMatching(/^not-applicable; reason=path-out-of-scope/)]);
  });

  it('only decides where the headers were sent before', async () => {
    const onDecision = vi.fn();
    const inner = mount(policy, (_req, res) => void res.end('late'), { onDecision });
    const response = await ask((req, res) => inner(req, res.writeHead(200, { 'X-A': '1' })), 'GET /', { Origin: APP });
    expect(response.statusLine).toBe('HTTP/1.1 200 OK');
    expect(response.body).toContain('late');
    expect(response.values('access-control-allow-origin')).toEqual([]);
    expect(onDecision).toHaveBeenCalledTimes(1);
  });

  it('never runs what the policy refuses, also where somebody answered while it was waiting', async () => {
    const handler = vi.fn(hello);
    const slow = mount({ origins: APP, disallowed: 'reject' }, handler, {
      allow: () => new Promise((resolve) => setTimeout(resolve, 20, false)),
    });
    const response = await ask(
      (req, res) => {
        slow(req, res);
        res.writeHead(503).write('too late');
      },
      'POST /',
      { Origin: EVIL, 'Content-Length': '0' },
    );
    expect(response.statusLine).toBe('HTTP/1.1 503 Service Unavailable');
    expect(handler).not.toHaveBeenCalled();
  });
});

describe('cors', () => {
  it('hands to next what a policy function fails with, without CORS headers', async () => {
    const error = new Error('no tenant');
    const failing = (): never => {
      throw error;
    };
    for (const source of [failing, async () => failing()]) {
      const response = await ask(connect([cors(source)], hello), 'GET /', { Origin: APP });
      expect(response.statusLine).toBe('HTTP/1.1 500 Internal Server Error');
      expect(response.body).toBe('failed: no tenant');
      expect(response.values('access-control-allow-origin')).toEqual([]);
    }
  });

  it('goes on at once where nothing is asynchronous', () => {
    const req = { method: 'GET', url: '/', headers: {} };
    const next = vi.fn();
    const res = { headersSent: true, statusCode: 200 };
    // Only what a response whose headers are sent is asked for.
    Reflect.apply(cors(policy, { allow: () => true }), undefined, [req, res, next]);
    expect(next.mock.calls).toEqual([[]]);
  });

  it('sees the path that arrived', async () => {
    const middleware = cors({ origins: APP, paths: '/api/*' });
    const mounted: CorsMiddleware = (req, res, next) => {
      const cut = Object.assign(req, { originalUrl: req.url, url: '/items' });
      middleware(cut, res, next);
    };
    expect(
      (await ask(connect([mounted], hello), 'GET /api/items', { Origin: APP })).values('access-control-allow-origin'),
    ).toEqual([APP]);
  });
});

describe('registered twice', () => {
  const inner = 'https://inner.example';
  const both = (source: PolicySource<IncomingMessage>, options?: CorsOptions): RequestListener =>
    connect(
      [cors(policy, { debug: true }), cors(source, options)],
      (_req, res) => void res.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end(),
    );

  it('the innermost policy wins', async () => {
    const listener = both({ origins: inner });
    expect((await ask(listener, 'GET /', { Origin: inner })).values('access-control-allow-origin')).toEqual([inner]);
    const outer = await ask(listener, 'GET /', { Origin: APP });
    expect(outer.values('access-control-allow-origin')).toEqual([]);
    expect(outer.values('vary')).toEqual(['Origin']);
  });

  it('an inner policy that is out of scope leaves the outer one in force, and adds what it varies on', async () => {
    const listener = both({ origins: inner, paths: '/api/*' }, { vary: 'X-Tenant' });
    const response = await ask(listener, 'GET /', { Origin: APP });
    expect(response.values('access-control-allow-origin')).toEqual([APP]);
    expect(response.values('vary')).toEqual(['Origin, X-Tenant']);
  });

  it('an inner policy answers in place of an outer one that is out of scope', async () => {
    const listener = connect(
      [cors({ origins: APP, paths: '/api/*' }, { vary: 'X-Outer' }), cors({ origins: inner })],
      hello,
    );
    expect((await ask(listener, 'GET /', { Origin: inner })).values('access-control-allow-origin')).toEqual([inner]);
    const answered = await ask(listener, 'OPTIONS /', preflight(inner));
    expect(answered.values('access-control-allow-origin')).toEqual([inner]);
    expect(answered.values('vary')).toEqual(['Origin, Access-Control-Request-Method, Access-Control-Request-Headers']);
  });

  it('the outermost answers preflights', async () => {
    const listener = both({ origins: inner });
    expect((await ask(listener, 'OPTIONS /', preflight(APP))).values('access-control-allow-origin')).toEqual([APP]);
    expect((await ask(listener, 'OPTIONS /', preflight(inner))).statusLine).toBe('HTTP/1.1 403 Forbidden');
  });

  it('hooks writeHead once', async () => {
    const seen = new Set<unknown>();
    const spy: CorsMiddleware = (_req, res, next) => {
      seen.add(res.writeHead);
      next();
    };
    await ask(connect([cors(policy), spy, cors(policy), spy], hello), 'GET /', { Origin: APP });
    expect(seen.size).toBe(1);
  });
});

describe('beside others who replace writeHead', () => {
  /** What `on-headers` does, and with it `compression`, `express-session` and their like. */
  const onHeaders =
    (listener: (res: ServerResponse) => void): CorsMiddleware =>
    (_req, nodeResponse, next) => {
      // The little framework above hands over what `node:http` made.
      const res = nodeResponse as ServerResponse;
      const previous = res.writeHead;
      res.writeHead = function (this: ServerResponse, ...args: unknown[]) {
        const given = args.find((argument) => typeof argument === 'object' && argument !== null);
        for (const [name, value] of Object.entries(given ?? {})) this.setHeader(name, value);
        listener(this);
        return Reflect.apply(previous, this, [args[0]]);
      };
      next();
    };
  const compression = onHeaders((res) => {
    const vary = res.getHeader('Vary');
    res.setHeader('Vary', vary === undefined ? 'Accept-Encoding' : `${String(vary)}, Accept-Encoding`);
  });
  const handlers: readonly RequestListener[] = [
    (_req, res) => void res.end('a'),
    (_req, res) => void res.setHeader('Vary', 'Cookie').end('a'),
    (_req, res) => void res.writeHead(200, { Vary: 'Cookie', 'access-control-allow-origin': '*' }).end('a'),
  ];

  it.each([
    ['before', [compression, cors(policy)]],
    ['after', [cors(policy), compression]],
    ['between', [cors(policy), compression, cors(policy)]],
  ] as const)('keeps the names of both, mounted %s', async (_, middlewares) => {
    for (const handler of handlers) {
      const response = await ask(connect(middlewares, handler), 'GET /', { Origin: APP });
      expect(response.values('access-control-allow-origin')).toEqual([APP]);
      const [vary = ''] = response.values('vary');
      expect(vary.split(', ')).toEqual(expect.arrayContaining(['Origin', 'Accept-Encoding']));
      expect(new Set(vary.split(', ')).size).toBe(vary.split(', ').length);
    }
  });
});

describe('on a response that only looks like one of Node, and never calls its own writeHead', () => {
  class StandIn {
    statusCode = 200;
    headersSent = false;
    readonly headers = new Map<string, string>();
    assignSocket(): void {}
    writeHead(status: number, headers: object = {}): void {
      this.statusCode = status;
      if (Array.isArray(headers)) return;
      for (const [name, value] of Object.entries(headers)) this.setHeader(name, String(value));
    }
    getHeader(name: string): string | undefined {
      return this.headers.get(name.toLowerCase());
    }
    getHeaderNames(): readonly string[] {
      return [...this.headers.keys()];
    }
    hasHeader(name: string): boolean {
      return this.headers.has(name.toLowerCase());
    }
    setHeader(name: string, value: string): void {
      this.headers.set(name.toLowerCase(), value);
    }
    removeHeader(name: string): void {
      this.headers.delete(name.toLowerCase());
    }
    end(): void {
      this.headersSent = true;
    }
  }
  const answer = (method: string, origin: string): StandIn => {
    const response = new StandIn();
    const headers = { origin, 'access-control-request-method': 'PUT' };
    cors<{ method: string; url: string; headers: Record<string, string> }>(policy)(
      { method, url: '/', headers },
      response,
      () => response.end(),
    );
    return response;
  };

  it('answers a preflight with the headers', () => {
    const allowed = answer('OPTIONS', APP);
    expect([allowed.statusCode, allowed.getHeader('access-control-allow-origin')]).toEqual([204, APP]);
    expect(allowed.hasHeader('access-control-allow-methods')).toBe(true);
    const denied = answer('OPTIONS', EVIL);
    expect([denied.statusCode, ...denied.getHeaderNames()]).toEqual([403, 'vary']);
  });

  it('puts the headers on it before the handler runs', () => {
    expect(Object.fromEntries(answer('GET', APP).headers)).toEqual({
      'access-control-allow-origin': APP,
      vary: 'Origin',
    });
    expect(Object.fromEntries(answer('GET', EVIL).headers)).toEqual({ vary: 'Origin' });
  });
});

describe('withCors', () => {
  it('gives what the listener gave, and calls it as it was called', () => {
    const listener = vi.fn(function (this: unknown) {
      return this;
    });
    const server = {};
    const call = [{ method: 'GET', url: '/', headers: {} }, { headersSent: true }];
    expect(Reflect.apply(withCors(policy, listener), server, call)).toBe(server);
    expect(listener).toHaveBeenCalledWith(...call);
  });

  it('throws what the policy function throws, and rejects with what it rejects with', async () => {
    const error = new Error('no tenant');
    const failing = (): never => {
      throw error;
    };
    const call = (source: PolicySource<IncomingMessage>): unknown =>
      Reflect.apply(withCors(source, hello), undefined, [{ headers: {} }, {}]);
    expect(() => call(failing)).toThrow(error);
    await expect(call(async () => failing())).rejects.toBe(error);
  });

  it('refuses at once what is no listener, no policy or no option', () => {
    const call = (...args: unknown[]): unknown => Reflect.apply(withCors, undefined, args);
    expect(() => call(policy)).toThrow('the listener must be a function');
    expect(() => call(undefined, hello)).toThrow(TypeError);
    expect(() => call(policy, hello, { Debug: true })).toThrow('did you mean "debug"');
    expect(() => Reflect.apply(cors, undefined, [undefined])).toThrow(TypeError);
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
      expect((await ask(withCors(policy, hello, { onDecision }), 'GET /', { Origin: APP })).body).toBe('hello');
    }
    expect(rejections).toEqual([]);
  });
});

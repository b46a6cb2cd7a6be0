import type { ServerResponse } from 'node:http';
import { definePolicy, evaluate } from '@cors-policy/core';
import { describe, expect, it } from 'vitest';
import { applyDecision } from './apply-decision.js';
import { type CorsOptions, withCors } from './index.js';
import { request, serve, type WireResponse } from './testing/wire.js';

const policy = definePolicy({
  origins: 'https://app.example',
  credentials: true,
  exposedHeaders: ['x-a'],
  timing: true,
});
const ours = [
  'access-control-allow-credentials: true',
  'access-control-allow-origin: https://app.example',
  'access-control-expose-headers: x-a',
  'timing-allow-origin: https://app.example',
];

async function answer(
  respond: (res: ServerResponse) => unknown,
  options?: CorsOptions,
  origin = 'https://app.example',
): Promise<WireResponse> {
  const listener = withCors(policy, (_req, res: ServerResponse) => void respond(res), options);
  await using server = await serve(listener);
  return await server.send(request('GET /', { Origin: origin }));
}

/** Sorted: what is replaced by `setHeader` keeps its place. */
const accessControl = ({ lines }: WireResponse): readonly string[] =>
  lines.filter((line) => /^(?:access-control|timing)-/i.test(line)).sort();

/** Every way in which a handler can give headers to Node. */
const ways: readonly (readonly [string, (res: ServerResponse, name: string, value: string) => void])[] = [
  ['setHeader', (res, name, value) => res.setHeader(name, value).end()],
  ['setHeader with a list', (res, name, value) => res.setHeader(name, [value, value]).end()],
  ['appendHeader', (res, name, value) => res.appendHeader(name, value).appendHeader(name, value).end()],
  ['setHeaders', (res, name, value) => res.setHeaders(new Map([[name, value]])).end()],
  ['writeHead with an object', (res, name, value) => res.writeHead(200, { [name]: value }).end()],
  ['writeHead with a reason and an object', (res, name, value) => res.writeHead(200, 'Fine', { [name]: value }).end()],
  ['writeHead with an object of lists', (res, name, value) => res.writeHead(200, { [name]: [value, value] }).end()],
  ['writeHead with a flat array', (res, name, value) => res.writeHead(200, [name, value, name, value]).end()],
  ['writeHead with a reason and a flat array', (res, name, value) => res.writeHead(200, 'Fine', [name, value]).end()],
  // The types know no nested arrays; Node does.
  [
    'writeHead with nested arrays',
    (res, name, value) =>
      Reflect.apply(res.writeHead, res, [
        200,
        [
          [name, value],
          [name, value],
        ],
      ]).end(),
  ],
  [
    'setHeader and writeHead with an object',
    (res, name, value) =>
      res
        .setHeader(name, value)
        .writeHead(200, { [name]: value })
        .end(),
  ],
  [
    'setHeader and writeHead with a flat array',
    (res, name, value) => res.setHeader(name, value).writeHead(200, [name, value]).end(),
  ],
  [
    'flushHeaders',
    (res, name, value) => {
      res.setHeader(name, value).flushHeaders();
      res.end();
    },
  ],
  [
    'write',
    (res, name, value) => {
      res.setHeader(name, value).write('a');
      res.end('b');
    },
  ],
];

describe.each(ways)('what a handler gives by %s', (_, give) => {
  it.each([
    'access-control-allow-origin',
    'Access-Control-Allow-Origin',
    'ACCESS-CONTROL-MAX-AGE',
    'timing-allow-origin',
  ])('is replaced by the policy: %s', async (name) => {
    expect(accessControl(await answer((res) => give(res, name, '*')))).toEqual(ours);
  });

  it('does not reach a denied origin', async () => {
    const response = await answer((res) => give(res, 'Access-Control-Allow-Origin', '*'), {}, 'https://evil.example');
    expect(accessControl(response)).toEqual([]);
    expect(response.values('vary')).toEqual(['Origin']);
  });

  it('stays with foreignHeaders keep, and the rest is added', async () => {
    const kept = await answer((res) => give(res, 'Access-Control-Allow-Origin', 'https://own.example'), {
      foreignHeaders: 'keep',
    });
    expect(new Set(kept.values('access-control-allow-origin'))).toEqual(new Set(['https://own.example']));
    expect(accessControl(kept)).toEqual(
      expect.arrayContaining(ours.filter((line) => !line.startsWith('access-control-allow-origin'))),
    );
    const denied = await answer(
      (res) => give(res, 'Access-Control-Allow-Origin', '*'),
      { foreignHeaders: 'keep' },
      'https://evil.example',
    );
    expect(new Set(accessControl(denied))).toEqual(new Set(['Access-Control-Allow-Origin: *']));
  });

  it('is merged where it is Vary', async () => {
    expect((await answer((res) => give(res, 'VARY', 'accept-Encoding'))).values('vary')).toEqual([
      'accept-Encoding, Origin',
    ]);
    expect((await answer((res) => give(res, 'Vary', '*'))).values('vary')).toEqual(['*']);
    const untouched = await answer((res) => give(res, 'Vary', 'origin ,Accept'));
    expect(untouched.values('vary').every((value) => /^origin ?, ?Accept$/.test(value))).toBe(true);
  });
});

describe('Vary from everywhere', () => {
  it.each<readonly [string, (res: ServerResponse) => unknown, string]>([
    [
      'set before and in the object',
      (res) => res.setHeader('Vary', 'A').writeHead(200, { vary: 'B' }).end(),
      'A, B, Origin',
    ],
    [
      'set before and in the array',
      (res) => res.setHeader('Vary', 'A').writeHead(200, ['vary', 'B', 'Vary', 'C']).end(),
      'A, B, C, Origin',
    ],
    [
      'on several lines of the array',
      (res) => res.writeHead(200, ['Vary', 'A', 'X-A', '1', 'Vary', 'a, B']).end(),
      'A, B, Origin',
    ],
    ['in two cases in the object', (res) => res.writeHead(200, { Vary: 'A', vary: 'Origin' }).end(), 'A, Origin'],
    [
      'ours set before, another given',
      (res) => res.setHeader('Vary', 'Origin').writeHead(200, { Vary: 'A' }).end(),
      'Origin, A',
    ],
    ['several lines set', (res) => res.setHeader('Vary', ['A', 'B']).end(), 'A, B, Origin'],
    ['a wildcard set and a name given', (res) => res.setHeader('Vary', '*').writeHead(200, { Vary: 'A' }).end(), '*'],
  ])('is one line: %s', async (_, respond, expected) => {
    expect((await answer(respond)).values('vary')).toEqual([expected]);
  });

  it('is not touched by a policy that varies on nothing', async () => {
    const open = withCors(
      { origins: '*' },
      (_req, res: ServerResponse) => void res.writeHead(200, ['Vary', 'A', 'Vary', 'B']).end(),
    );
    await using server = await serve(open);
    const response = await server.send(request('GET /', { Origin: 'https://app.example' }));
    expect(response.values('vary')).toEqual(['A', 'B']);
    expect(response.values('access-control-allow-origin')).toEqual(['*']);
  });
});

describe('the hook of writeHead', () => {
  it('keeps the chain, the status and the reason', async () => {
    const response = await answer((res) => res.writeHead(418, 'Short And Stout', { 'X-A': '1' }).end('tea'));
    expect(response.statusLine).toBe('HTTP/1.1 418 Short And Stout');
    expect(response.values('x-a')).toEqual(['1']);
    expect(response.body).toContain('tea');
  });

  it('lets Node refuse what it refuses', async () => {
    const codes: unknown[] = [];
    const attempt = (action: () => unknown): void => {
      try {
        action();
        codes.push('accepted');
      } catch (error) {
        codes.push(error instanceof Error && 'code' in error ? error.code : error);
      }
    };
    const response = await answer((res) => {
      attempt(() => res.writeHead(9999));
      attempt(() => res.writeHead(200, ['X-Odd']));
      attempt(() => res.writeHead(200, { 'X Space': '1' }));
      attempt(() => res.writeHead(200, { 'X-A': 'a\nb' }));
      attempt(() => res.writeHead(200, { 'X-A': '1', 'Access-Control-Allow-Origin': '*' }));
      attempt(() => res.writeHead(201, { 'X-A': '2' }));
      attempt(() => res.setHeader('X-B', '1'));
      res.end('ok');
    });
    expect(codes).toEqual([
      'ERR_HTTP_INVALID_STATUS_CODE',
      'ERR_INVALID_ARG_VALUE',
      'ERR_INVALID_HTTP_TOKEN',
      'ERR_INVALID_CHAR',
      'accepted',
      'ERR_HTTP_HEADERS_SENT',
      'ERR_HTTP_HEADERS_SENT',
    ]);
    expect(response.statusLine).toBe('HTTP/1.1 200 OK');
    expect(accessControl(response)).toEqual(ours);
  });

  it('also holds for the old alias of writeHead, where Node has it', async () => {
    const response = await answer((res) => {
      const alias: unknown = Reflect.get(res, 'writeHeader');
      if (typeof alias === 'function') Reflect.apply(alias, res, [200, { 'Access-Control-Allow-Origin': '*' }]);
      res.end();
    });
    expect(accessControl(response)).toEqual(ours);
  });

  it('does not change what the handler gave', async () => {
    const given = Object.freeze({ 'X-A': '1', 'Access-Control-Allow-Origin': '*', Vary: 'A' });
    await answer((res) => res.writeHead(200, given).end());
    expect(given).toEqual({ 'X-A': '1', 'Access-Control-Allow-Origin': '*', Vary: 'A' });
  });

  it('leaves a switch of protocols alone', async () => {
    const response = await answer((res) => {
      res.writeHead(101, { Upgrade: 'echo', Connection: 'Upgrade' }).end();
      res.socket?.end();
    });
    expect(accessControl(response)).toEqual([]);
    expect(response.values('vary')).toEqual([]);
  });
});

describe('applyDecision', () => {
  const decision = evaluate(policy, { method: 'GET', headers: { origin: 'https://app.example' } });

  it('sets the headers at once and takes off foreign ones', async () => {
    await using server = await serve((_req, res) => {
      res.setHeader('Access-Control-Allow-Methods', '*').setHeader('Vary', 'A');
      applyDecision(res, decision);
      res.end();
    });
    const response = await server.send(request('GET /'));
    expect(accessControl(response)).toEqual(ours);
    expect(response.values('vary')).toEqual(['A, Origin']);
  });

  it('keeps foreign headers where it is told to', async () => {
    await using server = await serve((_req, res) => {
      res.setHeader('Access-Control-Allow-Origin', '*');
      applyDecision(res, decision, 'keep');
      res.end();
    });
    expect((await server.send(request('GET /'))).values('access-control-allow-origin')).toEqual(['*']);
  });

  it('does nothing once the header block is on its way', async () => {
    await using server = await serve((_req, res) => {
      res.writeHead(200);
      applyDecision(res, decision);
      res.end('ok');
    });
    expect((await server.send(request('GET /'))).body).toContain('ok');
  });
});

import type { ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { definePolicy, evaluate } from '@cors-policy/core';
import { describe, expect, it } from 'vitest';
import { fetched } from '../test/fixture/upstream.js';
import { applyDecision } from './apply-decision.js';

const APP = 'https://app.example';
const policy = definePolicy({ origins: APP, credentials: true, exposedHeaders: ['x-a'], timing: true });
const decisionFor = (origin: string) => evaluate(policy, { method: 'GET', headers: { origin } });
const allowed = decisionFor(APP);
const denied = decisionFor('https://evil.example');

const ours = [
  ['access-control-allow-credentials', 'true'],
  ['access-control-allow-origin', APP],
  ['access-control-expose-headers', 'x-a'],
  ['timing-allow-origin', APP],
  ['vary', 'Origin'],
];
const linesOf = ({ headers }: Response): readonly (readonly [string, string])[] => [...headers];

describe('applyDecision, where headers can be changed', () => {
  it('gives the same response back, with the headers', () => {
    const response = new Response('hello');
    expect(applyDecision(response, allowed)).toBe(response);
    expect(linesOf(response)).toEqual([
      ...ours.slice(0, 3),
      ['content-type', 'text/plain;charset=UTF-8'],
      ...ours.slice(3),
    ]);
  });

  it('knows names that are not in lower case, as some runtimes list those that a handler gave', () => {
    const make = (): Response => {
      const response = new Response('hello', {
        headers: { Vary: 'Accept-Language', 'Access-Control-Allow-Origin': 'https://own.example', 'X-A': 'a' },
      });
      const names = ['Vary', 'Access-Control-Allow-Origin', 'X-A'];
      Object.defineProperty(response.headers, 'keys', { value: () => names.values() });
      return response;
    };
    for (const decision of [allowed, denied]) {
      const { headers } = applyDecision(make(), decision);
      expect(headers.get('vary')).toBe('Accept-Language, Origin');
      expect(headers.get('access-control-allow-origin')).toBe(decision === allowed ? APP : null);
      const kept = applyDecision(make(), decision, 'keep').headers;
      expect(kept.get('vary')).toBe('Accept-Language, Origin');
      expect(kept.get('access-control-allow-origin')).toBe('https://own.example');
    }
  });

  it.each([
    ['a body', () => new Response('a')],
    ['JSON', () => Response.json({ a: 1 })],
    ['no body', () => new Response(null, { status: 204 })],
    ['a 304', () => new Response(null, { status: 304, headers: { etag: '"a"' } })],
    ['a stream', () => new Response(new ReadableStream())],
  ])('copies nothing: %s', (_, make) => {
    const response = make();
    const { body, headers } = response;
    const applied = applyDecision(response, allowed);
    expect(applied).toBe(response);
    expect(applied.body).toBe(body);
    expect(applied.headers).toBe(headers);
    expect(applied.bodyUsed).toBe(false);
    expect(body?.locked ?? false).toBe(false);
  });

  it('takes off what the handler set, in whatever case, for denied origins too', () => {
    const headers = {
      'Access-Control-Allow-Origin': '*',
      'ACCESS-CONTROL-MAX-AGE': '1',
      'access-control-of-the-future': 'x',
      'X-Access-Control-Allow-Origin': 'kept',
    };
    expect(linesOf(applyDecision(new Response(null, { headers }), denied))).toEqual([
      ['vary', 'Origin'],
      ['x-access-control-allow-origin', 'kept'],
    ]);
    expect(linesOf(applyDecision(new Response(null, { headers }), allowed))).toEqual([
      ...ours,
      ['x-access-control-allow-origin', 'kept'],
    ]);
  });

  it('keeps what the handler set where it is told to, and adds the rest', () => {
    const make = () => new Response(null, { headers: { 'Access-Control-Allow-Origin': '*' } });
    expect(applyDecision(make(), allowed, 'keep').headers.get('access-control-allow-origin')).toBe('*');
    expect(applyDecision(make(), allowed, 'keep').headers.get('access-control-allow-credentials')).toBe('true');
    expect(applyDecision(make(), denied, 'keep').headers.get('access-control-allow-origin')).toBe('*');
  });

  it.each([
    ['Accept', 'Accept, Origin'],
    ['origin', 'origin'],
    ['*', '*'],
    ['Accept, *', '*'],
    ['accept,, Accept', 'accept, Origin'],
  ])('merges Vary: %s', (vary, merged) => {
    expect(applyDecision(new Response(null, { headers: { vary } }), denied).headers.get('vary')).toBe(merged);
  });

  it('leaves everything alone out of scope', () => {
    const scoped = definePolicy({ origins: APP, paths: '/api/*' });
    const decision = evaluate(scoped, { method: 'GET', path: '/x', headers: { origin: APP } });
    const response = new Response(null, { headers: { 'access-control-allow-origin': '*', vary: 'A,A' } });
    expect(linesOf(applyDecision(response, decision))).toEqual([
      ['access-control-allow-origin', '*'],
      ['vary', 'A,A'],
    ]);
  });
});

describe('applyDecision, where headers refuse changes', () => {
  it('gives a new response with status, status text, every header and the body itself', async () => {
    const upstream = await fetched((_req, res) => {
      res.sendDate = false;
      res.writeHead(201, 'Made Here', [
        'Set-Cookie',
        'b=1; Path=/',
        'X-A',
        '1',
        'Set-Cookie',
        'a=2',
        'Set-Cookie',
        'b=3',
        'X-A',
        '2',
        'Access-Control-Allow-Origin',
        '*',
        'Vary',
        'Accept',
      ]);
      res.end('from upstream');
    });
    const { body } = upstream;
    const response = applyDecision(upstream, allowed);
    expect(response).not.toBe(upstream);
    expect([response.status, response.statusText]).toEqual([201, 'Made Here']);
    expect(response.headers.getSetCookie()).toEqual(['b=1; Path=/', 'a=2', 'b=3']);
    expect(response.headers.get('x-a')).toBe('1, 2');
    expect(response.headers.get('access-control-allow-origin')).toBe(APP);
    expect(response.headers.get('vary')).toBe('Accept, Origin');
    expect(response.body).toBe(body);
    expect(body?.locked).toBe(false);
    expect(await response.text()).toBe('from upstream');
  });

  it('leaves the first one as it was', async () => {
    const upstream = await fetched((_req, res) => void res.setHeader('Access-Control-Allow-Origin', '*').end('a'));
    const before = linesOf(upstream);
    applyDecision(upstream, allowed);
    expect(linesOf(upstream)).toEqual(before);
  });

  it.each([204, 304])('gives a %d without a body', async (status) => {
    const upstream = await fetched((_req, res) => void res.writeHead(status, { etag: '"a"' }).end());
    const response = applyDecision(upstream, allowed);
    expect([response.status, response.body, response.headers.get('etag')]).toEqual([status, null, '"a"']);
    expect(response.headers.get('access-control-allow-origin')).toBe(APP);
  });

  it('gives a null body where a runtime has an empty one with a status that knows none', () => {
    const odd = Object.defineProperties(new Response(null, { status: 204 }), {
      body: { value: new ReadableStream() },
      headers: { value: Response.redirect('http://a.example', 302).headers },
    });
    expect(applyDecision(odd, allowed)).toMatchObject({ status: 204, body: null });
  });

  it('gives a redirect with its location', () => {
    const response = applyDecision(Response.redirect('https://api.example/a', 307), allowed);
    expect([response.status, response.headers.get('location')]).toEqual([307, 'https://api.example/a']);
    expect(response.headers.get('access-control-allow-origin')).toBe(APP);
  });

  it('gives the same one where there is nothing to change', async () => {
    const anyone = definePolicy({ origins: '*' });
    const silent = evaluate(policy, { method: 'GET', headers: {} });
    const open = evaluate(anyone, { method: 'GET', headers: { origin: APP } });
    const varying = await fetched((_req, res) => void res.setHeader('Vary', 'origin').end('a'));
    expect(applyDecision(varying, silent)).toBe(varying);
    const starred = await fetched((_req, res) => void res.setHeader('Access-Control-Allow-Origin', '*').end('a'));
    expect(applyDecision(starred, open)).toBe(starred);
  });

  it('fails as the runtime does where the body is already being read', async () => {
    const upstream = await fetched((_req, res) => void res.end('a'));
    await upstream.text();
    expect(() => applyDecision(upstream, allowed)).toThrow(TypeError);
  });
});

describe('applyDecision, where nothing may be touched', () => {
  it('returns Response.error() as it is', () => {
    const error = Response.error();
    expect(applyDecision(error, allowed)).toBe(error);
    expect(linesOf(error)).toEqual([]);
  });

  it('returns a 101 as it is, with what the runtime hung on it', () => {
    const upgrade = Object.defineProperties(new Response(null, { headers: { upgrade: 'websocket' } }), {
      status: { value: 101 },
      webSocket: { value: {} },
    });
    expect(applyDecision(upgrade, allowed)).toBe(upgrade);
    expect(linesOf(upgrade)).toEqual([['upgrade', 'websocket']]);
  });
});

describe('a fetched body that was compressed', () => {
  const text = 'hello '.repeat(100);
  const compressed = (coding: string, bytes: Buffer) => (_request: unknown, response: ServerResponse) =>
    response.writeHead(200, { 'content-encoding': coding, 'content-length': bytes.length, etag: '"a"' }).end(bytes);

  it.each([
    ['gzip', gzipSync(text)],
    ['br', brotliCompressSync(text)],
  ])('is no longer called %s, nor as long, once it is decoded', async (coding, bytes) => {
    const response = applyDecision(await fetched(compressed(coding, bytes)), allowed);
    const { headers } = response;
    expect([headers.get('content-encoding'), headers.get('content-length'), headers.get('etag')]).toEqual([
      null,
      null,
      '"a"',
    ]);
    expect(await response.text()).toBe(text);
  });

  it('keeps the name of a coding that is not taken off everywhere', async () => {
    const { headers } = applyDecision(await fetched(compressed('deflate', deflateSync(text))), allowed);
    expect(headers.get('content-encoding')).toBe('deflate');
  });

  it('that was not asked for keeps what its headers say', async () => {
    const { headers } = applyDecision(await fetched(compressed('gzip', gzipSync(text)), { method: 'HEAD' }), allowed);
    expect([headers.get('content-encoding'), headers.get('content-length')]).toEqual(['gzip', '32']);
  });

  it('of a response that somebody made keeps them too', () => {
    const made = new Response(gzipSync(text), { headers: { 'content-encoding': 'gzip', 'content-length': '32' } });
    expect([...applyDecision(made, allowed).headers.keys()]).toContain('content-encoding');
  });
});

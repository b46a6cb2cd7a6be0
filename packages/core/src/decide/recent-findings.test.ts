import { describe, expect, it } from 'vitest';
import { evaluate } from '../evaluate.js';
import { definePolicy } from '../policy/define-policy.js';

const ask = (policy: ReturnType<typeof definePolicy>, origin: string) =>
  evaluate(policy, { method: 'GET', headers: { origin } });

describe('answers to the origins of patterns', () => {
  const policy = definePolicy({ origins: 'https://*.example.com' });

  it('are the same objects for one that comes again and again', () => {
    const [, , third, fourth] = Array.from({ length: 4 }, () => ask(policy, 'https://pr-1.example.com'));
    expect(third).toBe(fourth);
  });

  it('are each origin’s own, however many come in turn', () => {
    const origins = Array.from({ length: 3000 }, (_, index) => `https://pr-${index}.example.com`);
    for (let round = 0; round < 4; round++) {
      for (const origin of origins) {
        expect(ask(policy, origin).headers).toEqual([['access-control-allow-origin', origin]]);
      }
    }
  });

  it('are never those of another rule, with an outside check or without', () => {
    const rules = definePolicy([
      { origins: 'https://*.a.example', exposedHeaders: 'x-a', paths: '/a' },
      { origins: 'https://*.a.example', exposedHeaders: 'x-b', paths: '/b' },
    ]);
    const origin = 'https://x.a.example';
    for (let round = 0; round < 4; round++) {
      for (const [path, exposed] of [
        ['/a', 'x-a'],
        ['/b', 'x-b'],
      ] as const) {
        const { headers } = evaluate(rules, { method: 'GET', path, headers: { origin } });
        expect(headers[1]).toEqual(['access-control-expose-headers', exposed]);
        expect(evaluate(rules, { method: 'GET', path, headers: { origin }, granted: false }).headers).toEqual(headers);
      }
    }
  });

  it('do not outlast a denial: what no pattern lets in is denied as often as it comes', () => {
    for (let round = 0; round < 4; round++) expect(ask(policy, 'https://example.com').verdict).toBe('denied');
  });
});

describe('answers that send a part of the request back', () => {
  const policy = definePolicy({
    origins: ['https://a.example', 'https://b.example'],
    allowedHeaders: '*',
    methods: '*',
    credentials: true,
  });
  const preflight = (origin: string, method: string, headers: string) =>
    Object.fromEntries(
      evaluate(policy, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
      }).headers,
    );

  it('are those of this request, whatever came before', () => {
    for (const origin of ['https://a.example', 'https://b.example', 'https://a.example']) {
      for (const method of ['PUT', 'PUT', 'DELETE']) {
        for (const headers of ['x-a', 'x-a', 'x-b,x-c', 'x-a']) {
          expect(preflight(origin, method, headers)).toMatchObject({
            'access-control-allow-origin': origin,
            'access-control-allow-methods': method,
            'access-control-allow-headers': headers,
          });
        }
      }
    }
  });
});

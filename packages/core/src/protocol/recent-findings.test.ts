import { describe, expect, it } from 'vitest';
import { evaluate } from '../evaluate.js';
import { definePolicy } from '../policy/define-policy.js';
import { RecentFindings } from './recent-findings.js';

const ask = (policy: ReturnType<typeof definePolicy>, origin: string) =>
  evaluate(policy, { method: 'GET', headers: { origin } });

describe('RecentFindings', () => {
  it('finds what was kept, and nothing of another text with the same hash', () => {
    const recent = new RecentFindings<string>(4);
    expect(recent.find(5, 'a')).toBeUndefined();
    recent.keep(5, 'a', 'found');
    expect(recent.find(5, 'a')).toBe('found');
    expect(recent.find(5, 'b')).toBeUndefined();
    expect(recent.find(9, 'b')).toBeUndefined();
    recent.keep(9, 'b', 'found, too');
    expect(recent.find(9, 'b')).toBe('found, too');
    expect(recent.find(5, 'a')).toBeUndefined();
  });

  it('awaits a text that came the last time that its place was asked for', () => {
    const recent = new RecentFindings<string>(4);
    expect([5, 5, 9, 5, 5].map((hash) => recent.isAwaited(hash))).toEqual([false, true, false, false, true]);
    expect([-3, -3].map((hash) => recent.isAwaited(hash))).toEqual([false, true]);
  });

  it('knows nothing of the empty text before it is kept', () => {
    expect(new RecentFindings<string>(4).find(0, '')).toBeUndefined();
  });
});

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

describe('origins that no rule allows', () => {
  const policy = definePolicy({ origins: ['https://app.example', 'https://*.app.example'] });
  const get = (origin: string, more: object = {}) =>
    evaluate(policy, { method: 'GET', headers: { origin, ...more } }).reason;

  it('are told apart from what is no origin, as often as they come', () => {
    for (let round = 0; round < 4; round++) {
      expect(get('https://evil.example')).toBe('origin-not-allowed');
      expect(get('https://evil.example/')).toBe('origin-malformed');
      expect(get('https://Evil.example')).toBe('origin-malformed');
      expect(get('null')).toBe('origin-not-allowed');
      expect(get('')).toBe('origin-malformed');
      expect(get(`https://${'a'.repeat(400)}.example`)).toBe('origin-malformed');
    }
  });

  it('are denied each request anew: its other fields count', () => {
    for (let round = 0; round < 4; round++) {
      expect(get('https://self.example')).toBe('origin-not-allowed');
      expect(get('https://self.example', { host: 'self.example' })).toBe('same-origin');
      const request = { method: 'GET', headers: { origin: 'https://self.example' } };
      expect(evaluate(policy, { ...request, granted: true }).verdict).toBe('allowed');
      expect(evaluate(policy, { ...request, granted: 'failed' }).reason).toBe('allow-failed');
      expect(evaluate(policy, { ...request, granted: false }).reason).toBe('origin-not-allowed');
    }
  });

  it('are never taken for others that look alike', () => {
    for (let round = 0; round < 3; round++) {
      for (let index = 0; index < 2000; index++) {
        const host = `tenant-${index}.example`;
        expect(get(`https://${host}`)).toBe('origin-not-allowed');
        expect(get(`https://${host}.`)).toBe('origin-malformed');
        expect(get(`https://tenant-${index}.app.example`)).toBe('origin-allowed');
      }
    }
  });
});

describe('lists of requested headers', () => {
  const policy = definePolicy({ origins: 'https://app.example', allowedHeaders: ['x-a', 'x-b'] });
  const ask = (list: string) =>
    evaluate(policy, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': list,
      },
    }).reason;

  it('are judged by what they are, in whatever order they come', () => {
    for (let round = 0; round < 3; round++) {
      for (const length of [1, 7, 8, 9, 20, 4096]) {
        const listed = 'x-a,'.repeat(length / 4).padEnd(length, ',');
        expect(ask(listed)).toBe('preflight-allowed');
        expect(ask(listed.replace(/.$/, '/'))).toBe('header-not-allowed');
        expect(ask(listed.replace(/^./, 'y'))).toBe('header-not-allowed');
      }
      expect(ask('x-a,'.repeat(1025))).toBe('header-not-allowed');
    }
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

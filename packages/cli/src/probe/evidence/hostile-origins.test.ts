import { describe, expect, test } from 'vitest';
import { hostileOrigins } from './hostile-origins.js';

const byKind = (allowed: string): Readonly<Record<string, string>> =>
  Object.fromEntries(hostileOrigins(allowed).map(({ kind, origin }) => [kind, origin]));

describe('hostile origins', () => {
  test('get past each way of comparing less than all of an origin', () => {
    const allowed = 'https://app.example.co.uk:8443';
    const { suffix, 'glued-prefix': glued, 'glued-domain': domain, 'any-character': dot, http, port } = byKind(allowed);
    expect(suffix?.startsWith('https://app.example.co.uk')).toBe(true);
    expect(glued?.endsWith('app.example.co.uk:8443')).toBe(true);
    expect(domain).toBe('https://evilexample.co.uk:8443');
    expect(/^https:\/\/app.example.co.uk:8443$/.test(dot ?? '')).toBe(true);
    expect(http).toBe('http://app.example.co.uk:8443');
    expect(port).toBe('https://app.example.co.uk:9443');
  });

  test.each([
    'https://app.example.com',
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'capacitor://localhost',
    'https://example.com',
    'null',
  ])('are origins that a browser can send, and none is the allowed one: %s', (allowed) => {
    const origins = hostileOrigins(allowed).map(({ origin }) => origin);
    expect(origins).toContain('null');
    for (const origin of origins.filter((one) => one !== 'null'))
      expect(origin).toMatch(/^[a-z][a-z0-9+.-]*:\/\/[a-z0-9._-]+(:\d+)?$/);
    if (allowed !== 'null') expect(origins).not.toContain(allowed);
    expect(new Set(origins).size).toBe(origins.length);
  });
});

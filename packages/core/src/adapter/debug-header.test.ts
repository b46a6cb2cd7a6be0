import { describe, expect, it } from 'vitest';
import { evaluate } from '../evaluate.js';
import { definePolicy } from '../policy/define-policy.js';
import type { RequestDescriptor, RequestHeaderFields } from '../request-descriptor.js';
import { debugHeader } from './debug-header.js';

const policy = definePolicy({
  origins: ['https://app.example', 'null'],
  methods: ['PUT'],
  allowedHeaders: ['x-known'],
});

function valueFor(headers: RequestHeaderFields, method = 'GET'): string {
  const request: RequestDescriptor = { method, headers };
  const [name, value] = debugHeader(policy, request, evaluate(policy, request));
  expect(name).toBe('cors-policy');
  return value;
}

const preflight = (requestMethod: string, requestHeaders?: string): string =>
  valueFor(
    {
      origin: 'https://app.example',
      'access-control-request-method': requestMethod,
      'access-control-request-headers': requestHeaders,
    },
    'OPTIONS',
  );

describe('debugHeader', () => {
  it('says verdict and reason', () => {
    expect(valueFor({ origin: 'https://app.example' })).toMatch(/^allowed; reason=origin-allowed/);
    expect(valueFor({})).toMatch(/^not-applicable; reason=no-origin/);
  });

  it('names the header that was refused', () => {
    expect(preflight('PUT', 'x-known, x-foo, x-bar')).toBe('denied; reason=header-not-allowed; detail="x-foo"');
  });

  it('names the method that was refused', () => {
    expect(preflight('DELETE')).toBe('denied; reason=method-not-allowed; detail="DELETE"');
  });

  it('names the origin that was refused', () => {
    expect(valueFor({ origin: 'https://evil.example' })).toBe(
      'denied; reason=origin-not-allowed; detail="https://evil.example"',
    );
  });

  it('names the method that may not write', () => {
    const guarded = definePolicy({ origins: '*', csrf: { trustedOrigins: 'none' } });
    const request = { method: 'DELETE', headers: { origin: 'https://evil.example' } };
    expect(debugHeader(guarded, request, evaluate(guarded, request))[1]).toBe(
      'denied; reason=csrf-denied; detail="DELETE"',
    );
  });

  it('names the origin about which the outside check failed', () => {
    const request: RequestDescriptor = { method: 'GET', headers: { origin: 'https://b.example' }, granted: 'failed' };
    expect(debugHeader(policy, request, evaluate(policy, request))[1]).toBe(
      'denied; reason=allow-failed; detail="https://b.example"',
    );
  });

  it('names the first header that the answering rule refuses, not one of another rule', () => {
    const two = definePolicy([
      { origins: ['https://a.example'], allowedHeaders: ['x-a'] },
      { origins: ['https://b.example'], allowedHeaders: ['x-b'] },
    ]);
    const headers = {
      origin: 'https://b.example',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-b,x-a,x-c',
    };
    const request = { method: 'OPTIONS', headers };
    expect(debugHeader(two, request, evaluate(two, request))[1]).toBe(
      'denied; reason=header-not-allowed; detail="x-a"',
    );
  });

  it('names nothing where there is nothing to name', () => {
    expect(valueFor({ origin: 'https://app.example', 'access-control-request-private-network': 'true' })).toBe(
      'allowed; reason=origin-allowed',
    );
    const headers = {
      origin: 'https://app.example',
      'access-control-request-method': 'PUT',
      'access-control-request-private-network': 'true',
    };
    expect(valueFor(headers, 'OPTIONS')).toBe('denied; reason=private-network-not-allowed');
  });

  it('never echoes a malformed origin', () => {
    expect(valueFor({ origin: 'https://evil.example, "\r\nx: y' })).toBe('denied; reason=origin-malformed');
  });

  it.each([['x'.repeat(4000)], ['a"b\\c;d'], ['\u00e9\u{1f4a9}\r\nset-cookie: a=b']])(
    'is bounded and printable for %j',
    (hostile) => {
      const values = [
        preflight(hostile),
        preflight('PUT', hostile),
        preflight('PUT', `${hostile},x`),
        valueFor({ origin: hostile }),
      ];
      for (const value of values) {
        expect(value).toMatch(/^denied; reason=[a-z-]+(?:; detail="(?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*")?$/);
        expect(value.length).toBeLessThan(350);
      }
    },
  );
});

import type { RequestDescriptor, RequestHeaderFields } from '@cors-policy/core';
import { describe, expect, it } from 'vitest';
import { describeRequest } from './describe-request.js';

/** The six fields, asked for one by one, without those that are absent. */
function fieldsOf({ headers }: RequestDescriptor): RequestHeaderFields {
  const names = [
    'origin',
    'host',
    'sec-fetch-site',
    'access-control-request-method',
    'access-control-request-headers',
    'access-control-request-private-network',
  ] as const;
  return Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
}

describe('describeRequest', () => {
  it('reads method, URL and the six fields', () => {
    const fields = {
      origin: 'https://app.example',
      host: 'server.example',
      'sec-fetch-site': 'cross-site',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'x-a',
      'access-control-request-private-network': 'true',
    };
    const request = new Request('http://server.example/a?b', {
      method: 'OPTIONS',
      headers: { ...fields, cookie: 'a=b' },
    });
    const described = describeRequest(request);
    expect([described.method, described.path]).toEqual(['OPTIONS', 'http://server.example/a?b']);
    expect(fieldsOf(described)).toEqual(fields);
  });

  it('gives nothing for a field that is absent, and an empty text for one that is empty', () => {
    const described = describeRequest(new Request('http://server.example/', { headers: { Origin: '' } }));
    expect(fieldsOf(described)).toEqual({ origin: '', host: 'server.example' });
  });

  it('hands two Origin lines over as one value that is malformed', () => {
    const headers = new Headers([
      ['Origin', 'https://app.example'],
      ['Origin', 'https://app.example'],
    ]);
    expect(describeRequest(new Request('http://server.example/', { headers })).headers.origin).toBe(
      'https://app.example, https://app.example',
    );
  });

  it.each([
    ['http://server.example/', 'server.example'],
    ['https://server.example:443/', 'server.example'],
    ['http://server.example:8080?a', 'server.example:8080'],
    ['http://[::1]:3000/a', '[::1]:3000'],
    ['http://server.example/http://other.example@', 'server.example'],
  ])('takes the host of %s where the field is hidden', (url, host) => {
    expect(describeRequest(new Request(url)).headers.host).toBe(host);
  });

  it('takes the field before the URL', () => {
    const request = new Request('http://internal.example/', { headers: { Host: 'server.example:80' } });
    expect(describeRequest(request).headers.host).toBe('server.example:80');
  });

  it.each([
    ['http://user:password@server.example/', 'server.example'],
    ['/relative', undefined],
    ['', undefined],
    ['file:///a', undefined],
  ])('describes a request of somebody else, whose URL is %j', (url, host) => {
    const described = describeRequest({ method: 'GET', url, headers: new Headers() });
    expect([described.path, described.headers.host]).toEqual([url, host]);
  });
});

import { describe, expect, it } from 'vitest';
import { describeRequest } from './describe-request.js';

describe('describeRequest', () => {
  it('hands the headers of HTTP/1.1 over without copying them', () => {
    const headers = { host: 'server.example', origin: 'https://app.example' };
    expect(describeRequest({ method: 'GET', url: '/a?b', headers })).toEqual({ method: 'GET', path: '/a?b', headers });
    expect(describeRequest({ method: 'GET', url: '/a?b', headers }).headers).toBe(headers);
  });

  it('takes the path that arrived for the path, where a framework has cut it', () => {
    expect(describeRequest({ method: 'GET', url: '/b', originalUrl: '/a/b?c', headers: {} }).path).toBe('/a/b?c');
  });

  it('takes :authority for the host, also where both arrive', () => {
    const headers = { ':authority': 'server.example', origin: 'https://app.example', 'sec-fetch-site': 'cross-site' };
    const expected = { host: 'server.example', origin: 'https://app.example', 'sec-fetch-site': 'cross-site' };
    expect(describeRequest({ method: 'GET', url: '/', headers }).headers).toEqual(expected);
    expect(
      describeRequest({ method: 'GET', url: '/', headers: { ...headers, host: 'other.example' } }).headers,
    ).toEqual(expected);
    expect(describeRequest({ method: 'GET', url: '/', headers: { host: 'other.example' } }).headers.host).toBe(
      'other.example',
    );
  });

  it('copies all fields that CORS reads where it has to copy', () => {
    const fields = {
      origin: 'https://app.example',
      'sec-fetch-site': 'cross-site',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'x-a',
      'access-control-request-private-network': 'true',
    };
    const { headers } = describeRequest({
      method: 'OPTIONS',
      url: '/',
      headers: { ...fields, ':authority': 'server.example', cookie: 'a=b' },
    });
    expect(headers).toEqual({ ...fields, host: 'server.example' });
  });

  it('describes a request that has next to nothing', () => {
    expect(describeRequest({ headers: {} })).toEqual({ method: '', path: undefined, headers: {} });
  });
});

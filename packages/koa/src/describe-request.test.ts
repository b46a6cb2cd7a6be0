import { describe, expect, it } from 'vitest';
import { describeRequest, type KoaContext } from './describe-request.js';

const context = (given: Partial<KoaContext> & Record<string, unknown>): KoaContext => ({
  method: 'GET',
  originalUrl: '/',
  headers: {},
  // PROOF: nothing here looks at the response.
  res: {} as KoaContext['res'],
  status: 404,
  body: undefined,
  remove: () => {},
  ...given,
});

describe('describeRequest', () => {
  it('hands the headers over without copying them', () => {
    const headers = { host: 'server.example', origin: 'https://app.example' };
    const described = describeRequest(context({ method: 'PUT', originalUrl: '/a?b', headers }));
    expect(described).toEqual({ method: 'PUT', path: '/a?b', headers });
    expect(described.headers).toBe(headers);
  });

  it('takes the path that arrived for the path, where koa-mount has cut it', () => {
    expect(describeRequest(context({ originalUrl: '/api/items', path: '/items', url: '/items' })).path).toBe(
      '/api/items',
    );
  });

  it("reads Node's own request where there is one", () => {
    const req = { method: 'PUT', headers: { origin: 'https://app.example' } };
    const described = describeRequest(context({ req }));
    expect(described.method).toBe('PUT');
    expect(described.headers).toBe(req.headers);
    expect(describeRequest(context({ req: { headers: {} } })).method).toBe('');
  });

  it('reads the context where a stand-in has no whole request of Node', () => {
    for (const req of [undefined, null, {}]) {
      const described = describeRequest(Object.assign(context({}), { req }));
      expect(described.method).toBe('GET');
      expect(described.headers).toEqual({});
    }
  });

  it('takes :authority for the host', () => {
    const headers = { ':authority': 'server.example', origin: 'https://app.example' };
    expect(describeRequest(context({ headers })).headers).toEqual({
      host: 'server.example',
      origin: 'https://app.example',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { constraintsAfter, constraintsOf } from './route-constraints.js';

describe('constraintsOf', () => {
  it.each([
    [undefined, {}, 0],
    [{}, {}, 0],
    [{ host: 'a.example', version: '1.0.0' }, { host: 'a.example', version: '1.0.0' }, 0],
    [{ tenant: 'a', host: /a/, region: 'b' }, { host: /a/ }, 2],
  ])('of %j keeps what a preflight tells of', (constraints, known, unknown) => {
    expect(constraintsOf(constraints === undefined ? {} : { constraints }, () => false)).toEqual({ known, unknown });
  });

  it("takes the application's own strategies for unknown, whatever they are called", () => {
    const route = { constraints: { host: 'a.example', version: 'vnd.a' } };
    const isOwn = (name: string): boolean => name === 'version';
    expect(constraintsOf(route, isOwn)).toEqual({ known: { host: 'a.example' }, unknown: 1 });
  });
});

describe('constraintsAfter', () => {
  it('takes the host, or the authority of HTTP/2, for that of the request that follows', () => {
    expect(constraintsAfter({ host: 'a.example' }).host).toBe('a.example');
    expect(constraintsAfter({ ':authority': 'a.example' }).host).toBe('a.example');
  });

  it.each(['accept-version', 'Accept-Version', 'x-a,accept-version', 'x-a, \taccept-version\t ,x-b'])(
    'takes the newest version where the request will have one: %j',
    (names) => {
      expect(constraintsAfter({ 'access-control-request-headers': names }).version).toBe('*');
    },
  );

  it.each([undefined, '', 'x-accept-version', 'accept-version-x', 'accept version', 'x-a'])(
    'takes none where it will have none: %j',
    (names) => {
      expect(constraintsAfter({ 'access-control-request-headers': names }).version).toBeUndefined();
    },
  );

  it('takes the version that is there', () => {
    const headers = { 'accept-version': '1.x', 'access-control-request-headers': 'accept-version' };
    expect(constraintsAfter(headers).version).toBe('1.x');
  });
});

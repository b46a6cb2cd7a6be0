import { describe, expect, it } from 'vitest';
import { browse } from './browse.js';
import type { WireRequest, WireResponse } from './browser-request.js';
import { API, answering, PAGE, sampleRequest, sentBy } from './sample-exchange.js';

const allowed = answering([
  ['Access-Control-Allow-Origin', PAGE],
  ['Access-Control-Allow-Methods', 'PUT'],
]);

describe('browse', () => {
  it('answers at once where the server does, and the same later where it does not', async () => {
    const request = sampleRequest({ method: 'PUT' });
    const outcome = browse(request, allowed);
    expect(sentBy(outcome)).toEqual([`OPTIONS ${API}/item`, `PUT ${API}/item`]);
    const later = browse(request, async (wire: WireRequest): Promise<WireResponse> => allowed(wire));
    expect(later).toBeInstanceOf(Promise);
    expect(await later).toEqual(outcome);
  });

  it('lets through what the server throws', async () => {
    const broken = (): never => {
      throw new Error('no route to host');
    };
    expect(() => browse(sampleRequest(), broken)).toThrow('no route to host');
    await expect(browse(sampleRequest(), () => Promise.reject(new Error('no route to host')))).rejects.toThrow(
      'no route to host',
    );
  });

  it('gives a plain outcome: it survives JSON, but for what is undefined', () => {
    const outcome = browse(sampleRequest({ method: 'PUT' }), allowed);
    expect(JSON.parse(JSON.stringify(outcome))).toMatchObject({ readable: true, status: 200, sent: [{}, {}] });
  });

  it('tells what was compared, in order, and of which answer', () => {
    const { steps } = browse(sampleRequest({ method: 'PUT' }), allowed);
    expect(steps.map(({ check, kind, passed, exchange }) => [check, kind, passed, exchange])).toEqual([
      ['request-origin', 'note', true, undefined],
      ['preflight-method', 'note', true, undefined],
      ['allow-origin', 'check', true, 0],
      ['preflight-status', 'check', true, 0],
      ['allow-methods', 'check', true, 0],
      ['max-age', 'note', true, 0],
      ['allow-origin', 'check', true, 1],
    ]);
  });

  it('names the one that failed last, with what was found and what was wanted', () => {
    const { steps } = browse(sampleRequest({ method: 'DELETE' }), allowed);
    const failed = steps.filter(({ passed }) => !passed);
    expect(failed).toEqual([
      {
        check: 'allow-methods',
        kind: 'check',
        passed: false,
        compared: { subject: 'access-control-allow-methods', found: 'PUT', wanted: 'DELETE or *' },
        link: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
        exchange: 0,
      },
    ]);
  });
});

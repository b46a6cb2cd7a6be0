import { describe, expect, test } from 'vitest';
import type { Application } from '../server/reply.js';
import { blocked, type Scene } from './scene.js';

const redirectTo =
  (location: string, status: number): Application =>
  () => ({
    status,
    headers: [
      ['location', location],
      ['cache-control', 'no-store'],
    ],
    body: null,
  });

export function describeRedirects(scene: () => Scene, otherScene: () => Scene): void {
  describe('redirects', () => {
    test('within the server: the page reads the last answer, and both requests carry its origin', async () => {
      const end = scene().stage({ origins: [scene().listedOrigin] });
      const start = scene().stage({ origins: [scene().listedOrigin] }, redirectTo(`${end.url}/end`, 302));
      const [sight] = await scene().look('listed', { url: `${start.url}/start` });
      expect(sight).toMatchObject({ readable: true, status: 200, url: `${end.url}/end` });
      expect([...start.field('origin'), ...end.field('origin')]).toEqual([scene().listedOrigin, scene().listedOrigin]);
    });

    test('the redirect itself has to be readable', async () => {
      const end = scene().stage({ origins: [scene().listedOrigin] });
      const start = scene().stage({ origins: 'none' }, redirectTo(`${end.url}/end`, 302));
      expect(await scene().look('listed', { url: `${start.url}/start` })).toMatchObject([blocked]);
      expect(end.wire()).toEqual([]);
    });

    test('to another server: the origin is null from then on, which only null and * match', async () => {
      const { listedOrigin } = scene();
      for (const [origins, readable] of [
        [[listedOrigin], false],
        [['null'], true],
        ['*', true],
      ] as const) {
        const end = otherScene().stage({ origins });
        const start = scene().stage({ origins: [listedOrigin] }, redirectTo(`${end.url}/end`, 302));
        expect(await scene().look('listed', { url: `${start.url}/start` })).toMatchObject([{ readable }]);
        expect([...start.field('origin'), ...end.field('origin')]).toEqual([listedOrigin, 'null']);
      }
    });

    test('a request that is preflighted may be redirected: each address is asked for itself', async () => {
      const config = { origins: [scene().listedOrigin], methods: 'PUT' };
      const end = scene().stage(config);
      const start = scene().stage(config, redirectTo(`${end.url}/end`, 307));
      const [sight] = await scene().look('listed', { url: `${start.url}/start`, method: 'PUT' });
      expect(sight).toMatchObject({ readable: true, status: 200 });
      expect(start.wire()).toEqual(['OPTIONS /start', 'PUT /start']);
      expect(end.wire()).toEqual(['OPTIONS /end', 'PUT /end']);
    });

    test('a preflight may not be redirected, wherever it leads', async () => {
      const end = scene().stage({ origins: [scene().listedOrigin], methods: 'PUT' });
      // No policy is for this path, so that the application answers preflights: with a redirect, as many do to all.
      const start = scene().stage({ paths: '/nowhere', origins: '*' }, ({ headers }) => ({
        status: 307,
        headers: [
          ['location', `${end.url}/end`],
          ['access-control-allow-origin', headers.origin ?? '*'],
          ['access-control-allow-methods', 'PUT'],
        ],
        body: null,
      }));
      expect(await scene().look('listed', { url: `${start.url}/start`, method: 'PUT' })).toMatchObject([blocked]);
      expect(start.wire()).toEqual(['OPTIONS /start']);
      expect(end.wire()).toEqual([]);
    });

    test('a preflight is answered before the application can redirect it', async () => {
      const end = scene().stage({ origins: [scene().listedOrigin], methods: 'PUT' });
      const start = scene().stage(
        { origins: [scene().listedOrigin], methods: 'PUT' },
        redirectTo(`${end.url}/end`, 307),
      );
      await scene().look('listed', { url: `${start.url}/start`, method: 'PUT' });
      expect(start.statuses()).toEqual([204, 307]);
    });
  });
}

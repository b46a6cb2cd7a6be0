import { describe, expect, test } from 'vitest';
import { blocked, type Scene } from './scene.js';

export function describeWhoReads(scene: () => Scene): void {
  describe('who may read', () => {
    test('a listed origin reads, and the browser sent its origin', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin] });
      const [sight] = await scene().look('listed', { url: `${paths.url}/item` });
      expect(sight).toMatchObject({ readable: true, type: 'cors', status: 200, body: 'the body' });
      expect(paths.field('origin')).toEqual([scene().listedOrigin]);
    });

    test('an origin that is not listed does not read, though the application has answered', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin] });
      expect(await scene().look('stranger', { url: `${paths.url}/item` })).toMatchObject([blocked]);
      expect(paths.handled()).toEqual(['GET /item']);
    });

    test('an origin that is not listed is refused before the application where the policy says so', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin], disallowed: 'reject' });
      expect(await scene().look('stranger', { url: `${paths.url}/item` })).toMatchObject([blocked]);
      expect(paths.handled()).toEqual([]);
      expect(paths.statuses()).toEqual([403]);
    });

    test('an origin that is not listed does not read even where the application allows everybody', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin] }, () => ({
        headers: [['access-control-allow-origin', '*']],
      }));
      expect(await scene().look('stranger', { url: `${paths.url}/item` })).toMatchObject([blocked]);
    });

    test('one header is left where the application sets another', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin] }, () => ({
        headers: [['access-control-allow-origin', 'https://elsewhere.example']],
      }));
      expect(await scene().look('listed', { url: `${paths.url}/item` })).toMatchObject([{ readable: true }]);
    });

    test('anybody reads what is public', async () => {
      const paths = scene().stage({ origins: '*' });
      for (const from of ['listed', 'stranger', 'sandbox'] as const)
        expect(await scene().look(from, { url: `${paths.url}/item` })).toMatchObject([{ readable: true, status: 200 }]);
    });

    test('a sandboxed frame reads where null is listed, and not where only its page is', async () => {
      const own = scene().stage({ origins: [scene().listedOrigin] });
      const opaque = scene().stage({ origins: ['null'] });
      expect(await scene().look('sandbox', { url: `${own.url}/item` })).toMatchObject([blocked]);
      expect(await scene().look('sandbox', { url: `${opaque.url}/item` })).toMatchObject([{ readable: true }]);
      expect(await scene().look('listed', { url: `${opaque.url}/item` })).toMatchObject([blocked]);
      expect([...own.field('origin'), ...opaque.field('origin')]).toEqual(['null', 'null', scene().listedOrigin]);
    });

    test('the answer to a request that needs no CORS stays opaque', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin] });
      const [sight] = await scene().look('listed', { url: `${paths.url}/item`, mode: 'no-cors' });
      expect(sight).toMatchObject({ ...blocked, type: 'opaque' });
      expect(paths.field('origin')).toEqual(['']);
    });

    test('a write that needs no preflight is refused where its origin is not trusted to write', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin], csrf: { trustedOrigins: 'none' } });
      await scene().look('listed', { url: `${paths.url}/item`, method: 'POST', mode: 'no-cors', body: 'text' });
      expect(paths.wire()).toEqual(['POST /item']);
      expect(paths.handled()).toEqual([]);
      expect(paths.statuses()).toEqual([403]);
    });
  });

  describe('policies by path', () => {
    test('each path is served by the policy of its own', async () => {
      const { listedOrigin, strangerOrigin } = scene();
      const paths = scene().stage((path) => [
        { paths: `${path}/public/*`, origins: '*' },
        { paths: `${path}/listed/*`, origins: [listedOrigin], methods: 'PUT' },
        { paths: `${path}/stranger/*`, origins: [strangerOrigin] },
      ]);
      const put = { method: 'PUT' };
      const urls = ['public', 'listed', 'stranger', 'other'].map((name) => ({ url: `${paths.url}/${name}/item` }));
      const seen = async (from: 'listed' | 'stranger'): Promise<readonly boolean[]> =>
        (await scene().look(from, ...urls)).map(({ readable }) => readable);
      expect(await seen('listed')).toEqual([true, true, false, false]);
      expect(await seen('stranger')).toEqual([true, false, true, false]);
      const url = `${paths.url}/listed/item`;
      expect(await scene().look('listed', { url, ...put })).toMatchObject([{ readable: true }]);
      expect(await scene().look('stranger', { url, ...put })).toMatchObject([blocked]);
    });

    test('a stricter policy of a path is not softened by a wider one behind it', async () => {
      const { listedOrigin } = scene();
      const paths = scene().stage((path) => [
        { paths: `${path}/admin/*`, origins: 'none' },
        { paths: `${path}/*`, origins: [listedOrigin] },
      ]);
      const [item, admin, upperCase] = await scene().look(
        'listed',
        { url: `${paths.url}/item` },
        { url: `${paths.url}/admin/item` },
        { url: `${paths.url}/ADMIN/item` },
      );
      expect(item).toMatchObject({ readable: true });
      expect(admin).toMatchObject(blocked);
      expect(upperCase).toMatchObject(blocked);
    });
  });
}

import { describe, expect, test } from 'vitest';
import { blocked, type OwnPaths, type Scene } from './scene.js';

export function describePreflights(scene: () => Scene): void {
  const stage = (): OwnPaths =>
    scene().stage({
      origins: [scene().listedOrigin],
      credentials: true,
      methods: ['PUT', 'DELETE'],
      allowedHeaders: ['x-token', 'authorization'],
      maxAge: 600,
    });
  const token = [['x-token', '1']] as const;

  describe('what a preflight lets through', () => {
    test('a listed method with a listed header: one preflight, then the request', async () => {
      const paths = stage();
      const url = `${paths.url}/item`;
      expect(await scene().look('listed', { url, method: 'PUT', headers: token })).toMatchObject([{ readable: true }]);
      expect(paths.wire()).toEqual(['OPTIONS /item', 'PUT /item']);
      expect(paths.handled()).toEqual(['PUT /item']);
      expect(paths.statuses()).toEqual([204, 200]);
    });

    test.each([
      ['a method that is not listed', { method: 'PATCH' }],
      ['a listed method in lower case', { method: 'patch' }],
      ['a header that is not listed', { method: 'PUT', headers: [['x-other', '1']] as const }],
      ['a type that no form has', { method: 'POST', headers: [['content-type', 'application/json']] as const }],
    ])('%s stops at the preflight, and the application never hears of it', async (_what, fetch) => {
      const paths = stage();
      expect(await scene().look('listed', { url: `${paths.url}/item`, ...fetch })).toMatchObject([blocked]);
      expect(paths.wire()).toEqual(['OPTIONS /item']);
      expect(paths.handled()).toEqual([]);
    });

    test('an origin that is not listed stops at the preflight', async () => {
      const paths = stage();
      expect(await scene().look('stranger', { url: `${paths.url}/item`, method: 'PUT' })).toMatchObject([blocked]);
      expect(paths.wire()).toEqual(['OPTIONS /item']);
      expect(paths.statuses()).toEqual([403]);
    });

    test('a form, and text, need none', async () => {
      const paths = stage();
      const post = { url: `${paths.url}/item`, method: 'POST', body: 'a=1' };
      const sights = await scene().look('listed', post, {
        ...post,
        headers: [['content-type', 'application/x-www-form-urlencoded']],
      });
      expect(sights).toMatchObject([{ readable: true }, { readable: true }]);
      expect(paths.wire()).toEqual(['POST /item', 'POST /item']);
    });

    test('a bare OPTIONS of a script reaches the application behind its own preflight', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin], methods: 'OPTIONS' });
      const url = `${paths.url}/item`;
      expect(await scene().look('listed', { url, method: 'OPTIONS' })).toMatchObject([{ readable: true, status: 200 }]);
      expect(paths.wire()).toEqual(['OPTIONS /item', 'OPTIONS /item']);
      expect(paths.handled()).toEqual(['OPTIONS /item']);
    });

    test('a status of 200 is as good as 204', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin], preflightStatus: 200 });
      const url = `${paths.url}/item`;
      expect(await scene().look('listed', { url, method: 'PUT' })).toMatchObject([{ readable: true }]);
      expect(paths.statuses()).toEqual([200, 200]);
    });

    test('the private network is not asked for from one loopback address to another', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin], privateNetwork: true });
      const url = `${paths.url}/item`;
      expect(await scene().look('listed', { url, method: 'PUT' })).toMatchObject([{ readable: true }]);
      expect(paths.field('access-control-request-private-network')).toEqual(['', '']);
    });
  });

  describe('what a preflight is remembered for', () => {
    const put = (paths: OwnPaths) => ({ url: `${paths.url}/item`, method: 'PUT', headers: token });

    test('the same request again sends none', async () => {
      const paths = stage();
      await scene().look('listed', put(paths), put(paths));
      expect(paths.wire()).toEqual(['OPTIONS /item', 'PUT /item', 'PUT /item']);
    });

    test('another method of the list sends none, and neither does another header', async () => {
      const paths = stage();
      const url = `${paths.url}/item`;
      const sights = await scene().look(
        'listed',
        put(paths),
        { url, method: 'DELETE' },
        { url, method: 'PUT', headers: [['authorization', 'Bearer token']] },
      );
      expect(sights).toMatchObject([{ readable: true }, { readable: true }, { readable: true }]);
      expect(paths.wire()).toEqual(['OPTIONS /item', 'PUT /item', 'DELETE /item', 'PUT /item']);
    });

    test('another path is another preflight', async () => {
      const paths = stage();
      await scene().look('listed', put(paths), { ...put(paths), url: `${paths.url}/other` });
      expect(paths.wire()).toEqual(['OPTIONS /item', 'PUT /item', 'OPTIONS /other', 'PUT /other']);
    });

    test('nothing where max-age is 0', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin], methods: 'PUT', maxAge: 0 });
      const url = `${paths.url}/item`;
      await scene().look('listed', { url, method: 'PUT' }, { url, method: 'PUT' });
      expect(paths.wire()).toEqual(['OPTIONS /item', 'PUT /item', 'OPTIONS /item', 'PUT /item']);
    });

    test('what all methods are allowed for, but not by Firefox', async () => {
      const paths = scene().stage({ origins: '*', methods: '*', allowedHeaders: '*', maxAge: 600 });
      const url = `${paths.url}/item`;
      const sights = await scene().look('listed', { url, method: 'PUT' }, { url, method: 'PUT' });
      expect(sights).toMatchObject([{ readable: true }, { readable: true }]);
      const asked = paths.wire().filter((line) => line.startsWith('OPTIONS'));
      expect(asked).toHaveLength(scene().profile === 'firefox' ? 2 : 1);
    });
  });
}

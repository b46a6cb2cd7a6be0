import { describe, expect, test } from 'vitest';
import type { Application } from '../server/reply.js';
import { blocked, headersOf, type Scene } from './scene.js';

/** Tells which cookie it got, and leaves one at `/login` that only comes back to the paths of the test. */
const remembering =
  (path: string): Application =>
  ({ url, headers }) => ({
    headers: [
      ['cache-control', 'no-store'],
      ['x-seen', /session=\w+/.exec(headers.cookie ?? '')?.[0] ?? 'none'],
      ...(url.endsWith('/login') ? [['set-cookie', `session=abc; Path=${path}`] as const] : []),
    ],
  });

export function describeCredentials(scene: () => Scene): void {
  describe('credentials', () => {
    const stage = (credentials: boolean): ReturnType<Scene['stage']> => {
      let path = '';
      return scene().stage(
        (own) => {
          path = own;
          const rule = { origins: [scene().listedOrigin], exposedHeaders: ['x-seen'], methods: 'PUT', maxAge: 0 };
          return { ...rule, credentials };
        },
        (request) => remembering(path)(request),
      );
    };

    test('a cookie is set and sent back where the policy allows credentials', async () => {
      const paths = stage(true);
      const [login, item] = await scene().look(
        'listed',
        { url: `${paths.url}/login`, credentials: 'include' },
        { url: `${paths.url}/item`, credentials: 'include' },
      );
      expect(login).toMatchObject({ readable: true });
      expect(headersOf(login ?? fail())).toMatchObject({ 'x-seen': 'none' });
      expect(headersOf(item ?? fail())).toMatchObject({ 'x-seen': 'session=abc' });
    });

    test('an answer to credentials cannot be read where the policy has none, though the cookie has arrived', async () => {
      const paths = stage(false);
      const sights = await scene().look(
        'listed',
        { url: `${paths.url}/login`, credentials: 'include' },
        { url: `${paths.url}/item`, credentials: 'include' },
      );
      expect(sights).toMatchObject([blocked, blocked]);
      expect(paths.field('cookie').map((cookie) => cookie.includes('session=abc'))).toEqual([false, true]);
    });

    test.each(['omit', 'same-origin'] as const)('no cookie is sent to another origin with %s', async (credentials) => {
      const paths = stage(true);
      const [, item] = await scene().look(
        'listed',
        { url: `${paths.url}/login`, credentials: 'include' },
        { url: `${paths.url}/item`, credentials },
      );
      expect(item).toMatchObject({ readable: true });
      expect(headersOf(item ?? fail())).toMatchObject({ 'x-seen': 'none' });
    });

    test('a preflight carries no cookie, and the request after it does', async () => {
      const paths = stage(true);
      const sights = await scene().look(
        'listed',
        { url: `${paths.url}/login`, credentials: 'include' },
        { url: `${paths.url}/item`, credentials: 'include', method: 'PUT' },
      );
      expect(sights).toMatchObject([{ readable: true }, { readable: true }]);
      expect(paths.wire()).toEqual(['GET /login', 'OPTIONS /item', 'PUT /item']);
      expect(paths.field('cookie').map((cookie) => cookie.includes('session=abc'))).toEqual([false, false, true]);
    });

    test('nobody reads what is public with credentials', async () => {
      const paths = scene().stage({ origins: '*' });
      const [with_, without] = await scene().look(
        'listed',
        { url: `${paths.url}/item`, credentials: 'include' },
        { url: `${paths.url}/item` },
      );
      expect(with_).toMatchObject(blocked);
      expect(without).toMatchObject({ readable: true });
    });

    test('any origin that was let in on purpose reads with credentials', async () => {
      const paths = scene().stage({
        origins: '*',
        credentials: true,
        dangerously: { anyOriginWithCredentials: true },
      });
      for (const from of ['listed', 'stranger'] as const)
        expect(await scene().look(from, { url: `${paths.url}/item`, credentials: 'include' })).toMatchObject([
          { readable: true },
        ]);
    });

    test('with credentials every method and header passes where all are allowed, one by one', async () => {
      const paths = scene().stage({
        origins: [scene().listedOrigin],
        credentials: true,
        methods: '*',
        allowedHeaders: '*',
      });
      const url = `${paths.url}/item`;
      const [sight] = await scene().look('listed', {
        url,
        method: 'DELETE',
        headers: [
          ['x-a', '1'],
          ['authorization', 'Bearer token'],
        ],
        credentials: 'include',
      });
      expect(sight).toMatchObject({ readable: true });
      expect(paths.wire()).toEqual(['OPTIONS /item', 'DELETE /item']);
    });
  });
}

function fail(): never {
  throw new Error('the page fetched less than it was asked to');
}

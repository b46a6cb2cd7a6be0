import { describe, expect, test } from 'vitest';
import { runInPage } from '../engine/page-script.js';
import type { Application, Reply } from '../server/reply.js';
import { headersOf, type Scene } from './scene.js';

const replies: Readonly<Record<string, Reply>> = {
  '/missing': { status: 404, body: ['not here'] },
  '/broken': { status: 500, body: ['broken'] },
  '/unauthorized': { status: 401, body: ['who are you'] },
  '/unavailable': { status: 503, body: ['later'] },
  '/created': { status: 201, body: ['made'] },
  '/empty': { status: 204, body: null },
  '/throws': 'throws',
};

const replying: Application = ({ url }) => replies[/\/\w+$/.exec(url)?.[0] ?? ''] ?? {};

export function describeAnswers(scene: () => Scene): void {
  describe('what of an answer can be read', () => {
    test.each([
      ['missing', 404, 'not here'],
      ['broken', 500, 'broken'],
      ['unauthorized', 401, 'who are you'],
      ['unavailable', 503, 'later'],
      ['created', 201, 'made'],
      ['empty', 204, ''],
    ])('/%s: its status %i and its body', async (name, status, body) => {
      const paths = scene().stage({ origins: [scene().listedOrigin] }, replying);
      const [sight] = await scene().look('listed', { url: `${paths.url}/${name}` });
      expect(sight).toMatchObject({ readable: true, status, body });
    });

    test('what the framework answers where the handler throws', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin] }, replying);
      const [sight] = await scene().look('listed', { url: `${paths.url}/throws` });
      expect(sight).toMatchObject({ readable: true, status: 500 });
      expect(paths.handled()).toEqual(['GET /throws']);
    });

    test('the answer to HEAD', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin] });
      const [sight] = await scene().look('listed', { url: `${paths.url}/item`, method: 'HEAD' });
      expect(sight).toMatchObject({ readable: true, status: 200, body: '' });
      expect(paths.wire()).toEqual(['HEAD /item']);
    });

    test('exposed headers, the seven that always are, and no other', async () => {
      const paths = scene().stage(
        { origins: [scene().listedOrigin], exposedHeaders: ['X-Request-Id', 'set-cookie'] },
        () => ({
          headers: [
            ['x-request-id', '42'],
            ['x-internal', 'hidden'],
            ['etag', '"1"'],
            ['set-cookie', 'seen=1; Path=/elsewhere'],
            ['access-control-expose-headers', 'x-internal'],
            ['cache-control', 'no-store'],
            ['content-language', 'en'],
            ['content-length', '8'],
            ['content-type', 'text/plain'],
            ['expires', '0'],
            ['last-modified', 'Thu, 01 Jan 1970 00:00:00 GMT'],
            ['pragma', 'no-cache'],
          ],
        }),
      );
      const [sight] = await scene().look('listed', { url: `${paths.url}/item` });
      expect(Object.keys(sight === undefined ? {} : headersOf(sight)).sort()).toEqual([
        'cache-control',
        'content-language',
        'content-length',
        'content-type',
        'expires',
        'last-modified',
        'pragma',
        'x-request-id',
      ]);
    });

    test('all headers but cookies where * is exposed, and none beyond the seven with credentials', async () => {
      const paths = scene().stage(
        [
          { origins: [scene().strangerOrigin], credentials: true, exposedHeaders: ['x-a'] },
          { origins: '*', exposedHeaders: '*' },
        ],
        () => ({
          headers: [
            ['x-a', '1'],
            ['x-b', '2'],
            ['set-cookie', 'seen=1; Path=/elsewhere'],
          ],
        }),
      );
      const [open] = await scene().look('listed', { url: `${paths.url}/item` });
      const [listed] = await scene().look('stranger', { url: `${paths.url}/item`, credentials: 'include' });
      expect(open && headersOf(open)).toMatchObject({ 'x-a': '1', 'x-b': '2' });
      expect(open && headersOf(open)).not.toHaveProperty('set-cookie');
      expect(listed && headersOf(listed)).toMatchObject({ 'x-a': '1' });
      expect(listed && headersOf(listed)).not.toHaveProperty('x-b');
    });

    test('timing, where the policy shares it', async () => {
      const shared = scene().stage({ origins: [scene().listedOrigin], timing: true });
      const hidden = scene().stage({ origins: [scene().listedOrigin] });
      await scene().visit('listed');
      // A page notes 250 fetches, and then no more.
      await runInPage(scene().browser, () => performance.clearResourceTimings(), undefined);
      await scene().look('listed', { url: `${shared.url}/item` }, { url: `${hidden.url}/item` });
      const starts = await runInPage(
        scene().browser,
        (urls) =>
          urls.map((url) => {
            const [entry] = performance.getEntriesByName(url);
            return entry instanceof PerformanceResourceTiming && entry.requestStart > 0;
          }),
        [`${shared.url}/item`, `${hidden.url}/item`],
      );
      expect(starts).toEqual([true, false]);
    });

    test('a stream, while it is being sent', async () => {
      let proceed = (): void => {};
      const told = new Promise<void>((resolve) => {
        proceed = resolve;
      });
      async function* pieces(): AsyncGenerator<string> {
        yield 'first';
        await told;
        yield 'second';
      }
      const paths = scene().stage({ origins: [scene().listedOrigin] }, ({ url }) => {
        if (url.endsWith('/stream')) return { headers: [['content-type', 'text/plain']], body: pieces() };
        proceed();
        return {};
      });
      await scene().visit('listed');
      const read = await runInPage(scene().browser, readStream, paths.url);
      expect(read).toEqual(['first', 'second']);
      expect(paths.handled()).toEqual(['GET /stream', 'GET /proceed']);
    });

    test('a body that was revalidated with a 304', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin] }, ({ headers }) => {
        const fields = [
          ['cache-control', 'no-cache'],
          ['etag', '"1"'],
          ['content-type', 'text/plain'],
        ] as const;
        return headers['if-none-match'] === '"1"' ? { status: 304, headers: fields, body: null } : { headers: fields };
      });
      const url = `${paths.url}/item`;
      expect(await scene().look('listed', { url }, { url })).toMatchObject([
        { readable: true, status: 200, body: 'the body' },
        { readable: true, status: 200, body: 'the body' },
      ]);
      // A session of WebKitGTK that is automated has no HTTP cache.
      expect(paths.statuses()).toEqual([200, scene().profile === 'webkit' ? 200 : 304]);
    });

    test('a 304 that the script asked for itself', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin], allowedHeaders: 'if-none-match' }, () => ({
        status: 304,
        body: null,
      }));
      const url = `${paths.url}/item`;
      const [sight] = await scene().look('listed', { url, headers: [['if-none-match', '"1"']] });
      expect(sight).toMatchObject({ readable: true, status: 304 });
    });

    test('a body that a cache already holds from a request without Origin', async () => {
      const paths = scene().stage({ origins: [scene().listedOrigin] }, () => ({
        headers: [
          ['cache-control', 'max-age=600'],
          ['content-type', 'text/plain'],
        ],
      }));
      const url = `${paths.url}/item`;
      const [, sight] = await scene().look('listed', { url, mode: 'no-cors' }, { url });
      expect(sight).toMatchObject({ readable: true, status: 200 });
      expect(paths.field('origin')).toEqual(['', scene().listedOrigin]);
    });

    test('a body that a cache holds for another origin', async () => {
      const { listedOrigin, strangerOrigin } = scene();
      const paths = scene().stage({ origins: [listedOrigin, strangerOrigin] }, () => ({
        headers: [
          ['cache-control', 'max-age=600'],
          ['content-type', 'text/plain'],
        ],
      }));
      const url = `${paths.url}/item`;
      expect(await scene().look('listed', { url })).toMatchObject([{ readable: true }]);
      expect(await scene().look('stranger', { url })).toMatchObject([{ readable: true }]);
    });
  });
}

/** Reads the stream, and asks for the next piece only when it has the one before. */
async function readStream(url: string): Promise<string[]> {
  const { body } = await fetch(`${url}/stream`);
  const reader = body?.getReader();
  const pieces: string[] = [];
  for (let read = await reader?.read(); read !== undefined && !read.done; read = await reader?.read()) {
    pieces.push(new TextDecoder().decode(read.value));
    if (pieces.length === 1) await fetch(`${url}/proceed`);
  }
  return pieces;
}

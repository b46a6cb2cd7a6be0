import { describe, expect, test } from 'vitest';
import { blocked, type Scene } from './scene.js';

/** Without these nothing else means anything: a browser whose web security is off passes every test of what may be read. */
export function describeControls(scene: () => Scene): void {
  describe('the controls: this browser enforces CORS, and this server can be read', () => {
    test('blocks an answer without CORS headers', async () => {
      const paths = scene().stage({ paths: '/nowhere', origins: '*' });
      const [sight] = await scene().look('listed', { url: `${paths.url}/item` });
      expect(sight).toMatchObject(blocked);
      expect(paths.handled()).toEqual(['GET /item']);
    });

    test('passes an answer to which the application itself added the header', async () => {
      const paths = scene().stage({ paths: '/nowhere', origins: '*' }, () => ({
        headers: [['access-control-allow-origin', '*']],
      }));
      const [sight] = await scene().look('listed', { url: `${paths.url}/item` });
      expect(sight).toMatchObject({ readable: true, type: 'cors', status: 200, body: 'the body' });
    });
  });
}

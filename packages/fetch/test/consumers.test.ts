/** The types of the package, compiled with what each platform knows of Fetch, and without all the others. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const folder = join(here, '../.vitest/consumers');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  { platform: 'a browser', lib: ['ES2023', 'DOM'], types: [], files: [] },
  { platform: 'a web worker', lib: ['ES2023', 'WebWorker'], types: [], files: [] },
  { platform: 'Node', lib: ['ES2023'], types: ['node'], files: [] },
  { platform: 'Node beside a browser', lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: ['node'], files: [] },
  { platform: 'Cloudflare Workers', lib: ['ES2023'], types: ['@cloudflare/workers-types'], files: ['workers.ts'] },
  { platform: 'Bun', lib: ['ESNext'], types: ['bun-types'], files: ['bun.ts'] },
])('$platform', ({ platform, lib, types, files }) => {
  const project = join(folder, `${platform.replaceAll(' ', '-')}.json`);
  mkdirSync(folder, { recursive: true });
  const source = (path: string): string[] => [join(root, 'packages', path)];
  const config = {
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions: {
      lib,
      types,
      typeRoots: [
        join(here, '../node_modules'),
        join(here, '../node_modules/@types'),
        join(root, 'node_modules/@types'),
      ],
      isolatedDeclarations: false,
      declaration: false,
      paths: {
        '@cors-policy/core': source('core/src/index.ts'),
        '@cors-policy/core/adapter': source('core/src/adapter.ts'),
        '@cors-policy/fetch': source('fetch/src/index.ts'),
      },
    },
    files: ['every-platform.ts', ...files].map((file) => join(here, 'consumers', file)),
  };
  writeFileSync(project, JSON.stringify(config));
  const compiler = join(root, 'node_modules/typescript7/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Options } from 'tsup';

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, '../packages');

/** What the adapters' servers import, and the package in which it is installed. */
const imports: Readonly<Record<string, readonly string[]>> = {
  'node-http': ['express'],
  koa: ['@koa/etag', '@koa/router', 'koa', 'koa-bodyparser', 'koa-conditional-get', 'koa-mount'],
  fastify: ['fastify'],
};
const ours = ['core', 'node-http', 'koa', 'fastify', 'public-suffixes'];

const common: Options = {
  config: false,
  silent: true,
  format: 'esm',
  outExtension: () => ({ js: '.mjs' }),
  target: 'es2022',
  splitting: false,
  treeshake: true,
  tsconfig: join(here, 'tsconfig.json'),
};

const entry = (...names: readonly string[]): string[] => names.map((name) => join(here, `server/serve-${name}.ts`));

/**
 * Writes the programs of `server` into a folder, each in one file.
 *
 * Those of the Fetch adapter hold the packages as they are built. That of the other adapters imports them, and their
 * frameworks, from `node_modules`, as the server of a user does.
 */
export const writePrograms = async (folder: string): Promise<void> => {
  await build({
    ...common,
    entry: entry('node', 'bun', 'deno', 'workerd'),
    outDir: folder,
    platform: 'neutral',
    noExternal: [/^@cors-policy\//, /^tldts/],
    external: [/^node:/, 'vitest'],
  });
  await build({
    ...common,
    entry: entry('adapters'),
    outDir: folder,
    platform: 'node',
    noExternal: ['@cors-policy/conformance'],
    external: [
      ...ours.map((name) => `@cors-policy/${name}`),
      '@cors-policy/core/adapter',
      ...Object.values(imports).flat(),
      'vitest',
    ],
  });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  for (const name of ours) link(folder, `@cors-policy/${name}`, join(packages, name));
  for (const [home, names] of Object.entries(imports))
    for (const name of names) link(folder, name, join(packages, home, 'node_modules', name));
};

const link = (folder: string, name: string, target: string): void => {
  const path = join(folder, 'node_modules', name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(realpathSync(target), path);
};

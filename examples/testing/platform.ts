import { existsSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

/** Something that an example is run by, and that need not be on the machine. */
export interface Platform {
  readonly name: string;
  /** The folder of the example. */
  readonly example: string;
  /** The native binary, or the program that Node runs. */
  readonly binary: string;
  readonly isInstalled: boolean;
  /** The command that installs it. */
  readonly install: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

function platform(name: string, example: string, path: string, install: string): Platform {
  const binary = join(root, path);
  return { name, example, binary, isInstalled: existsSync(binary), install };
}

const runtime = (name: string, example: string, path: string): Platform =>
  platform(name, example, `runtimes/node_modules/${path}`, 'npm ci --prefix runtimes');

export const bun: Platform = runtime('Bun', 'bun', '@oven/bun-linux-x64/bin/bun');
export const deno: Platform = runtime('Deno', 'deno', '@deno/linux-x64-glibc/deno');
export const workerd: Platform = runtime('workerd', 'cloudflare-workers', '@cloudflare/workerd-linux-64/bin/workerd');

export const next: Platform = platform(
  'Next.js',
  'nextjs',
  'examples/nextjs/node_modules/next/dist/bin/next',
  'npx -y pnpm@10.34.9 --dir examples/nextjs install',
);

const betterSqlite3 = join(createRequire(import.meta.url).resolve('better-sqlite3/package.json'), '..');

/** `better-sqlite3` is compiled on demand: a Node without SQLite of its own is a good reason, and there are few left. */
const thisNode: Platform = {
  name: isBuiltin('node:sqlite') ? 'this Node, with node:sqlite' : 'this Node, with better-sqlite3',
  example: 'sqlite-tenants',
  binary: execPath,
  isInstalled: isBuiltin('node:sqlite') || existsSync(join(betterSqlite3, 'build/Release/better_sqlite3.node')),
  install: 'npx -y pnpm@10.34.9 build:sqlite',
};

/** Every Node with which the example of SQLite is tried. */
export const nodesWithSqlite: readonly Platform[] = [
  thisNode,
  ...[22, 24, 26].map((major) => runtime(`Node ${major}, with node:sqlite`, 'sqlite-tenants', `node${major}/bin/node`)),
];

export const platforms: readonly Platform[] = [bun, deno, workerd, next, ...nodesWithSqlite];

/**
 * Compiles better-sqlite3, which `examples/sqlite-tenants` needs where Node has no SQLite of its own (20). An install does
 * not do it: it takes a minute, a C++ compiler, make and Python, for one example.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process, { execPath } from 'node:process';
import { root } from './project.js';

const folder = dirname(createRequire(join(root, 'examples/package.json')).resolve('better-sqlite3/package.json'));

const opens = (): boolean =>
  spawnSync(execPath, ['-e', 'new (require("."))(":memory:")'], { cwd: folder, stdio: 'ignore' }).status === 0;

function compile(): void {
  console.log('better-sqlite3: is compiled, which takes a minute');
  // The headers that Node came with, where it did: else node-gyp downloads them.
  const home = dirname(dirname(execPath));
  const headers = existsSync(join(home, 'include/node/node.h')) ? [`--nodedir=${home}`] : [];
  // pnpm puts its node-gyp on the path of its scripts.
  const { status, stderr } = spawnSync('node-gyp', ['rebuild', '--release', ...headers], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) console.error(stderr);
}

if (!opens()) compile();
const sound = opens();
console.log(sound ? 'better-sqlite3: ready' : 'better-sqlite3: could not be compiled; is there g++, make and python3?');
process.exitCode = sound ? 0 : 1;

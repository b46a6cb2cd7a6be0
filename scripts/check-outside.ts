/**
 * Installs the packed tarballs with npm into a folder outside the workspace, and runs and compiles the programs of
 * `test/outside` there: what a user gets, with nothing of the workspace in reach.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.js';
import { packInto, temporaryFolder } from './tarballs.js';

const tools = ['typescript@5.9.3', '@types/node@20.19.43'];

const folder = temporaryFolder();
const failures: string[] = [];

function run(what: string, command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  console.log(`outside: ${what}: ${status === 0 ? 'ok' : `failed with ${status}`}`);
  if (status !== 0) failures.push(what);
}

try {
  const tarballs = packInto(folder).map(({ file }) => file);
  writeFileSync(join(folder, 'package.json'), '{ "name": "outside", "private": true }\n');
  cpSync(join(root, 'test/outside'), folder, { recursive: true });
  run('npm install', 'npm', [
    'install',
    '--silent',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    ...tarballs,
    ...tools,
  ]);
  run('import', process.execPath, ['consumer.mjs']);
  run('require', process.execPath, ['consumer.cjs']);
  run('TypeScript 5.9, nodenext', process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures.length === 0 ? 0 : 1;

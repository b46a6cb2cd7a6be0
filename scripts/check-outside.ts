/**
 * Installs the packed tarballs with npm into a folder outside the workspace, and runs and compiles the programs of
 * `test/outside` there: what a user gets, with nothing of the workspace in reach.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, workspacePackages } from './project.js';
import { packInto, temporaryFolder } from './tarballs.js';

/** What a user installs beside the packages: the frameworks as the tests have them, and an older compiler than ours. */
const beside = [
  ...['express', '@types/express', 'koa', '@types/koa', 'fastify'].map((name) => `${name}@${versionInTests(name)}`),
  'typescript@5.9.3',
  '@types/node@20.19.43',
];

function versionInTests(name: string): string {
  const versions = workspacePackages().map(({ manifest }) => manifest.devDependencies?.[name]);
  const version = versions.find((one) => one !== undefined);
  if (version === undefined) throw new Error(`no package of the workspace is tested with ${name}`);
  return version;
}

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
    ...beside,
  ]);
  run('import', process.execPath, ['consumer.mjs']);
  run('require', process.execPath, ['consumer.cjs']);
  run('command line', process.execPath, ['command-line.mjs']);
  for (const project of ['nodenext', 'bundler', 'declarations'])
    run(`TypeScript 5.9, ${project}`, process.execPath, ['node_modules/typescript/bin/tsc', '-p', `${project}.json`]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures.length === 0 ? 0 : 1;

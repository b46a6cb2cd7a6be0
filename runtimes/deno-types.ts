import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../packages/', import.meta.url));
const consumers = ['every-platform.ts', 'deno.ts'];

/** What Deno's own compiler has against the built types, laid out as an install lays them out; nothing where all is well. */
export function denoTypeProblems(deno: string, folder: string): string | undefined {
  const project = join(folder, 'deno-types');
  for (const name of ['core', 'fetch']) {
    const home = join(project, 'node_modules/@cors-policy', name);
    mkdirSync(home, { recursive: true });
    cpSync(join(packages, name, 'dist'), join(home, 'dist'), { recursive: true });
    cpSync(join(packages, name, 'package.json'), join(home, 'package.json'));
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }\n');
  for (const file of consumers) cpSync(join(packages, 'fetch/test/consumers', file), join(project, file));
  const { status, stderr } = spawnSync(deno, ['check', '--no-lock', '--node-modules-dir=manual', ...consumers], {
    cwd: project,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, DENO_DIR: join(folder, 'deno'), NO_COLOR: '1' },
  });
  return status === 0 ? undefined : stderr;
}

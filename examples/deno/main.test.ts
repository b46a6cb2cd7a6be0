import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { describeOrdersApi } from '../testing/orders-api.js';
import { deno } from '../testing/platform.js';
import { spawnProgram } from '../testing/spawn-program.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const project = installInto(mkdtempSync(join(tmpdir(), 'cors-policy-deno-')));
const env = { DENO_DIR: join(project, 'deno') };
const local = ['--no-lock', '--node-modules-dir=manual'];

afterAll(() => rmSync(project, { recursive: true, force: true }));

/** The example with the built packages, which are not published, laid out as an install would lay them out. */
function installInto(folder: string): string {
  for (const name of ['core', 'fetch']) {
    const home = join(folder, 'node_modules/@cors-policy', name);
    mkdirSync(home, { recursive: true });
    for (const part of ['dist', 'package.json']) {
      cpSync(join(here, '../../packages', name, part), join(home, part), { recursive: true });
    }
  }
  writeFileSync(join(folder, 'package.json'), '{ "dependencies": { "@cors-policy/fetch": "^0.1.0" } }\n');
  for (const file of ['main.ts', 'deno.json']) cpSync(join(here, file), join(folder, file));
  return folder;
}

describeOrdersApi('Deno', {
  start: () =>
    spawnProgram(
      deno.binary,
      ['run', ...local, '--no-remote', '--no-prompt', '--allow-net=127.0.0.1', '--allow-env=PORT', 'main.ts'],
      { cwd: project, env },
    ),
  session: false,
  previews: false,
});

describe('the types of Deno', () => {
  it('agree with the example', () => {
    const { status, stderr } = spawnSync(deno.binary, ['check', ...local, 'main.ts'], {
      cwd: project,
      encoding: 'utf8',
      env: { ...process.env, ...env, NO_COLOR: '1' },
      timeout: 60_000,
    });
    expect(stderr).not.toContain('ERROR');
    expect(status).toBe(0);
  });
});

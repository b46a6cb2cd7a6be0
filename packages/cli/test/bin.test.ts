import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

/** The program as a shell runs it: from the sources, in a process of its own. */
function shell(
  line: string,
  env: NodeJS.ProcessEnv = {},
): { readonly status: number | null; readonly out: string; readonly err: string } {
  const program = `"${process.execPath}" --import tsx src/bin.ts`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line.replaceAll('cors-policy', program)], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
  });
  return { status, out: stdout, err: stderr };
}

describe('the program', () => {
  test('reads the standard input, and its exit code is that of the command', () => {
    expect(shell('echo \'{ "origins": "*" }\' | cors-policy check -')).toEqual({
      status: 0,
      out: '-: fine\n',
      err: '',
    });
    expect(shell('echo \'{ "origins": "x" }\' | cors-policy check -')).toMatchObject({ status: 1, err: '' });
    expect(shell('cors-policy check --no-such-flag')).toMatchObject({ status: 2, out: '' });
  });

  test('prints no colours into a pipe', () => {
    const line = 'echo \'{ "origins": "x" }\' | cors-policy check - | cat';
    expect(shell(line).out).not.toContain('\u001b');
    expect(shell(line, { FORCE_COLOR: '1' }).out).not.toContain('\u001b');
  });

  test('does not mind a reader that has had enough', () => {
    const { err } = shell('cors-policy table ../../examples/policy.json | true');
    expect(err).toBe('');
  });
});

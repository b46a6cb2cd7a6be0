import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { temporaryFile } from '../testing/temporary-file.js';

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

  test('waits for a standard input that does not block', () => {
    const line = `(sleep 1; echo '{ "origins": "*" }') | perl -e 'use Fcntl; fcntl(STDIN, F_SETFL, O_NONBLOCK); exec @ARGV' cors-policy check -`;
    expect(shell(line)).toEqual({ status: 0, out: '-: fine\n', err: '' });
  });

  test.runIf(existsSync('/dev/full'))('a full disk is no problem of the policy', () => {
    const { status, err } = shell('echo \'{ "origins": "*" }\' | cors-policy check - > /dev/full');
    expect(status).toBe(2);
    expect(err).toContain('ENOSPC');
    expect(shell('cors-policy check no-such-file 2> /dev/full').status).toBe(2);
  });

  test.each([
    [
      'leaves a timer running',
      'setInterval(() => undefined, 1000); export default { origin: "https://a.example" };',
      0,
    ],
    ['never comes to its end', 'await new Promise(() => undefined);', 2],
    ['throws later on', 'export default { get origin() { throw new Error("no") } };', 2],
  ])('ends where a module with options %s', (_what, source, status) => {
    expect(
      shell('cors-policy import --from express "$OPTIONS"', { OPTIONS: temporaryFile('options.mjs', source) }).status,
    ).toBe(status);
  });
});

import { describe, expect, test } from 'vitest';
import { run } from '../testing/run.js';

describe('a command line that is wrong', () => {
  test.each([
    [['chek', 'policy.json'], "unknown command 'chek'", 'Did you mean check?'],
    [['check', '--jsn', 'policy.json'], "unknown option '--jsn'", 'Did you mean --json?'],
  ])('%j says which word was meant, and ends with 2', async (args, problem, meant) => {
    const { exitCode, out, err } = await run(...args);
    expect(exitCode).toBe(2);
    expect(err).toContain(problem);
    expect(err).toContain(meant);
    expect(out).toBe('');
  });

  test.each([[['check']], [['check', 'a', 'b']], [['table']], [[]]])('%j ends with 2', async (args) => {
    const { exitCode, err } = await run(...args);
    expect(exitCode).toBe(2);
    expect(err).not.toBe('');
  });

  test('names the file that cannot be read, and ends with 2', async () => {
    const { exitCode, err } = await run('check', 'no/such/policy.json');
    expect(exitCode).toBe(2);
    expect(err).toContain('cannot read no/such/policy.json');
  });
});

describe('help', () => {
  test.each([['check'], ['table'], ['explain'], ['probe'], ['diff'], ['import']])(
    'of %s has examples and exit codes, and ends with 0',
    async (command) => {
      const { exitCode, out } = await run(command, '--help');
      expect(exitCode).toBe(0);
      expect(out).toContain(`$ cors-policy ${command} `);
      for (const code of [0, 1, 2]) expect(out).toMatch(new RegExp(`^ {2}${code} {2}\\w`, 'm'));
      expect(out).toContain('--json');
    },
  );

  test('of the program names every command', async () => {
    const { exitCode, out } = await run('--help');
    expect(exitCode).toBe(0);
    for (const command of ['check', 'table', 'explain', 'probe', 'diff', 'import'])
      expect(out).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  });

  test('the version is that of the package', async () => {
    const { exitCode, out } = await run('--version');
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: '0.1.0\n' });
  });
});

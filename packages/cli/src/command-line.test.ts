import { describe, expect, test } from 'vitest';
import { run } from '../testing/run.js';
import { temporaryFile } from '../testing/temporary-file.js';

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

  test('a file that is not UTF-8 cannot be read', async () => {
    const file = temporaryFile('policy.json', Buffer.from('{ "origins": "https://b\xfccher.example" }', 'latin1'));
    const { exitCode, err } = await run('check', file);
    expect(exitCode).toBe(2);
    expect(err).toContain('it is not UTF-8');
  });

  test.each([
    [['check', 'no/such/policy.json', '--json'], 'cannot read no/such/policy.json: ENOENT'],
    [['check', '--jsn', '--json'], "unknown option '--jsn' (Did you mean --json?)"],
    [['chek', '--json'], "unknown command 'chek' (Did you mean check?)"],
    [['probe', 'http://127.0.0.1:1/', '--origin', 'https://a.example', '--json'], 'does not answer'],
    [['diff', '-', '-', '--json'], 'only one of the two can be the standard input'],
  ])('%j is told as data too', async (args, message) => {
    const { exitCode, out, err } = await run(...args);
    expect(exitCode).toBe(2);
    expect(JSON.parse(out)).toEqual({ error: { message: expect.stringContaining(message) } });
    expect(err).toMatch(/^error: /);
  });

  test('behind -- the words are no flags', async () => {
    expect((await run('check', '--', '--json')).out).toBe('');
  });
});

describe('what somebody else wrote', () => {
  const evil = '\u001b[2J\u009b\u202e\u{e0001}';

  test.each([[['check', evil]], [['check', `--${evil}`]], [[evil]], [['import', '--from', evil, 'x']]])(
    'does not reach the terminal from the command line %j',
    async (args) => {
      const { err } = await run(...args);
      expect(err).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
      expect(err).toContain('\\u{1b}[2J\\u{9b}\\u{202e}\\u{e0001}');
    },
  );

  test('is escaped in data, and the same once it is read', async () => {
    const file = temporaryFile(`${evil}.json`, JSON.stringify({ origins: evil }));
    const { out } = await run('check', file, '--json');
    expect(out).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
    expect(JSON.parse(out)).toMatchObject({ file, problems: [{ value: evil }] });
  });

  test.each([['check'], ['table'], ['diff']])('%s spells out the name of a file', async (command) => {
    const file = temporaryFile(`${evil}.json`, '{ "origins": "*" }');
    const other = temporaryFile('old.json', '{ "origins": "none" }');
    const { out } = await run(command, ...(command === 'diff' ? [other] : []), file);
    expect(out).toContain('\\u{1b}[2J');
    expect(out).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
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

import { describe, expect, test } from 'vitest';
import { run, runJson } from '../../testing/run.js';
import { temporaryFile } from '../../testing/temporary-file.js';

const good = '{ "origins": "https://app.example.com" }';
const odd = '{ "origins": "https://app.example.com", "maxAge": 90000 }';
const bad = '{ "origins": "https://app.example.com/" }';

describe('check', () => {
  test('ends with 0 for a policy without problems', async () => {
    const file = temporaryFile('policy.json', good);
    expect(await run('check', file)).toEqual({ exitCode: 0, out: `${file}: fine\n`, err: '' });
  });

  test('ends with 0 for a policy with warnings, and prints them', async () => {
    const file = temporaryFile('policy.json', odd);
    const { exitCode, out } = await run('check', file);
    expect(exitCode).toBe(0);
    expect(out).toContain(`${file}:1:51 warning maxAge: `);
    expect(out).toContain('0 errors, 1 warning');
  });

  test('ends with 1 for a policy with errors, and prints what was found and the fix', async () => {
    const file = temporaryFile('policy.json', bad);
    const { exitCode, out } = await run('check', file);
    expect(exitCode).toBe(1);
    expect(out).toBe(
      [
        `${file}:1:14 error origins: an origin has no path, not even a trailing slash [origin-path]`,
        '    found: "https://app.example.com/"',
        '    fix:   write https://app.example.com',
        `${file}: 1 error, 0 warnings`,
        '',
      ].join('\n'),
    );
  });

  test('prints all of it as data with --json', async () => {
    const file = temporaryFile('policy.json', bad);
    expect(await runJson('check', file)).toEqual({
      exitCode: 1,
      data: {
        file,
        ok: false,
        problems: [
          {
            severity: 'error',
            code: 'origin-path',
            position: { line: 1, column: 14 },
            path: ['origins'],
            value: 'https://app.example.com/',
            message: 'an origin has no path, not even a trailing slash',
            hint: 'write https://app.example.com',
          },
        ],
      },
    });
  });

  test('spells out what would control the terminal', async () => {
    const file = temporaryFile('policy.json', '{ "origins": "\\u001b[2J\\u202ehttps://a.example" }');
    const { out } = await run('check', file);
    expect(out.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
});

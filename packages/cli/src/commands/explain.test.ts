import { describe, expect, test } from 'vitest';
import { run, runJson } from '../../testing/run.js';
import { temporaryFile } from '../../testing/temporary-file.js';

const policy = JSON.stringify([
  { paths: '/open/*', origins: '*' },
  { paths: '/api/*', origins: 'https://app.example.com', methods: 'PUT', allowedHeaders: 'x-a' },
]);
const origin = 'https://app.example.com';

describe('explain', () => {
  test('walks through the preflight and the request, and ends with 0 where the page can read', async () => {
    const file = temporaryFile('policy.json', policy);
    const args = ['--origin', origin, '--method', 'PUT', '--header', 'x-a', '--path', '/api/items'];
    const { exitCode, out } = await run('explain', file, ...args);
    expect(exitCode).toBe(0);
    expect(out).toContain('the browser asks first, by a preflight, because of the method PUT');
    expect(out.indexOf('OPTIONS /api/items')).toBeLessThan(out.indexOf('\nPUT /api/items\n'));
    expect(out).toContain('  ok method: rule 1 allows "PUT"\n');
    expect(out).toContain('-> preflight-allowed, answered with 204\n     access-control-allow-origin: https://app');
    expect(out).toContain('the page can read the answer');
  });

  test('names what fails, the slip and the fix, and ends with 1', async () => {
    const file = temporaryFile('policy.json', policy);
    const args = ['--origin', 'http://app.example.com', '--method', 'DELETE', '--path', '/api/items', '--credentials'];
    const { exitCode, out } = await run('explain', file, ...args);
    expect(exitCode).toBe(1);
    expect(out).toContain('  no origin: no rule allows "http://app.example.com"');
    expect(out).toContain('near miss: "https://app.example.com" would pass: http and https are different origins');
    expect(out).toContain('DELETE /api/items (not sent: the preflight failed)');
    expect(out).toContain(
      '  add a rule for "http://app.example.com", and with it dangerously: { insecureOrigins: true }',
    );
  });

  test('a slash at the end of the origin is no mistake of the command line but what is explained', async () => {
    const { exitCode, out } = await run(
      'explain',
      temporaryFile('policy.json', policy),
      '--origin',
      `${origin}/`,
      '--path',
      '/api/x',
    );
    expect(exitCode).toBe(1);
    expect(out).toContain('not even a trailing slash');
  });

  test('prints the lines that send the same', async () => {
    const file = temporaryFile('policy.json', policy);
    const args = ['--origin', origin, '--method', 'PUT', '--header', 'x-a: 1', '--path', '/api/items'];
    const { out } = await run('explain', file, ...args, '--server', 'http://localhost:3000', '--curl');
    const lines = out.split('\n').filter((line) => line.startsWith('curl '));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^curl -i -X OPTIONS 'http:\/\/localhost:3000\/api\/items' .*-H 'access-control-request-method: PUT'/,
    );
    expect(lines[1]).toMatch(/^curl -i -X PUT 'http:\/\/localhost:3000\/api\/items' .*-H 'x-a: 1'/);
  });

  test('gives the policy with the fixes applied as data', async () => {
    const file = temporaryFile('policy.json', '{ "origins": "none" }');
    expect(await runJson('explain', file, '--origin', origin)).toMatchObject({
      exitCode: 1,
      data: { allowed: false, fixed: { origins: [origin] }, requests: [{ isPreflight: false }] },
    });
  });

  test('a request that no browser sends is told', async () => {
    const { exitCode, out } = await run(
      'explain',
      temporaryFile('policy.json', policy),
      '--origin',
      origin,
      '--method',
      'TRACE',
    );
    expect(exitCode).toBe(1);
    expect(out).toContain('no browser sends this request');
  });

  test.each([
    [['--method', 'PUT'], '--origin https://app.example.com'],
    [['--origin', origin, '--path', 'api'], 'did you mean /api?'],
    [['--origin', origin, '--server', 'https://api.example.com/v1'], 'the rest goes into --path'],
    [['--origin', origin, '--metod', 'PUT'], 'Did you mean --method?'],
    [['--origin', `${origin}\nx-a: 1`], 'there is a control character in it'],
    [['--origin', origin, '--header', 'x-a: \u001b[2J'], 'there is a control character in it'],
  ])('%j ends with 2 and says why', async (args, words) => {
    const { exitCode, err } = await run('explain', temporaryFile('policy.json', policy), ...args);
    expect(exitCode).toBe(2);
    expect(err).toContain(words);
  });

  test.each([['GET'], ['PUT']])(
    'a page of the server itself can read, whatever the policy says: %s',
    async (method) => {
      const file = temporaryFile('policy.json', '{ "origins": "none" }');
      const { exitCode, out } = await run('explain', file, '--origin', 'https://server.example', '--method', method);
      expect(exitCode).toBe(0);
      expect(out).toContain('the page can read the answer');
    },
  );

  test('a page of elsewhere can read nothing where the policy has no say', async () => {
    const file = temporaryFile('policy.json', policy);
    const { exitCode, out } = await run('explain', file, '--origin', origin, '--path', '/elsewhere');
    expect(exitCode).toBe(1);
    expect(out).not.toContain('the page can read the answer');
  });

  test('a policy with errors is told as by check', async () => {
    const { exitCode, out } = await run('explain', temporaryFile('policy.json', '{}'), '--origin', origin);
    expect(exitCode).toBe(1);
    expect(out).toContain('[field-missing]');
  });
});

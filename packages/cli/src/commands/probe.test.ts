import { afterEach, describe, expect, test } from 'vitest';
import { run, runJson } from '../../testing/run.js';
import { listen } from '../../testing/servers/listen.js';
import type { RunningServer } from '../../testing/servers/probed-server.js';

const origin = 'https://app.example.com';
let server: RunningServer | undefined;
let sent: string[] = [];

afterEach(async () => {
  await server?.close();
  sent = [];
});

async function serving(headers: Readonly<Record<string, string>>): Promise<string> {
  server = await listen((request, response) => {
    sent.push(`${request.method} ${request.url?.replace(/probe-.*/, 'probe-...')}`);
    response.writeHead(200, headers).end();
  });
  return `${server.url}/item`;
}

describe('probe', () => {
  test('tells what was sent, what came back, what was checked, and what to change', async () => {
    const url = await serving({ 'access-control-allow-origin': '*', vary: 'Accept' });
    const { exitCode, out } = await run('probe', url, '--origin', origin, '--method', 'PUT', '--header', 'x-a');
    expect(exitCode).toBe(1);
    expect(out).toContain(
      [
        `OPTIONS ${url}`,
        '  > access-control-request-method: PUT',
        '  > access-control-request-headers: x-a',
        `  > origin: ${origin}`,
        '  < 200',
        '  < access-control-allow-origin: *',
        '  < vary: Accept',
        '  ok access-control-allow-origin: *',
        '  ok the status of the preflight: 200',
        '  no access-control-allow-methods: missing, wanted: PUT or *',
        '  no access-control-allow-headers: missing, wanted: x-a or *',
      ].join('\n'),
    );
    expect(out).toContain(`a page of ${origin} can read nothing: Chromium, Firefox, WebKit block it`);
    expect(out).toMatch(/^error method-not-allowed: PUT is not in the list$/m);
    expect(out).toMatch(/^error header-not-allowed: x-a is not in the list$/m);
    expect(out).toContain('    change:  add PUT to access-control-allow-methods');
    expect(out.match(/^ {4}console: chromium: .*Method PUT is not allowed by/gm)).toHaveLength(1);
  });

  test('ends with 0 where only notes are left', async () => {
    const url = await serving({ 'access-control-allow-origin': '*' });
    expect(await run('probe', url, '--origin', origin)).toMatchObject({ exitCode: 0 });
  });

  test('gives all of it as data', async () => {
    const url = await serving({ 'access-control-allow-origin': `${origin}/` });
    expect(await runJson('probe', url, '--origin', origin)).toMatchObject({
      exitCode: 1,
      data: {
        url,
        origin,
        readable: { chromium: false, firefox: false, webkit: false },
        exchanges: [{ purpose: 'request', request: { method: 'GET' }, response: { status: 200 } }],
        findings: [
          {
            code: 'allow-origin-mismatch',
            severity: 'error',
            seenOn: 'request',
            found: `access-control-allow-origin: ${origin}/`,
            message: `it is not ${origin}, byte for byte: an origin has no slash at its end`,
          },
        ],
      },
    });
  });

  test('sends a method that may change something once, in whatever browser it is played', async () => {
    const url = await serving({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'DELETE',
      'access-control-allow-headers': 'user-agent, x-a',
    });
    await run(
      'probe',
      url,
      '--origin',
      origin,
      '--method',
      'DELETE',
      '--header',
      'x-a',
      '--header',
      'user-agent: x',
      '--audit',
    );
    expect(sent.filter((line) => line.startsWith('DELETE'))).toEqual(['DELETE /item']);
    expect([...new Set(sent)].sort()).toEqual([
      'DELETE /item',
      'GET /cors-policy-probe-...',
      'GET /item',
      'OPTIONS /item',
    ]);
  });

  test('spells out what a server sends to the terminal', async () => {
    const url = await serving({ 'access-control-allow-origin': '\u009b2J' });
    const { out } = await run('probe', url, '--origin', origin);
    expect(out).toContain('\\u{9b}2J');
    expect(out).not.toContain('\u009b');
  });

  test.each([
    [['http://127.0.0.1:1/'], 'say which page asks'],
    [['api.example.com', '--origin', origin], 'did you mean https://api.example.com?'],
    [['ftp://api.example.com', '--origin', origin], 'is no http or https URL'],
    [['http://127.0.0.1:1/', '--origin', `${origin}/`], `write ${origin}`],
    [['http://127.0.0.1:1/', '--origin', 'https://App.Example.com:443'], `as ${origin}: write that`],
    [['http://127.0.0.1:1/', '--origin', 'https://*.example.com'], 'there is no * in it'],
    [['http://127.0.0.1:1/', '--origin', origin, '--header', 'x a'], '"x a" is no name of a header'],
    [['http://127.0.0.1:1/', '--origin', origin, '--timeout', 'soon'], '--timeout takes seconds'],
    [['http://127.0.0.1:1/', '--origin', origin, '--also', 'http://['], '--also takes a path of http://127.0.0.1:1'],
    [['http://127.0.0.1:1/', '--origin', origin, '--also', '//evil.example/'], 'takes a path of http://127.0.0.1:1'],
    [['http://127.0.0.1:1/', '--origin', origin, '--cookie', 'a=1\r\nx: y'], 'there is a control character in it'],
    [['http://127.0.0.1:1/', '--origin', origin, '--cookie', 'a=€'], 'there is a character above U+00FF in it'],
    [['http://127.0.0.1:1/', '--origin', origin, '--header', 'x-a: \u007f'], 'there is a control character in it'],
    [['http://127.0.0.1:1/', '--origin', origin, '--timeout', '1.001'], 'does not answer'],
    [['http://127.0.0.1:1/', '--orign', origin], 'Did you mean --origin?'],
    [['http://127.0.0.1:1/', '--origin', origin], 'does not answer'],
  ])('%j ends with 2 and says why', async (args, words) => {
    const { exitCode, err } = await run('probe', ...args);
    expect(exitCode).toBe(2);
    expect(err).toContain(words);
  });
});

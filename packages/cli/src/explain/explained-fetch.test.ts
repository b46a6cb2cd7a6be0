import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type BrowserRequest, browse } from '@cors-policy/browser-model';
import { applyFix, definePolicy, evaluate, type Policy, type PolicyConfig } from '@cors-policy/core';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import { describe, expect, test } from 'vitest';
import { curlLine } from './curl.js';
import { explainFetch } from './explained-fetch.js';

const text = readFileSync(new URL('../../../../examples/policy.json', import.meta.url), 'utf8');
// The example is tested elsewhere.
const config = JSON.parse(text) as readonly PolicyConfig[];

const requests: readonly BrowserRequest[] = [
  'https://app.example.com',
  'https://admin.example.com',
  'https://x.example',
  'null',
].flatMap((origin) =>
  ['/api/items', '/admin/users', '/assets/logo.svg', '/other'].flatMap((path) =>
    ['GET', 'POST', 'PUT', 'PATCH'].flatMap((method) =>
      [[], [['x-request-id', '1']] as const].flatMap((headers) =>
        (['omit', 'include'] as const).map((credentials) => ({
          origin,
          url: `https://server.example${path}`,
          method,
          headers,
          mode: 'cors' as const,
          credentials,
        })),
      ),
    ),
  ),
);

/** What the browser does with the policy's own answers. */
function isRead(policy: Policy, request: BrowserRequest): boolean {
  const outcome = browse(request, ({ method, url, headers }) => {
    const { host, pathname } = new URL(url);
    const decision = evaluate(policy, { method, path: pathname, headers: { host, ...Object.fromEntries(headers) } });
    return { status: decision.status ?? 200, headers: [...decision.headers] };
  });
  return outcome.readable;
}

describe('a fetch that is explained', () => {
  const policy = definePolicy(config, { publicSuffixes });

  test('is allowed where a browser lets the page read what the policy answers, and not elsewhere', () => {
    for (const request of requests)
      expect([request, explainFetch(policy, request).isAllowed]).toEqual([request, isRead(policy, request)]);
  });

  test('can be read once its fixes are applied', () => {
    const fixable = requests.filter((request) => explainFetch(policy, request).fixes.length > 0);
    expect(fixable.length).toBeGreaterThan(20);
    for (const request of fixable) {
      const fixed = definePolicy(applyFix(config, explainFetch(policy, request).fixes), { publicSuffixes });
      expect([request, isRead(fixed, request)]).toEqual([request, true]);
    }
  });
});

describe('a curl line', () => {
  /** The arguments that a shell hands over. */
  const argumentsOf = (line: string): readonly string[] =>
    execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; COOKIES=a=1; ${line}`], { encoding: 'utf8' })
      .trimEnd()
      .split('\n');

  test('hands over what the browser sends, whatever is in it', () => {
    const line = curlLine({
      method: 'PUT',
      url: "https://a.example/it's?x=$HOME&y=`id`",
      headers: [
        ['origin', 'https://b.example'],
        ['x-a', `"quoted" 'twice' \\ $PATH`],
        ['sec-fetch-mode', 'cors'],
      ],
      body: '{ "a": "b" }',
      includesCredentials: true,
    });
    expect(argumentsOf(line)).toEqual([
      '-i',
      '-X',
      'PUT',
      "https://a.example/it's?x=$HOME&y=`id`",
      '-H',
      'origin: https://b.example',
      '-H',
      `x-a: "quoted" 'twice' \\ $PATH`,
      '--cookie',
      'a=1',
      '--data-raw',
      '{ "a": "b" }',
    ]);
  });

  test('lets curl choose its own way for GET and HEAD', () => {
    const request = { url: 'https://a.example/', headers: [], body: undefined, includesCredentials: false };
    expect(curlLine({ ...request, method: 'GET' })).toBe("curl -i 'https://a.example/'");
    expect(curlLine({ ...request, method: 'HEAD' })).toBe("curl -i --head 'https://a.example/'");
  });
});

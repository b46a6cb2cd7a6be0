import { describe, expect, test } from 'vitest';
import { checkPolicyText } from './check-policy.js';
import type { PolicyProblem } from './policy-problem.js';

/** The problems of a text as `line:column severity code`. */
async function told(text: string): Promise<readonly string[]> {
  const { problems } = await checkPolicyText(text);
  return problems.map(inShort);
}

function inShort({ severity, code, position: { line, column } }: PolicyProblem): string {
  return `${line}:${column} ${severity} ${code}`;
}

describe('where a problem stands', () => {
  test('a value has the place of the value', async () => {
    expect(await told('{\n  "origins": [\n    "https://a.example",\n    "https://b.example/"\n  ]\n}')).toEqual([
      '4:5 error origin-path',
    ]);
  });

  test('an unknown field has the place of its name', async () => {
    expect(await told('{ "origins": "*",\n  "orgins": "*" }')).toEqual(['2:3 error field-unknown']);
  });

  test('a missing field has the place of the rule that misses it', async () => {
    expect(await told('[{ "origins": "*", "paths": "/a" },\n {}]')).toEqual(['2:2 error field-missing']);
  });

  test('a problem inside of a field of a rule has its own place', async () => {
    expect(await told('[\n{ "origins": "*",\n"csrf": { "trustedOrigins":\n"*" } }\n]')).toEqual([
      '4:1 error trusted-origins-any',
    ]);
  });

  test('lines may end as they do on Windows', async () => {
    expect(await told('{\r\n  "origins": "https://a.example",\r\n  "maxAge": -1\r\n}')).toEqual([
      '3:13 error max-age-invalid',
    ]);
  });

  test('a column is counted in characters of UTF-16, as editors do', async () => {
    expect(await told('{ "$schema": "é😀", "origins": "a" }')).toEqual(['1:32 error origin-scheme-missing']);
  });
});

describe('what is no JSON', () => {
  test.each([
    ['a comment', '{\n  // the app\n  "origins": "*"\n}', '2:3'],
    ['a trailing comma', '{ "origins": "*",\n}', '2:1'],
    ['single quotes', "{ 'origins': '*' }", '1:3'],
    ['an end too early', '{ "origins": [', '1:15'],
    ['a line break in a string', '{ "origins":\n"a\nb" }', '2:3'],
    ['nothing at all', '', '1:1'],
    ['a byte order mark', '\uFEFF{ "origins": "*" }', '1:1'],
    ['a list in a list in a list', `{ "origins": ${'['.repeat(50_000)}${']'.repeat(50_000)} }`, '1:113'],
    ['an object in an object', '{"a":'.repeat(50_000), '1:501'],
  ])('%s is told with its place', async (_what, text, place) => {
    expect(await told(text)).toEqual([`${place} error json-invalid`]);
  });

  test.each([
    ['{ /* all */ "origins": "*" }', 'leave it out: JSON has no comments'],
    ['{ "origins": "*", // all\n}', 'leave it out: JSON has no comments'],
    ['{ "origins": ["https://a.example",\r\n] }', 'leave out the comma before it'],
    ["{ 'origins': '*' }", 'write " around texts and names'],
    ['\uFEFF{}', 'save it without one'],
    ['{]', undefined],
  ])('%j comes with the fix, where one is known', async (text, hint) => {
    const { problems } = await checkPolicyText(text);
    expect(problems.map((problem) => problem.hint)).toEqual([hint]);
  });

  test('brackets in a text are none', async () => {
    const name = `\\"${'['.repeat(200)}`;
    expect(await told(`{ "origins": "*", "${name}": 1 }`)).toEqual(['1:19 error field-unknown']);
  });

  test('a name that stands twice is told, for only one of the two counts', async () => {
    const { policy, problems } = await checkPolicyText('{ "origins": "none",\n  "origins": "*" }');
    expect(problems.map(inShort)).toEqual(['2:3 error json-duplicate-key']);
    expect(policy).toBeUndefined();
  });

  test('of such two the last one is looked at, as it is by JSON.parse', async () => {
    expect(await told('{ "origins": "x",\n  "origins": "y" }')).toEqual([
      '2:3 error json-duplicate-key',
      '2:14 error origin-scheme-missing',
    ]);
  });

  test('names such as __proto__ are names', async () => {
    expect(await told('{ "origins": "*",\n "__proto__": { "credentials": true } }')).toEqual([
      '2:2 error field-unknown',
    ]);
  });
});

test('warnings are told beside errors', async () => {
  expect(await told('{ "origins": "x",\n "maxAge": 90000 }')).toEqual([
    '1:14 error origin-scheme-missing',
    '2:12 warning max-age-above-caps',
  ]);
});

test('wildcards are held against the public suffix list', async () => {
  expect(await told('{ "credentials": true, "origins": "https://*.example.com" }')).toEqual([]);
  expect(await told('{ "credentials": true, "origins": "https://*.github.io" }')).toEqual([
    '1:35 error public-suffix-wildcard',
  ]);
});

describe('a regex that a request can make slow', () => {
  const origins = (regex: string): string => JSON.stringify({ origins: { regex } });
  const paths = (regex: string): string => JSON.stringify({ origins: '*', paths: { regex } });

  test('is an error where the time doubles with each character', async () => {
    expect(await told(origins('^https://(a+)+\\.example$'))).toEqual(['1:12 error regex-slow']);
  });

  test('is an error where a long value takes a second', async () => {
    expect(await told(paths('^/a.*b.*c.*d$'))).toEqual(['1:24 error regex-slow']);
  });

  test('is a warning where the longest value takes less', async () => {
    expect(await told(origins('^https://.*a.*\\.example\\.com$'))).toEqual(['1:12 warning regex-slow']);
  });

  test('is found among trusted origins too', async () => {
    const text = '{ "origins": "none",\n "csrf": { "trustedOrigins": { "regex": "^https://(a+)+\\\\.example$" } } }';
    expect(await told(text)).toContain('2:30 error regex-slow');
  });

  test('is not what most regexes are', async () => {
    expect(await told(origins('^https://[a-z0-9-]+\\.example\\.com$'))).toEqual([]);
  });

  test('one that does not compile is told once', async () => {
    expect(await told(origins('('))).toEqual(['1:12 error regex-invalid']);
  });
});

import { describe, expect, test } from 'vitest';
import { run, runJson } from '../../testing/run.js';
import { temporaryFile } from '../../testing/temporary-file.js';

const policy = JSON.stringify([
  { paths: ['/b/*', '/a/*'], origins: 'https://app.example.com', credentials: true, exposedHeaders: 'etag' },
  { paths: '/open/*', origins: '*' },
  { paths: ['/A/*', '/b/*'], origins: { regex: '^https://x\\d+\\.example$' }, disallowed: 'reject' },
]);

interface TableData {
  readonly groups: readonly {
    readonly rules: readonly { readonly index: number }[];
    readonly answers: readonly {
      readonly request: string;
      readonly decision: { readonly reason: string; readonly status?: number; readonly vary: readonly string[] };
    }[];
  }[];
}

async function tableOf(text: string): Promise<TableData> {
  const { data } = await runJson('table', temporaryFile('policy.json', text));
  // What this command prints.
  return data as TableData;
}

function reasonsOf({ groups }: TableData, group: number): Readonly<Record<string, string>> {
  return Object.fromEntries((groups[group]?.answers ?? []).map(({ request, decision }) => [request, decision.reason]));
}

describe('table', () => {
  test('rules with the same paths are one group, in whatever order and case they are written', async () => {
    const { groups } = await tableOf(policy);
    expect(groups.map(({ rules }) => rules.map(({ index }) => index))).toEqual([[0, 2], [1]]);
  });

  test('each rule is asked with an origin that it allows, a regex too', async () => {
    const reasons = reasonsOf(await tableOf(policy), 0);
    expect(reasons['allowed origin (rule 0)']).toBe('origin-allowed');
    expect(reasons['allowed origin (rule 2), preflight']).toBe('preflight-allowed');
    expect(reasons['allowed origin (rule 2), preflight of another method']).toBe('method-not-allowed');
  });

  test('an origin that none allows is denied, and told apart from null and from what is no origin', async () => {
    const reasons = reasonsOf(await tableOf(policy), 0);
    expect(reasons['any other origin']).toBe('origin-not-allowed');
    expect(reasons['Origin: null']).toBe('origin-not-allowed');
    expect(reasons['a malformed Origin']).toBe('origin-malformed');
  });

  test('a group for everybody has no other origins', async () => {
    expect(Object.keys(reasonsOf(await tableOf(policy), 1))).not.toContain('any other origin');
  });

  test('who may read but not write is shown', async () => {
    const table = await tableOf('{ "origins": "https://a.example", "csrf": { "trustedOrigins": "none" } }');
    expect(reasonsOf(table, 0)).toMatchObject({
      'allowed origin (rule 0)': 'origin-allowed',
      'allowed origin (rule 0), preflight of another method': 'csrf-denied',
      'POST of an origin that is not trusted': 'csrf-denied',
    });
  });

  test('in words it names each rule’s fields and Vary', async () => {
    const { exitCode, out } = await run('table', temporaryFile('policy.json', policy));
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^\/a\/\* \/b\/\*$|^\/b\/\* \/a\/\*$/m);
    expect(out).toMatch(/rule 0 {2}origins +https:\/\/app\.example\.com\n/);
    expect(out).toMatch(/rule 2 {2}origins +\/\^https:\/\/x\\d\+\\\.example\$\/\n/);
    expect(out).toMatch(/exposed headers +etag\n/);
    expect(out).toContain('Vary of every answer: Origin, Sec-Fetch-Site\n');
    expect(out).toContain('allow-origin: <Origin>, allow-credentials, expose-headers');
    expect(out).not.toContain('.invalid');
  });

  test('a policy with errors is told as by check, and ends with 1', async () => {
    const { exitCode, out } = await run('table', temporaryFile('policy.json', '{ "origins": "x" }'));
    expect(exitCode).toBe(1);
    expect(out).toContain(':1:14 error origins: ');
  });
});

import { describe, expect, test } from 'vitest';
import { run, runJson } from '../../testing/run.js';
import { temporaryFile } from '../../testing/temporary-file.js';

const file = (policy: unknown): string => temporaryFile('policy.json', JSON.stringify(policy, undefined, 1));
const base = { origins: ['https://*.example.com'], methods: ['PUT'] };

describe('diff', () => {
  test('ends with 1 where the new policy is wider, and says where', async () => {
    const after = file({ ...base, methods: ['PUT', 'DELETE'] });
    const { exitCode, out } = await run('diff', file(base), after);
    expect(exitCode).toBe(1);
    expect(out).toContain(`${after}:5:13 rule 0 also allows the method "DELETE"`);
    expect(out).toMatch(/for example: the preflight of DELETE \/ from https:\/\/\S+example\.com/);
    expect(out).toContain(' is wider than ');
  });

  test('ends with 0 where it is narrower, and says that too', async () => {
    const before = file(base);
    const { exitCode, out } = await run('diff', before, file({ ...base, origins: ['https://app.example.com'] }));
    expect(exitCode).toBe(0);
    expect(out).toContain(`narrower:\n  ${before}:2:13 rule 0 no longer allows the origin "https://*.example.com"`);
    expect(out).toContain(' is not wider than ');
  });

  test('ends with 0 and finds nothing where they say the same in other words', async () => {
    const again = [{ methods: 'PUT', origins: ['https://app.example.com', 'https://*.example.com'] }];
    const { exitCode, out } = await run('diff', file(base), file(again));
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^\S+ is not wider than \S+\n$/);
  });

  test('counts what an allow check could grant, unless it is told that there is none', async () => {
    const rules = [
      { origins: 'https://a.example', methods: 'PUT' },
      { origins: 'https://b.example', methods: 'DELETE' },
    ];
    const [before, after] = [file(rules), file([...rules].reverse())];
    const { exitCode, out } = await run('diff', before, after);
    expect(exitCode).toBe(1);
    expect(out).toContain('outside check');
    expect(await run('diff', before, after, '--no-allow')).toMatchObject({ exitCode: 0 });
  });

  test('ends with 1 where nobody can tell', async () => {
    const before = file({ origins: { regex: '^https://[a-z]+\\.example$' } });
    const { exitCode, data } = await runJson(
      'diff',
      before,
      file({ origins: { regex: '^https://[a-y]+\\.example$' } }),
    );
    expect(exitCode).toBe(1);
    expect(data).toMatchObject({ isWider: 'unknown' });
  });

  test('tells which of the two has errors', async () => {
    const broken = file({ origins: 'x' });
    expect(await run('diff', file(base), broken)).toMatchObject({
      exitCode: 1,
      out: expect.stringContaining(`${broken}:2:13 error`),
    });
    expect(await run('diff', broken, file(base))).toMatchObject({ exitCode: 1 });
  });
});

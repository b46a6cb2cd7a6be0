import { describe, expect, it } from 'vitest';
import { definePolicy } from '../policy/define-policy.js';
import { compilePolicySource } from './policy-source.js';

const policy = definePolicy({ origins: 'https://app.example' });

/** What a caller without types may write. */
const compile = (source: unknown): ReturnType<typeof compilePolicySource<string>> =>
  Reflect.apply(compilePolicySource, undefined, [source, undefined]);

function ask(choose: (request: string) => unknown): unknown {
  const compiled = compile(choose);
  return compiled.kind === 'asked' ? compiled.ask('request') : 'not asked';
}

describe('compilePolicySource', () => {
  it('takes a policy as it is', () => {
    expect(compile(policy)).toEqual({ kind: 'fixed', policy });
  });

  it('defines a policy from a config and from rules, once', () => {
    expect(compile({ origins: '*' })).toMatchObject({ kind: 'fixed' });
    expect(compile([{ origins: '*', paths: '/public/*' }, { origins: 'https://app.example' }])).toMatchObject({
      kind: 'fixed',
    });
  });

  it('hands the public suffixes to the definition', () => {
    const config = { origins: ['https://*.github.io'], credentials: true } as const;
    const asked: string[] = [];
    const publicSuffixes = {
      publicSuffix(hostname: string): string {
        asked.push(hostname);
        return 'github.io';
      },
    };
    expect(() => compilePolicySource(config, publicSuffixes)).toThrow(
      expect.objectContaining({ code: 'ERR_CORS_POLICY' }),
    );
    expect(asked).toContain('github.io');
  });

  it('throws the policy error of a config with mistakes', () => {
    expect(() => compile({ origins: 'example.com' })).toThrow(expect.objectContaining({ code: 'ERR_CORS_POLICY' }));
  });

  it.each([
    [undefined, 'and is undefined'],
    [null, 'and is null'],
    ['https://app.example', 'and is "https://app.example"'],
    [true, 'and is true'],
    [Promise.resolve(policy), 'and is a promise: await it first'],
  ])('refuses %s at once', (source, message) => {
    expect(() => compile(source)).toThrow(TypeError);
    expect(() => compile(source)).toThrow(message);
  });
});

describe('a policy function', () => {
  it('stays sync where it is', () => {
    expect(ask(() => policy)).toBe(policy);
    expect(ask(() => undefined)).toBeUndefined();
  });

  it('is waited for where it returns a promise, or anything with a then', async () => {
    expect(await ask(async () => policy)).toBe(policy);
    expect(await ask(async () => undefined)).toBeUndefined();
    // biome-ignore lint/suspicious/noThenProperty: a foreign promise is what is tested
    expect(await ask(() => ({ then: (resolve: (value: unknown) => void) => resolve(policy) }))).toBe(policy);
  });

  it.each([
    [{ origins: '*' }, 'returned an object that is none: call definePolicy once, outside of it'],
    [null, 'returned null'],
    [false, 'returned false'],
    ['*', 'returned "*"'],
  ])('must return a policy and not %j', async (answer, message) => {
    expect(() => ask(() => answer)).toThrow(TypeError);
    expect(() => ask(() => answer)).toThrow(message);
    await expect(ask(async () => answer)).rejects.toThrow(TypeError);
    await expect(ask(async () => answer)).rejects.toThrow(message);
  });

  it('hands on what it throws', async () => {
    const error = Object.assign(new Error('no tenant'), { status: 404 });
    expect(() =>
      ask(() => {
        throw error;
      }),
    ).toThrow(error);
    await expect(ask(() => Promise.reject(error))).rejects.toBe(error);
  });

  it.each([[undefined], [null], ['route'], ['router'], [0]])(
    'never hands on %j, which a framework would not take for an error',
    async (thrown) => {
      expect(() =>
        ask(() => {
          throw thrown;
        }),
      ).toThrow(expect.objectContaining({ message: expect.stringContaining('instead of an error'), cause: thrown }));
      await expect(ask(() => Promise.reject(thrown))).rejects.toMatchObject({ cause: thrown });
    },
  );
});

import { describe, expect, it } from 'vitest';
import { parseAdapterOptions } from './adapter-options.js';

/** What a caller without types may write. */
const parse = (options: unknown): unknown => Reflect.apply(parseAdapterOptions, undefined, [options]);

function refusalOf(options: unknown): string {
  try {
    parse(options);
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    return error instanceof Error ? error.message : '';
  }
  return 'accepted';
}

describe('parseAdapterOptions', () => {
  it('has a default for everything', () => {
    const defaults = {
      allow: undefined,
      vary: [],
      onDecision: undefined,
      foreignHeaders: 'replace',
      preflightContinue: false,
      publicSuffixes: undefined,
      debug: false,
    };
    expect(parse(undefined)).toEqual(defaults);
    expect(parse({})).toEqual(defaults);
    expect(parse({ allow: undefined, vary: undefined, debug: undefined, foreignHeaders: undefined })).toEqual(defaults);
  });

  it('takes a single name and a list of names for vary, and copies the list', () => {
    expect(parse({ vary: 'X-Tenant' })).toMatchObject({ vary: ['X-Tenant'] });
    const names = ['X-Tenant', '*'];
    const settings = parseAdapterOptions({ vary: names });
    names.push('X-Later');
    expect(settings.vary).toEqual(['X-Tenant', '*']);
    expect(Object.isFrozen(settings.vary)).toBe(true);
  });

  it.each([
    [{ onDecison: () => undefined }, 'there is no option "onDecison", did you mean "onDecision"'],
    [{ foreignheaders: 'keep' }, 'did you mean "foreignHeaders"'],
    [{ preflightcontinue: true }, 'did you mean "preflightContinue"'],
    [{ credentials: true }, 'there is no option "credentials", the options are allow, vary,'],
    [{ constructor: 1 }, 'there is no option "constructor"'],
    [{ allow: true }, '"allow" must be a function (request, origin) => boolean, and is true'],
    [{ allow: null }, '"allow" must be a function (request, origin) => boolean, and is null'],
    [{ onDecision: 'log' }, '"onDecision" must be a function (decision, request, error?) => void, and is "log"'],
    [{ foreignHeaders: 'remove' }, '"foreignHeaders" must be \'replace\' or \'keep\', and is "remove"'],
    [{ preflightContinue: 'yes' }, '"preflightContinue" must be true or false, and is "yes"'],
    [{ debug: 1 }, '"debug" must be true or false, and is 1'],
    [
      { publicSuffixes: true },
      '"publicSuffixes" must be `publicSuffixes` from \'@cors-policy/public-suffixes\', and is true',
    ],
    [{ publicSuffixes: {} }, '"publicSuffixes" must be'],
    [{ vary: '' }, '"vary" must be a header name or a list of them'],
    [
      { vary: 'Origin, X-Tenant' },
      'a header name or a list of them (write ["Origin","X-Tenant"]), and is "Origin, X-Tenant"',
    ],
    [{ vary: ['X Tenant'] }, '"vary" must be a header name or a list of them'],
    [{ vary: [undefined] }, '"vary" must be a header name or a list of them'],
    [{ vary: 3 }, '"vary" must be a header name or a list of them, and is 3'],
  ])('refuses %j', (options, message) => {
    expect(refusalOf(options)).toContain(message);
  });

  it('names every mistake at once', () => {
    const message = refusalOf({ onDecison: 1, debug: 'yes', vary: 'a b' });
    expect(message).toMatch(/^invalid options: /);
    expect(message.split('; ')).toHaveLength(3);
  });

  it.each([[null], [[]], ['debug'], [() => undefined], [true]])('refuses %j as options', (options) => {
    expect(refusalOf(options)).toMatch(/^the options must be an object, and are /);
  });

  it('knows the options that only one adapter has, and leaves their values to it', () => {
    const own = { onError: (value: unknown) => (value === 1 ? undefined : 'must be 1') };
    const parseOwn = (options: unknown): unknown => Reflect.apply(parseAdapterOptions, undefined, [options, own]);
    expect(parseOwn({ onError: 1 })).toEqual(parse({}));
    expect(parseOwn({ onError: undefined })).toEqual(parse({}));
    expect(() => parseOwn({ onError: 2 })).toThrow('"onError" must be 1, and is 2');
    expect(() => parseOwn({ onErorr: 1 })).toThrow('did you mean "onError"');
    expect(() => parseOwn({ toString: 1 })).toThrow('there is no option "toString"');
    expect(() => parse({ onError: 1 })).toThrow('there is no option "onError"');
  });
});

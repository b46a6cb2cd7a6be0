import fc from 'fast-check';

/** Makes a value. A value that throws when it is looked at cannot be handed around otherwise. */
export type Make = () => unknown;

/** Objects that answer no question, or none with what was asked for. */
const hostile: readonly Make[] = [
  () => Object.create(null),
  () => ({
    get origin(): never {
      throw new Error('a getter');
    },
    get headers(): never {
      throw new Error('a getter');
    },
    get origins(): never {
      throw new Error('a getter');
    },
  }),
  () =>
    new Proxy({}, { get: raise, ownKeys: raise, has: raise, getPrototypeOf: raise, getOwnPropertyDescriptor: raise }),
  () => new Proxy({ [Symbol.toStringTag]: 'Tagged' }, { getPrototypeOf: raise }),
  () => new Proxy([], { get: raise }),
  () => new Proxy(['https://example.com'], {}),
  () => revoked({}),
  () => revoked([]),
  () => revoked(() => 0),
  () => ({ toString: raise, valueOf: raise, toJSON: raise, [Symbol.toPrimitive]: raise }),
  () => ({
    get [Symbol.toStringTag]() {
      return raise();
    },
  }),
  () => ({
    [Symbol.toStringTag]: 'RegExp',
    get source() {
      return raise();
    },
  }),
  () => ({ [Symbol.toStringTag]: 'RegExp', source: 3, flags: 4 }),
  () => Object.defineProperty(/a/, 'source', { get: raise }),
  () => Object.defineProperty(/a/, 'flags', { value: Symbol('flags') }),
  () => Object.create({ origins: '*', origin: 'https://example.com' }),
  () => withItself({}),
  () => withItself([]),
  () => withItself({ origins: ['https://example.com'] }),
  () => JSON.parse('{"__proto__":{"origins":"*"},"constructor":{"prototype":{}}}'),
  () =>
    new (class Config {
      origins = '*';
    })(),
  () => Object.assign(Object.create(null), { origins: '*', methods: Object.create(null) }),
  () => Object.assign([], { 1: 'https://example.com', 3: '*' }),
  () => new Array(300),
  () => new String('https://example.com'),
  () => new Number(7),
  () => new Date(Number.NaN),
  () => new Map([['origins', '*']]),
  () => new Set(['https://example.com']),
  () => new Uint8Array(3),
  () => Promise.resolve('*'),
  () => async () => '*',
  () =>
    function* () {
      yield '*';
    },
  () => Symbol('a\nsymbol'),
  () => Symbol.iterator,
  () => 10n ** 100n,
  () => Number.NaN,
  () => -0,
  () => '\ud800',
  () => 'x'.repeat(20_000),
  () => '*'.repeat(400),
  () => `https://${'a.'.repeat(400)}`,
];

function raise(): never {
  throw new Error('a trap');
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function withItself(target: object): object {
  return Object.assign(target, { 0: target, self: target, origins: target });
}

const anything = fc.anything({
  maxDepth: 2,
  maxKeys: 3,
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});

/** Any value at all, the more hostile ones more often. */
export const junk: fc.Arbitrary<Make> = fc.oneof(
  fc.constantFrom(...hostile),
  anything.map((value) => () => value),
);

/** Text that no field should hold, and some that it may. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    '*',
    'null',
    'none',
    '\0',
    'a\r\nset-cookie: a=b',
    'é',
    'a'.repeat(5000),
    '%',
    '\\',
    '..',
    '%2e%2e',
  ),
);

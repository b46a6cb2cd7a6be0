import type { PolicyConfig } from '@cors-policy/core';
import fc from 'fast-check';

/** Something that is wrong with one field of a rule, and the place that has to be named. */
export interface Breakage {
  readonly field: string;
  /** What takes the place of the field, and of others where it takes two to be wrong. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly path: readonly (string | number)[];
}

const inField = (field: string, value: unknown, ...path: readonly (string | number)[]): Breakage => ({
  field,
  fields: { [field]: value },
  path: [field, ...path],
});

/** The member of a list, behind a good one. */
const second =
  (field: string, good: unknown) =>
  (value: unknown): Breakage =>
    inField(field, [good, value], 1);

const single =
  (field: string) =>
  (value: unknown): Breakage =>
    inField(field, value);

const badOrigins: readonly unknown[] = [
  'example.com',
  '//example.com',
  'https://',
  'https://example.com/',
  'https://example.com/a',
  'https://example.com?a',
  'https://example.com#a',
  'https://user:pass@example.com',
  'https://example.com:0',
  'https://example.com:65536',
  'https://example.com:http',
  'https://example.com:',
  'https://-é-.xn--a',
  'https://exa mple.com',
  'https://.example.com',
  'https://example.com.',
  'https://example..com',
  `https://${'a'.repeat(64)}.com`,
  'https://1.2.3',
  'https://0x7f.1',
  'https://1.2.3.256',
  'https://example.1',
  'https://[::ffff:1.2.3.4]',
  'https://[::1',
  'https://::1',
  'https://*',
  'https://*.com',
  'https://*example.com',
  'https://www.*.example.com',
  'https://**.example.com',
  '*://example.com',
  'http*://example.com',
  'https://example.com,https://example.org',
  ' https://example.com',
  'file:///tmp',
  '',
  '*',
  'none',
  7,
  null,
  ['https://example.com'],
  { regex: '(' },
  { regex: 'a', flags: 'zz' },
  { regex: 7 },
  { pattern: 'a' },
];

const badPaths: readonly unknown[] = [
  'api',
  '',
  '/a*',
  '/*/a',
  '/a?b',
  '/a#b',
  '/a/../b',
  '/a%2fb',
  '/a\\b',
  '/%zz',
  7,
  { regex: ')' },
];
const badMethods: readonly unknown[] = ['', 'A B', 'GET,PUT', 'É', 'TRACE', 'connect', 'Track', 7, null, ['GET']];
const badHeaders: readonly unknown[] = ['', 'x a', 'x-a,x-b', 'x-é', 'x-a:', 7, null, ['x-a']];
const forbiddenHeaders: readonly unknown[] = ['origin', 'Access-Control-Allow-Origin', 'access-control-request-method'];
const notBooleans: readonly unknown[] = ['true', 1, null, [], {}];

const breakages: readonly Breakage[] = [
  { field: 'origins', fields: { origins: undefined }, path: ['origins'] },
  inField('origins', []),
  ...badOrigins.filter((value) => value !== '*' && value !== 'none' && !Array.isArray(value)).map(single('origins')),
  ...badOrigins.map(second('origins', 'https://good.example')),
  ...badOrigins
    .filter((value) => value !== '*' && value !== 'none')
    .map((value) => inField('csrf', { trustedOrigins: ['https://good.example', value] }, 'trustedOrigins', 1)),
  inField('csrf', { trustedOrigins: '*' }, 'trustedOrigins'),
  inField('csrf', { trustedOrigins: 'null' }, 'trustedOrigins'),
  inField('csrf', { trustedOrigins: ['null'] }, 'trustedOrigins', 0),
  inField('csrf', { trustedOrigins: [] }, 'trustedOrigins'),
  inField('csrf', {}, 'trustedOrigins'),
  inField('csrf', { trustedOrigins: 'none', trusted: [] }, 'trusted'),
  ...[true, null, 'none', []].map(single('csrf')),
  inField('paths', []),
  ...badPaths.map(single('paths')),
  ...badPaths.map(second('paths', '/good')),
  ...badMethods.filter((value) => !Array.isArray(value)).map(single('methods')),
  ...badMethods.map(second('methods', 'GET')),
  ...[...badHeaders, ...forbiddenHeaders].map(second('allowedHeaders', 'x-good')),
  ...badHeaders.map(second('exposedHeaders', 'x-good')),
  { field: 'exposedHeaders', fields: { exposedHeaders: '*', credentials: true }, path: ['exposedHeaders'] },
  ...['credentials', 'privateNetwork', 'timing'].flatMap((field) => notBooleans.map(single(field))),
  ...[-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60, '5', true, null].map(single('maxAge')),
  ...[199, 300, 204.5, '204', true, null].map(single('preflightStatus')),
  ...['allow', '', true, null].map(single('disallowed')),
  ...[true, 'all', [], null].map(single('dangerously')),
  inField('dangerously', { looseRegex: true }, 'looseRegex'),
  inField('dangerously', { insecureOrigins: 'yes' }, 'insecureOrigins'),
  ...['origin', 'allowedOrigins', 'maxage', 'x'].map(single),
].flatMap((entry) => (typeof entry === 'function' ? [entry('a value')] : [entry]));

/** What credentials, or the right to write, make dangerous: the flags are gone. */
const ungranted: readonly (readonly [origin: unknown, inList: boolean])[] = [
  ['*', false],
  ['null', true],
  ['file://', true],
  ['http://example.com', true],
  ['https://*.example.com', true],
  ['https://*.github.io', true],
  [/https:\/\/.*example\.com/, true],
  [/https:\/\/api.example\.com/, true],
];

const dangers: readonly Breakage[] = ungranted.flatMap(([origin, inList]) => [
  ...(inList
    ? [
        {
          field: 'origins',
          fields: {
            origins: ['https://good.example', origin],
            credentials: true,
            exposedHeaders: [],
            dangerously: undefined,
          },
          path: ['origins', 1],
        },
      ]
    : []),
  {
    field: 'origins',
    fields: { origins: origin, credentials: true, exposedHeaders: [], dangerously: undefined },
    path: ['origins'],
  },
  {
    field: 'csrf',
    fields: { csrf: { trustedOrigins: origin }, dangerously: undefined },
    path: ['csrf', 'trustedOrigins'],
  },
]);

export const breakage: fc.Arbitrary<Breakage> = fc.constantFrom(...breakages, ...dangers);

/** A rule with this wrong with it. */
export function broken(rule: PolicyConfig, ...breakages: readonly Breakage[]): Readonly<Record<string, unknown>> {
  return Object.assign({}, rule, ...breakages.map(({ fields }) => fields));
}

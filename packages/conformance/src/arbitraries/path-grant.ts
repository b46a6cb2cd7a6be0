import type { PathPattern } from '@cors-policy/core';
import fc from 'fast-check';

/** The `paths` of a rule, and pathnames that are in them by construction. */
export interface PathsGrant {
  readonly paths: PathPattern | readonly PathPattern[] | undefined;
  readonly members: readonly string[];
}

/** Some are the same set written twice, so that rules far apart form one group. */
const written: readonly PathsGrant[] = [
  { paths: ['/api/*'], members: ['/api', '/api/', '/api/users'] },
  { paths: '/API/*', members: ['/api/a/b'] },
  { paths: ['/api/*', '/health'], members: ['/health'] },
  { paths: ['/Health', '/api/*', '/api/*'], members: ['/health', '/api/x'] },
  { paths: ['/api/v1/*'], members: ['/api/v1', '/api/v1/x'] },
  { paths: ['/*'], members: ['/', '/anything'] },
  { paths: ['/'], members: ['/'] },
  { paths: ['/folder/'], members: ['/folder/'] },
  { paths: ['/café/*', '/%7Euser/*'], members: ['/caf%C3%A9/x', '/~user'] },
  { paths: [/^\/v\d+\/.*$/g], members: ['/v1/', '/v22/x'] },
  { paths: { regex: '^/v\\d+/.*$', flags: 'y' }, members: ['/v3/y'] },
  { paths: [{ regex: '/files/.*\\.JSON', flags: 'i' }, '/a/*'], members: ['/files/x.json', '/a/b'] },
];

const segment = fc.constantFrom('a', 'a', 'b', 'B', '');

/** Patterns of a few segments: a tree of them has every shape. */
const generated: fc.Arbitrary<PathsGrant> = fc
  .array(fc.tuple(fc.array(segment, { maxLength: 3 }), fc.boolean()), { minLength: 1, maxLength: 3 })
  .map((patterns) => {
    const texts = patterns.map(([segments, isPrefix]) => ({ text: `/${segments.join('/')}`, isPrefix }));
    return {
      paths: texts.map(({ text, isPrefix }) => (isPrefix ? `${text.replace(/\/$/, '')}/*` : text)),
      members: texts.map(({ text, isPrefix }) => (isPrefix ? `${text.replace(/\/$/, '')}/below` : text)),
    };
  });

const everyPath: PathsGrant = { paths: undefined, members: ['/', '/api'] };

export const pathsGrant: fc.Arbitrary<PathsGrant> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(everyPath) },
  { weight: 3, arbitrary: fc.constantFrom(...written) },
  { weight: 1, arbitrary: generated },
);

/** A rule for every path: the path is not read. */
export const noPaths: fc.Arbitrary<PathsGrant> = fc.constant(everyPath);

/** Makes another path of one: the same in other words, one next to it, or one that nobody can tell. */
export type PathEdit = (path: string) => unknown;

const asItIs: PathEdit = (path) => path;

/** The same path. */
const disguises: readonly PathEdit[] = [
  (path) => `${path}?a=/b/../c`,
  (path) => `${path}#a`,
  (path) => path.toUpperCase(),
  (path) => `https://host.test${path}`,
  (path) => `/x/..${path}`,
  (path) => `/.${path}`,
  (path) => path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
];

/** One next to it. */
const neighbours: readonly PathEdit[] = [
  (path) => `${path}/`,
  (path) => `${path}x`,
  (path) => `${path}/x/y`,
  (path) => path.slice(0, -1),
  (path) => `${path}/..`,
  (path) => `${path}/%2E%2e/`,
  (path) => `/${path}`,
  (path) => `/x${path}`,
  (path) => path.replace('/', '/é/'),
  (path) => path.replace(/[a-z]/, (letter) => `%25${letter.charCodeAt(0).toString(16)}`),
];

/** In no scope: nobody can tell what it means. */
const ambiguities: readonly PathEdit[] = [
  (path) => `ftp://host.test${path}`,
  (path) => `${path}%2fx`,
  (path) => `${path}\\x`,
  (path) => `${path}%00`,
  (path) => `${path}%zz`,
  (path) => `${path} `,
  (path) => `${path}\ud800`,
  (path) => path + 'x'.repeat(16_384),
  () => undefined,
  () => null,
  () => '',
  () => '*',
  () => 'host.test:80',
  () => 7,
];

/** Half of the paths stay as they are. */
export const pathEdit: fc.Arbitrary<PathEdit> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(asItIs) },
  { weight: 2, arbitrary: fc.constantFrom(...disguises) },
  { weight: 3, arbitrary: fc.constantFrom(...neighbours) },
  { weight: 1, arbitrary: fc.constantFrom(...ambiguities) },
);

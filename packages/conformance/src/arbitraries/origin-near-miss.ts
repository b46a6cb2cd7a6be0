import fc from 'fast-check';
import { origin } from './origin.js';

/** Makes another `Origin` value of one: what an attacker, a typo or a sloppy matcher would make of it. */
export type OriginEdit = (origin: string) => string;

const inHost = (origin: string, front: string): string => origin.replace('://', `://${front}`);
const beforePort = (origin: string, text: string): string => origin.replace(/(:\d+)?$/, (port) => text + port);
const withPort = (origin: string, port: string): string => origin.replace(/(:\d+)?$/, port);

/** Well-formed again, for most origins. */
const neighbours: readonly OriginEdit[] = [
  (origin) => `${origin}.evil.test`,
  (origin) => beforePort(origin, '.evil.test'),
  (origin) => inHost(origin, 'evil'),
  (origin) => inHost(origin, 'evil-'),
  (origin) => inHost(origin, 'evil.test.'),
  (origin) => inHost(origin, 'sub.'),
  (origin) => inHost(origin, 'a.b.'),
  (origin) => inHost(origin, '-.'),
  (origin) => origin.replace(/:\/\/[^.:[]+\./, '://'),
  (origin) => origin.replace(/:\/\/[^.:[]+/, '://sibling'),
  (origin) => origin.replace(/:\/\/[^.:[]+/, (front) => `${front}x`),
  // What a `*` in a label stands for, gone or shorter.
  (origin) => origin.replace(/pr-[^.]+/, 'pr-').replace(/[^/.]+-pr\b/, '-pr'),
  (origin) => origin.replace(/:\/\/[^.:[]+/, (front) => front.slice(0, -1)),
  (origin) => origin.replace(/(:\/\/[^.:[]+)\./, '$1.x.'),
  (origin) => origin.replace('.', '-'),
  (origin) => origin.replace('.', 'x'),
  (origin) => beforePort(origin, 'm'),
  (origin) => origin.replace(/[a-z](:\d+)?$/, '$1'),
  (origin) => withPort(origin, ''),
  (origin) => withPort(origin, ':8081'),
  (origin) => withPort(origin, ':80'),
  (origin) => withPort(origin, ':443'),
  (origin) => (origin.startsWith('https:') ? origin.replace('https', 'http') : origin.replace(/^[^:]*/, 'https')),
  (origin) => origin.replace(/^[^:]*/, 'capacitor'),
  (origin) => origin.replace(/^[^:]*/, 'httpss'),
];

/** Malformed, whatever it is made of. */
const malformations: readonly OriginEdit[] = [
  (origin) => beforePort(origin, '.'),
  (origin) => origin.toUpperCase(),
  (origin) => origin.replace(/[a-z](?=[^/]*$)/, (letter) => letter.toUpperCase()),
  (origin) => `${origin}/`,
  (origin) => `${origin}?`,
  (origin) => `${origin}#a`,
  (origin) => `${origin},${origin}`,
  (origin) => `${origin}, https://evil.test`,
  (origin) => ` ${origin}`,
  (origin) => `${origin}\t`,
  (origin) => `${origin}\0`,
  (origin) => inHost(origin, 'user@'),
  (origin) => inHost(origin, '.'),
  (origin) => inHost(origin, '*.'),
  (origin) => inHost(origin, `${'a'.repeat(64)}.`),
  (origin) => inHost(origin, 'a.'.repeat(130)),
  (origin) => inHost(origin, 'é.'),
  (origin) => inHost(origin, '%61.'),
  (origin) => withPort(origin, ':'),
  (origin) => withPort(origin, ':0'),
  (origin) => withPort(origin, ':65536'),
  (origin) => withPort(origin, ':080'),
  (origin) => withPort(origin, ':*'),
  (origin) => beforePort(origin, '.1'),
  (origin) => beforePort(origin, '.0x1f'),
  (origin) => origin.replace('://', ':'),
  (origin) => `${'s'.repeat(65)}${origin}`,
  (origin) => origin.replace(/\[.*\]/, '[0:0:0:0:0:0:0:1]'),
  (origin) => origin.replace(/\[(.*)\]/, '$1'),
];

/** Values with a meaning of their own. */
const others: readonly OriginEdit[] = [
  '',
  'null',
  'file://',
  'file:///',
  'NULL',
  '*',
  'https://',
  'https://[::ffff:102:304]',
].map((value) => () => value);

const asItIs: OriginEdit = (origin) => origin;

const characters = ['a', '.', '-', ':', '/', '*', '_', '[', ']', ' ', ',', 'A', '0', 'é'];

const oneCharacter: fc.Arbitrary<OriginEdit> = fc
  .tuple(fc.nat({ max: 60 }), fc.constantFrom(0, 1), fc.constantFrom('', ...characters))
  .map(([place, removed, inserted]) => (origin) => {
    const at = place % (origin.length + 1);
    return origin.slice(0, at) + inserted + origin.slice(at + removed);
  });

/** Another origin altogether, or a mixture with one: `https://foo.com` and `https://bar.com` do not allow `https://barfoo.com`. */
const mixture: fc.Arbitrary<OriginEdit> = fc.tuple(origin, fc.boolean()).map(
  ([other, isWhole]) =>
    (origin) =>
      isWhole ? other : origin + other.slice(other.indexOf('://') + 3),
);

/** Three in four leave the origin as it is; the others miss it, most of them nearly. */
export const originEdit: fc.Arbitrary<OriginEdit> = fc.oneof(
  { weight: 15, arbitrary: fc.constant(asItIs) },
  { weight: 2, arbitrary: fc.constantFrom(...neighbours) },
  { weight: 1, arbitrary: fc.constantFrom(...malformations) },
  { weight: 1, arbitrary: fc.constantFrom(...others) },
  { weight: 1, arbitrary: fc.oneof(oneCharacter, mixture) },
);

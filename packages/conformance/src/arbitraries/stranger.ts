import type { OriginPattern } from '@cors-policy/core';
import fc from 'fast-check';

/**
 * Patterns that together are for `granted.example` and what is below it, in three schemes, and for two addresses: so
 * whatever is not of these is a stranger to every list of them.
 */
const familyPatterns: readonly OriginPattern[] = [
  'https://granted.example',
  'https://granted.example:8443',
  'https://*.granted.example',
  'https://*.granted.example:8443',
  'https://pr-*.granted.example',
  'https://a*z.www.granted.example',
  'https://granted.example:*',
  'https://*.granted.example:*',
  'http://granted.example',
  'capacitor://granted.example',
  'https://192.0.2.7',
  'https://[2001:db8::7]:*',
  /https:\/\/[a-z]+\.granted\.example/,
  { regex: '^https://(?:www\\.)?granted\\.example(?::\\d+)?$', flags: 'gi' },
];

export const familyList: fc.Arbitrary<readonly OriginPattern[]> = fc.subarray([...familyPatterns], {
  minLength: 1,
  maxLength: 6,
});

/** Well-formed hosts outside of the family, whatever label stands in front of them. */
const strangeHosts = [
  'granted.example.evil.test',
  'evilgranted.example',
  'evil-granted.example',
  'granted.example2',
  'granted.exampl',
  'granted.test',
  'grantedxexample.test',
  'granted-example',
  'granted.example-evil.test',
  'ranted.example',
  'example',
  'www-granted.example',
  'xn--granted-.example',
];
const strangeAddresses = ['192.0.2.70', '192.0.2.6', '7.192.0.2', '[2001:db8::8]', '[::7]', '[::ffff:c000:207]'];
const schemes = ['https', 'http', 'capacitor', 'wss', 'httpss', 'chrome-extension'];
const ports = ['', '', ':8443', ':1', ':443', ':80', ':65535'];
const labels = ['', '', 'www.', 'pr-1.', 'a-z.www.', 'granted.example.', 'a.b.c.'];

const strangeOrigin = fc
  .tuple(
    fc.constantFrom(...schemes),
    fc.oneof(
      fc.tuple(fc.constantFrom(...labels), fc.constantFrom(...strangeHosts)).map(([label, host]) => label + host),
      fc.constantFrom(...strangeAddresses),
    ),
    fc.constantFrom(...ports),
  )
  .map(([scheme, host, port]) => `${scheme}://${host}${port}`);

/** The family's own hosts in a scheme that none of it has. */
const strangeScheme = fc
  .tuple(
    fc.constantFrom('wss', 'httpss', 'ttps', 'https+x', 'ionic'),
    fc.constantFrom(...labels),
    fc.constantFrom(...ports),
  )
  .map(([scheme, label, port]) => `${scheme}://${label}granted.example${port}`);

/** Malformed, though a sloppy matcher finds the family in it. */
const malformed = [
  '',
  '*',
  'null',
  'file://',
  'granted.example',
  '//granted.example',
  'https:granted.example',
  'HTTPS://granted.example',
  'https://Granted.example',
  ' https://granted.example',
  'https://granted.example.',
  'https://granted.example/',
  'https://granted.example?',
  'https://www..granted.example',
  'https://.granted.example',
  'https://*.granted.example',
  'https://%67ranted.example',
  'https://ｇranted.example',
  'https://granted.example:',
  'https://granted.example:*',
  'https://granted.example:0',
  'https://granted.example:443',
  'https://granted.example:08443',
  'https://granted.example, https://granted.example',
  'https://granted.example https://evil.test',
  'https://granted.example@evil.test',
  'https://evil.test@granted.example',
  'https://evil.test?.granted.example',
  'https://evil.test#.granted.example',
  'https://evil.test/.granted.example',
  'https://evil.test\\.granted.example',
  'https://evil.test%00.granted.example',
  'https://evil.test\n.granted.example',
  'https://192.0.2.07',
  'https://192.0.2.7.',
  'https://[2001:DB8::7]',
  'https://[2001:db8:0::7]',
  'https://2001:db8::7',
  `https://${'a.'.repeat(120)}granted.example`,
  `https://${'a'.repeat(64)}.granted.example`,
];

/** An `Origin` value that no list of the family allows, most of them one slip away. */
export const stranger: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: strangeOrigin },
  { weight: 2, arbitrary: strangeScheme },
  { weight: 3, arbitrary: fc.constantFrom(...malformed) },
);

import type { OriginPattern } from '@cors-policy/core';
import fc from 'fast-check';
import { defaultPort, isDomain, type OriginParts, originParts, serialize } from './origin.js';

/** A pattern, and an origin that it matches by construction. */
export interface OriginGrant {
  readonly pattern: OriginPattern;
  readonly member: string;
}

type Build = (origin: OriginParts, filling: string) => OriginGrant;

const exact: Build = (origin) => ({ pattern: serialize(origin), member: serialize(origin) });

/** The same origin as nobody sends it: upper case, the default port written, Unicode, an address in full. */
const disguised: Build = (origin) => {
  const port = origin.port || (defaultPort(origin.scheme) ?? '');
  const host = origin.host
    .replace('xn--bcher-kva', 'bücher')
    .replace('[::1]', '[0:0:0:0:0:0:0:1]')
    .replace('2001:db8::8', '2001:0db8::0008');
  return { pattern: serialize({ ...origin, host, port }).toUpperCase(), member: serialize(origin) };
};

const wildcard =
  (inPattern: (filling: string) => string, inMember: (filling: string) => string, anyPort: boolean): Build =>
  (origin, filling) => {
    if (!isDomain(origin.host)) return anyPort ? portWildcard(origin, filling) : exact(origin, filling);
    // A name of one label takes only `*.`: two labels have to follow what a star stands in otherwise.
    const parent = origin.host.includes('.') ? origin.host : `${origin.host}.test`;
    return {
      pattern: serialize({ ...origin, host: `${inPattern(filling)}.${parent}`, port: anyPort ? '*' : origin.port }),
      member: serialize({ ...origin, host: `${inMember(filling)}.${parent}` }),
    };
  };

const subdomains = wildcard(
  () => '*',
  (filling) => filling,
  false,
);
const deepSubdomains = wildcard(
  () => '*',
  (filling) => `${filling}.x`,
  false,
);
const labelPrefix = wildcard(
  () => 'pr-*',
  (filling) => `pr-${filling}`,
  false,
);
const labelSuffix = wildcard(
  () => '*-Pr',
  (filling) => `${filling}-pr`,
  false,
);
const labelMiddle = wildcard(
  (filling) => `a*${filling}`,
  (filling) => `a${filling}${filling}`,
  false,
);
const subdomainsAnyPort = wildcard(
  () => '*',
  (filling) => filling,
  true,
);
const labelAnyPort = wildcard(
  (filling) => `${filling}*`,
  (filling) => `${filling}-`,
  true,
);

const portWildcard: Build = (origin) => ({ pattern: serialize({ ...origin, port: '*' }), member: serialize(origin) });

const localhost: Build = ({ scheme, port }, filling) => ({
  pattern: `${scheme}://*.localhost${port === '' ? '' : `:${port}`}`,
  member: serialize({ scheme, host: `${filling}.localhost`, port }),
});

const literal: Build = (_, filling) => {
  const text = filling.length === 1 ? 'null' : 'file://';
  return { pattern: text, member: text };
};

const escaped = (text: string): string => text.replace(/[.+[\]]/g, '\\$&');

const regex =
  (write: (source: string) => OriginPattern): Build =>
  (origin) => ({ pattern: write(escaped(serialize(origin))), member: serialize(origin) });

const regexes: readonly Build[] = [
  regex((source) => new RegExp(`^${source}$`)),
  regex((source) => new RegExp(source, 'g')),
  regex((source) => new RegExp(`${source}|https://other\\.test`, 'y')),
  regex((regex) => ({ regex })),
  regex((source) => ({ regex: source.toUpperCase().replace(/\\\./g, '.'), flags: 'gi' })),
  regex((source) => ({ regex: `${source.replace(/:\/\//, '://(?:[a-z]+\\.)?')}(?::\\d+)?`, flags: 'u' })),
];

const forms: readonly (readonly [weight: number, build: Build])[] = [
  [8, exact],
  [2, disguised],
  [3, subdomains],
  [1, deepSubdomains],
  [2, labelPrefix],
  [1, labelSuffix],
  [2, labelMiddle],
  [1, subdomainsAnyPort],
  [1, labelAnyPort],
  [2, portWildcard],
  [1, localhost],
  [1, literal],
];

const filling = fc.constantFrom('a', 'x-1', 'pr', '0', '_', 'a-b');

function grantOf(builds: readonly Build[]): fc.Arbitrary<OriginGrant> {
  return fc
    .tuple(fc.constantFrom(...builds), originParts, filling)
    .map(([build, origin, filling]) => build(origin, filling));
}

/** Everything but regexes, the more common forms more often. */
export const patternGrant: fc.Arbitrary<OriginGrant> = grantOf(
  forms.flatMap(([weight, build]) => Array.from({ length: weight }, () => build)),
);

/** Regexes of every way of writing one: anchored or not, stateful flags, as JSON. */
export const regexGrant: fc.Arbitrary<OriginGrant> = grantOf(regexes);

/** Exact origins only, as they are sent. */
export const exactGrant: fc.Arbitrary<OriginGrant> = grantOf([exact]);

export const originGrant: fc.Arbitrary<OriginGrant> = fc.oneof({ weight: 7, arbitrary: patternGrant }, regexGrant);

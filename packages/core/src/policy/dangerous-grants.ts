import { isIPv4 } from '../origin/ip-address.js';
import { isLoopback } from '../origin/loopback.js';
import { FILE_ORIGIN, OPAQUE_ORIGIN, parseOrigin } from '../origin/origin.js';
import type { OriginPattern } from '../origin/origin-pattern.js';
import type { OriginMember } from '../origin/origin-set.js';
import { isPublicSuffix, type PublicSuffixes } from '../origin/public-suffix.js';
import type { RegexPattern } from '../protocol/regex-pattern.js';
import { probeRegex } from './loose-regex.js';
import type { ReadOrigins } from './origins-field.js';
import type { DangerousFlags } from './policy-config.js';
import { type ConfigPlace, show } from './policy-issue.js';

/** The two lines to write where a wildcard cannot be checked. */
const PUBLIC_SUFFIXES_HINT =
  "import { publicSuffixes } from '@cors-policy/public-suffixes';\ndefinePolicy(config, { publicSuffixes });";

/** What the grants of a rule are checked against. */
export interface GrantChecks {
  readonly dangerously: DangerousFlags;
  readonly publicSuffixes: PublicSuffixes | undefined;
  /** What the origins are granted, in words. */
  readonly grant: string;
}

/**
 * Refuses origins that a rule grants more than anonymous reading (cookies, or the right to write), unless a named flag
 * says that it is meant: too many can make themselves one of them.
 */
export function checkGrants(field: ConfigPlace, origins: ReadOrigins, checks: GrantChecks): void {
  if (origins === 'none') return;
  if (origins === '*') {
    if (checks.dangerously.anyOriginWithCredentials === true) return;
    field.error(
      'any-origin-with-credentials',
      `every origin would be granted ${checks.grant}`,
      'list the origins; or, to reflect any of them, write dangerously: { anyOriginWithCredentials: true }',
    );
    return;
  }
  for (let number = 0; number < origins.members.length; number++) {
    const member = origins.members[number];
    if (member !== undefined && !isSecure(member)) checkGrant(origins.placeOf(number), member, checks);
  }
}

/** An exact origin of any scheme but `http` and `file` can be granted anything, and is what most are. `null` is none. */
function isSecure(member: OriginMember): boolean {
  return typeof member === 'string' && member.length > OPAQUE_ORIGIN.length && member.charCodeAt(4) !== COLON;
}

const COLON = 0x3a;

function checkGrant(place: ConfigPlace, member: OriginMember, checks: GrantChecks): void {
  if (typeof member === 'string') checkOrigin(place, member, checks);
  else if ('whole' in member) checkRegex(place, member, checks);
  else {
    checkScheme(place, member, checks);
    if (member.wildcard !== undefined && !isLoopback(member.domain)) checkWildcard(place, member, checks);
  }
}

function checkOrigin(place: ConfigPlace, text: string, checks: GrantChecks): void {
  if (text === OPAQUE_ORIGIN || text === FILE_ORIGIN) {
    if (checks.dangerously.nullOriginWithCredentials === true) return;
    const who = text === OPAQUE_ORIGIN ? 'any page in a sandboxed frame' : 'any file';
    place.error(
      'null-origin-with-credentials',
      `${show(text)} would grant ${checks.grant} to ${who}`,
      'leave it out; or, where it is meant, write dangerously: { nullOriginWithCredentials: true }',
    );
    return;
  }
  if (!text.startsWith('http://')) return;
  const origin = parseOrigin(text);
  if (origin !== undefined) checkScheme(place, { scheme: origin.scheme, domain: origin.host, text }, checks);
}

function checkScheme(
  place: ConfigPlace,
  { scheme, domain, text }: Pick<OriginPattern, 'scheme' | 'domain' | 'text'>,
  checks: GrantChecks,
): void {
  if (scheme !== 'http' || isLoopback(domain) || checks.dangerously.insecureOrigins === true) return;
  const meant = isIPv4(domain) ? undefined : `write https${text.slice('http'.length)}`;
  refuseInsecure(place, checks, show(text), meant);
}

function checkRegex(place: ConfigPlace, pattern: RegexPattern, checks: GrantChecks): void {
  const { foreign, insecure } = probeRegex(pattern, checks.publicSuffixes);
  if (foreign !== undefined && checks.dangerously.looseRegexes !== true) {
    place.error(
      'loose-regex',
      `the regex grants ${checks.grant} to ${show(foreign)}, which is outside every domain that it names`,
      flagHint('looseRegexes'),
    );
  }
  if (insecure !== undefined && checks.dangerously.insecureOrigins !== true) {
    refuseInsecure(place, checks, show(insecure));
  }
}

function refuseInsecure(place: ConfigPlace, { grant }: GrantChecks, origin: string, hint?: string): void {
  const message = `${origin} is sent in the clear, so anybody on the network between would be granted ${grant}`;
  place.error('insecure-origin', message, hint ?? flagHint('insecureOrigins'));
}

function checkWildcard(
  place: ConfigPlace,
  { text, domain }: OriginPattern,
  { dangerously, publicSuffixes, grant }: GrantChecks,
): void {
  if (dangerously.publicSuffixWildcards === true) return;
  if (publicSuffixes === undefined) {
    const message = `${show(text)} grants ${grant}, so it must be checked against the public suffix list, which was not handed in`;
    place.error('public-suffixes-missing', message, PUBLIC_SUFFIXES_HINT);
  } else if (isPublicSuffix(domain, publicSuffixes)) {
    const message = `${show(domain)} is a public suffix: anybody may register a name below it and would be granted ${grant}`;
    place.error('public-suffix-wildcard', message, flagHint('publicSuffixWildcards'));
  }
}

function flagHint(flag: keyof DangerousFlags): string {
  return `narrow it; or, where it is meant, write dangerously: { ${flag}: true }`;
}

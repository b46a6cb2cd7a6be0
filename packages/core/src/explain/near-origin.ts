import { FILE_ORIGIN, OPAQUE_ORIGIN, type Origin, parseOrigin } from '../origin/origin.js';
import { type OriginRefusal, parseOriginPattern } from '../origin/origin-pattern.js';
import type { RegexSource } from '../policy/policy-config.js';
import { show } from '../policy/policy-issue.js';
import { MAX_ORIGIN_LENGTH } from '../protocol/limits.js';
import type { NearMiss, NearMissKind } from './explanation.js';

/** A list of origins, as `toJSON` gives it. */
type Patterns = readonly (string | RegexSource)[];

/** How many near misses are named. */
const SHOWN_NEAR_MISSES = 3;

const OPAQUE: NearMiss = {
  kind: 'null',
  passes: undefined,
  message:
    '"null" is what a browser sends for a sandboxed frame, a data: URL, a local file, and after a redirect between two other sites: any page can have it',
};

/**
 * Origins that a set holds and that a refused one misses by a slip.
 *
 * @param patterns the members of the set
 * @param includes whether the set holds an origin
 */
export function nearOrigins(
  origin: string,
  patterns: Patterns,
  includes: (origin: string) => boolean,
): readonly NearMiss[] {
  if (origin === OPAQUE_ORIGIN) return [OPAQUE];
  if (origin === FILE_ORIGIN) return [];
  const parsed = parseOrigin(origin);
  const found = parsed === undefined ? nearMalformed(origin, includes) : nearWellFormed(parsed, patterns, includes);
  const seen = new Set<string | undefined>();
  const isNew = ({ passes }: NearMiss): boolean => !seen.has(passes) && seen.add(passes) !== undefined;
  return found.filter(isNew).slice(0, SHOWN_NEAR_MISSES);
}

/** Longer than any origin, a list of several aside: no slip of one. */
const LONGEST_SLIP: number = 2 * MAX_ORIGIN_LENGTH;

function nearMalformed(origin: string, includes: (origin: string) => boolean): readonly NearMiss[] {
  if (origin.length > LONGEST_SLIP) return [];
  if (origin.includes(',')) {
    const member = origin
      .split(',')
      .map((part) => part.trim())
      .find(includes);
    if (member === undefined) return [];
    const message = `${show(member)} alone would pass: a list is no origin, and browsers send one`;
    return [{ kind: 'list', passes: member, message }];
  }
  const pattern = parseOriginPattern(origin);
  const meant = 'text' in pattern ? pattern.text : pattern.meant;
  if (meant === undefined || meant === origin || !includes(meant)) return [];
  const [kind, difference] = 'text' in pattern ? slipOf(origin, meant) : slipOfRefusal(pattern);
  return [{ kind, passes: meant, message: `${show(meant)} would pass: ${difference}` }];
}

type Slip = readonly [kind: NearMissKind, difference: string];

function slipOf(origin: string, meant: string): Slip {
  if (origin.toLowerCase() === meant) return ['case', 'browsers send an origin in lower case'];
  if (/:(?:80|443)$/.test(origin)) return ['default-port', 'browsers leave out the default port'];
  return ['spelling', 'browsers send an origin in its normal form'];
}

function slipOfRefusal({ problems }: OriginRefusal): Slip {
  const [problem] = problems;
  const message = problem?.message ?? 'an origin is no more than that';
  if (problem?.code !== 'origin-path') return [problem?.code === 'origin-query' ? 'path' : 'spelling', message];
  return [message.includes('trailing slash') ? 'trailing-slash' : 'path', message];
}

function nearWellFormed(
  { scheme, host, port }: Origin,
  patterns: Patterns,
  includes: (origin: string) => boolean,
): readonly NearMiss[] {
  const end = port === '' ? '' : `:${port}`;
  const texts = patterns.filter((pattern) => typeof pattern === 'string');
  const near: NearMiss[] = [];
  const offer = (kind: NearMissKind, passes: string, difference: string): void => {
    if (includes(passes)) near.push({ kind, passes, message: `${show(passes)} would pass: ${difference}` });
  };

  const otherScheme = scheme === 'http' ? 'https' : scheme === 'https' ? 'http' : undefined;
  if (otherScheme !== undefined) {
    offer('scheme', `${otherScheme}://${host}${end}`, `${scheme} and ${otherScheme} are different origins`);
  }
  if (host.startsWith('www.')) offer('www', `${scheme}://${host.slice(4)}${end}`, 'with "www." it is another host');
  else offer('www', `${scheme}://www.${host}${end}`, 'without "www." it is another host');
  if (end !== '') offer('port', `${scheme}://${host}`, 'another port is another origin');
  const samePlace = texts.find((text) => text.startsWith(`${scheme}://${host}:`));
  if (samePlace !== undefined) offer('port', samePlace, 'another port is another origin');
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    const above = host.slice(dot + 1);
    offer('subdomain', `${scheme}://${above}${end}`, `it does not stand for what is below it, as "*.${above}" would`);
  }
  for (const text of texts) near.push(...nearWildcard(text, host, scheme, end));
  const below = texts.find(
    (text) => text.startsWith(`${scheme}://`) && text.endsWith(`.${host}${end}`) && includes(text),
  );
  if (below !== undefined) offer('apex', below, `it is below ${show(host)}, which makes it another host`);
  return near;
}

/** A wildcard that a host misses: it is the domain itself, or has a dot where the `*` of a label stands. */
function nearWildcard(text: string, host: string, scheme: string, end: string): readonly NearMiss[] {
  if (!text.includes('*')) return [];
  if (text === `${scheme}://*.${host}${end}` || text === `${scheme}://*.${host}:*`) {
    const message = `${show(text)} is what is below ${show(host)}, never ${show(host)} itself`;
    return [{ kind: 'apex', passes: text, message }];
  }
  const pattern = parseOriginPattern(text);
  if (!('text' in pattern) || pattern.wildcard === undefined || pattern.scheme !== scheme) return [];
  const { wildcard, domain } = pattern;
  const front = host.endsWith(`.${domain}`) ? host.slice(0, -domain.length - 1) : '';
  const isLabel = wildcard.prefix !== '' || wildcard.suffix !== '';
  if (!isLabel || !front.includes('.') || !front.startsWith(wildcard.prefix) || !front.endsWith(wildcard.suffix)) {
    return [];
  }
  return [
    { kind: 'label', passes: text, message: `the "*" in ${show(text)} stands for a part of one label, without a dot` },
  ];
}

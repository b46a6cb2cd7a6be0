import { MAX_SCHEME_LENGTH } from '../protocol/limits.js';
import { type HostProblemCode, normalizeHost } from './host-name.js';
import { defaultPort, FILE_ORIGIN, isLabelText, isPort, OPAQUE_ORIGIN } from './origin.js';

/** The `*` in the leftmost label: what stands before and after it, both empty for `*.`. */
export interface LabelWildcard {
  readonly prefix: string;
  readonly suffix: string;
}

/**
 * A set of origins by scheme, host and port.
 *
 *     pattern = scheme "://" host [ ":" ( port / "*" ) ]      also the literals 'null' and 'file://'
 *     host    = domain / "*." domain / label-with-star "." domain / IPv4 / "[" IPv6 "]"
 */
export interface OriginPattern {
  readonly scheme: string;
  /** `*.` stands for one or more labels, `a*b.` for one label; `undefined`: the host is exact. */
  readonly wildcard: LabelWildcard | undefined;
  /** The host, or what follows the label with the wildcard. */
  readonly domain: string;
  /** `''` for none, `'*'` for any, none included. */
  readonly port: string;
  /** The canonical text. For an exact pattern it is the `Origin` value that it matches, byte for byte. */
  readonly text: string;
}

export type OriginProblemCode =
  | HostProblemCode
  | 'origin-comma-joined'
  | 'origin-whitespace'
  | 'origin-scheme-missing'
  | 'origin-scheme-invalid'
  | 'origin-scheme-wildcard'
  | 'origin-file-invalid'
  | 'origin-path'
  | 'origin-query'
  | 'origin-fragment'
  | 'origin-userinfo'
  | 'origin-port-invalid'
  | 'origin-wildcard-invalid';

export interface OriginProblem {
  readonly code: OriginProblemCode;
  readonly message: string;
}

/** Everything that is wrong with a pattern, and the pattern that was meant where that can be told. */
export interface OriginRefusal {
  readonly problems: readonly OriginProblem[];
  readonly meant: string | undefined;
}

/** Whether a pattern matches one origin only. */
export function isExact(pattern: OriginPattern): boolean {
  return pattern.wildcard === undefined && pattern.port !== '*';
}

/**
 * Parses a pattern and normalises it: lower-case scheme and host, no default port, punycode, compressed IPv6.
 *
 * @returns the pattern, or every problem with it
 * @see https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin
 */
export function parseOriginPattern(written: string): OriginPattern | OriginRefusal {
  if (written === OPAQUE_ORIGIN || written.toLowerCase() === FILE_ORIGIN) return literal(written.toLowerCase());
  const early = refuseUnreadable(written);
  if (early !== undefined) return early;

  const problems: OriginProblem[] = [];
  const report = (code: OriginProblemCode, message: string): void => void problems.push({ code, message });
  const text = written.trim();
  if (text !== written) report('origin-whitespace', 'an origin has no white space around it');

  const schemeEnd = text.indexOf('://');
  const scheme = readScheme(text.slice(0, schemeEnd), report);
  const authority = readAuthority(text.slice(schemeEnd + 3), report);
  const portStart = startOfPort(authority);
  const port = readPort(portStart < 0 ? undefined : authority.slice(portStart + 1), scheme, report);
  const host = readHost(portStart < 0 ? authority : authority.slice(0, portStart), report);
  const pattern =
    scheme === undefined || host === undefined || port === undefined ? undefined : assemble(scheme, host, port);

  if (problems.length === 0 && pattern !== undefined) return pattern;
  return { problems, meant: pattern?.text };
}

function literal(text: string): OriginPattern {
  return { scheme: '', wildcard: undefined, domain: '', port: '', text };
}

type HostPart = Pick<OriginPattern, 'wildcard' | 'domain'>;

function assemble(scheme: string, host: HostPart, port: string): OriginPattern {
  const { wildcard, domain } = host;
  const label = wildcard === undefined ? '' : `${wildcard.prefix}*${wildcard.suffix}.`;
  return { scheme, wildcard, domain, port, text: `${scheme}://${label}${domain}${port === '' ? '' : `:${port}`}` };
}

type Report = (code: OriginProblemCode, message: string) => void;

/** Refuses what is not one pattern with a scheme, so that there is nothing to take apart. */
function refuseUnreadable(written: string): OriginRefusal | undefined {
  if (written.includes(',')) {
    return refusal('origin-comma-joined', 'an entry is one origin, not several joined by commas', splitList(written));
  }
  const lower = written.trim().toLowerCase();
  if (lower === OPAQUE_ORIGIN)
    return refusal('origin-scheme-missing', 'the opaque origin is written as it is sent, "null"', OPAQUE_ORIGIN);
  if (lower.startsWith('file:')) {
    return refusal(
      'origin-file-invalid',
      `no browser sends ${JSON.stringify(written)}; the origin of files is "file://"`,
      FILE_ORIGIN,
    );
  }
  if (lower.includes('://')) return undefined;
  // A bare word (`all`, `self`, `undefined`) is no host that anybody meant, and `https//x` has a host that nobody did.
  const host = lower.replace(/^(?:https?:)?\/*/, '');
  const scheme = /^(?:http:|localhost\b|127\.|\[::1\])/.test(lower) ? 'http' : 'https';
  const looksLikeHost = /^(?:localhost(?![\w-])|\[|[^/]*\.[^/])/.test(host) && !/^https?\b/.test(host);
  const guess = looksLikeHost ? parseOriginPattern(`${scheme}://${host}`) : undefined;
  const message = `an origin starts with a scheme and "://", as in "https://example.com"`;
  return refusal('origin-scheme-missing', message, guess === undefined || 'text' in guess ? guess?.text : guess.meant);
}

function refusal(code: OriginProblemCode, message: string, meant: string | undefined): OriginRefusal {
  return { problems: [{ code, message }], meant };
}

/** A comma-joined string as the list that was meant, in JSON; `undefined` where a member is no pattern. */
function splitList(written: string): string | undefined {
  const members = written
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '');
  const patterns = members.map(parseOriginPattern).map((member) => ('text' in member ? member.text : member.meant));
  return patterns.length > 0 && patterns.every((text) => text !== undefined) ? JSON.stringify(patterns) : undefined;
}

function readScheme(written: string, report: Report): string | undefined {
  const scheme = written.toLowerCase();
  if (scheme.includes('*')) report('origin-scheme-wildcard', 'the scheme is written out: a "*" cannot stand in it');
  else if (scheme.length > MAX_SCHEME_LENGTH || !/^[a-z][a-z0-9+.-]*$/.test(scheme)) {
    report(
      'origin-scheme-invalid',
      `${JSON.stringify(written)} is no scheme: it takes a letter, then letters, digits, "+", "-" or "."`,
    );
  } else return scheme;
  return undefined;
}

/** What an origin does not have is reported and cut off, so that the rest can be checked too. */
function readAuthority(written: string, report: Report): string {
  const end = written.search(/[/\\?#]/);
  const tail = end < 0 ? '' : written.slice(end);
  if (/^[/\\]/.test(tail)) {
    report(
      'origin-path',
      tail.length === 1 ? 'an origin has no path, not even a trailing slash' : 'an origin has no path',
    );
  }
  if (/^[^#]*\?/.test(tail)) report('origin-query', 'an origin has no query');
  if (tail.includes('#')) report('origin-fragment', 'an origin has no fragment');
  const authority = end < 0 ? written : written.slice(0, end);
  const at = authority.lastIndexOf('@');
  if (at >= 0) report('origin-userinfo', 'an origin has no user name or password');
  return authority.slice(at + 1);
}

/** The index of the colon before the port; -1 where there is none, as in an IPv6 address without its brackets. */
function startOfPort(authority: string): number {
  if (authority.startsWith('[')) return authority.indexOf(':', authority.lastIndexOf(']') + 1);
  const colon = authority.indexOf(':');
  return colon === authority.lastIndexOf(':') ? colon : -1;
}

function readPort(written: string | undefined, scheme: string | undefined, report: Report): string | undefined {
  if (written === undefined || (scheme !== undefined && written === defaultPort(scheme))) return '';
  if (written === '*' || isPort(written)) return written;
  report('origin-port-invalid', `the port ${JSON.stringify(written)} is neither a number from 1 to 65535 nor "*"`);
  return written === '' ? '' : undefined;
}

function readHost(written: string, report: Report): HostPart | undefined {
  if (written.includes('*')) return readWildcardHost(written, report);
  const host = normalizeHost(written);
  if (typeof host === 'string') return { wildcard: undefined, domain: host };
  report(host.code, host.message);
  return host.meant === undefined ? undefined : { wildcard: undefined, domain: host.meant };
}

function readWildcardHost(written: string, report: Report): HostPart | undefined {
  const refuse = (message: string): undefined => {
    report('origin-wildcard-invalid', message);
    return undefined;
  };
  const dot = written.indexOf('.');
  const label = (dot < 0 ? written : written.slice(0, dot)).toLowerCase();
  const parent = dot < 0 ? '' : written.slice(dot + 1);
  if (written.split('*').length > 2) return refuse('a host has at most one "*"');
  if (!label.includes('*')) return refuse('a "*" can only stand in the leftmost label of a host');
  if (!/^localhost\.?$/i.test(parent) && !/[^.]\.[^.]/.test(parent)) {
    return refuse('a "*" needs at least two labels to the right of its own, as in "https://*.example.com"');
  }
  const [prefix = '', suffix = ''] = label.split('*');
  if (label.length > 63 || !isLabelText(`${prefix}0${suffix}`)) {
    return refuse('beside the "*" its label has only letters, digits, hyphens and underscores');
  }
  const domain = normalizeHost(parent);
  if (typeof domain !== 'string') {
    report(domain.code, domain.message);
    return domain.meant === undefined ? undefined : { wildcard: { prefix, suffix }, domain: domain.meant };
  }
  if (/^[\d.]+$/.test(domain)) return refuse('an IPv4 address has no subdomains, so no "*" can stand in front of it');
  return { wildcard: { prefix, suffix }, domain };
}

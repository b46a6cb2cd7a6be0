import { isIPv4 } from '../origin/ip-address.js';
import { isLoopback } from '../origin/loopback.js';
import { parseOrigin } from '../origin/origin.js';
import { type PublicSuffixes, registrableDomain } from '../origin/public-suffix.js';
import type { RegexPattern } from '../protocol/regex-pattern.js';
import { type RegexSample, sampleRegex, WILD } from './regex-samples.js';

/** An origin that a regex accepts and should not. */
export interface RegexEvidence {
  /** Outside every registrable domain that the regex names. */
  readonly foreign: string | undefined;
  /** Sent in the clear, and not from this machine. */
  readonly insecure: string | undefined;
}

/**
 * Looks for origins that a regex lets in and its author cannot have meant: `evilexample.com` for `.*example\.com`,
 * `apixexample.com` for `api.example.com`, `example.com.evil.test` for `example\.com.*`.
 *
 * A probe, not a proof: what it finds is real, since the regex itself is asked, but finding nothing shows nothing.
 * Without a public suffix list a registrable domain is taken to be two labels long, which finds less.
 */
export function probeRegex(pattern: RegexPattern, publicSuffixes: PublicSuffixes | undefined): RegexEvidence {
  const samples = sampleRegex(pattern.source, pattern.flags);
  const named = namedHosts(samples, publicSuffixes);
  let foreign: string | undefined;
  let insecure: string | undefined;
  for (const text of candidates(samples, named)) {
    if (foreign !== undefined && insecure !== undefined) break;
    const origin = parseOrigin(text);
    if (origin === undefined || !pattern.whole.test(text)) continue;
    if (foreign === undefined && !isNamed(origin.host, named)) foreign = text;
    if (insecure === undefined && origin.scheme === 'http' && !isLoopback(origin.host)) insecure = text;
  }
  return { foreign, insecure };
}

/** Whether any of the texts that a regex might match is an origin that it does match. */
export function canMatch(pattern: RegexPattern): boolean {
  const samples = sampleRegex(pattern.source, pattern.flags);
  for (const text of candidates(samples, namedHosts(samples, undefined))) {
    if (parseOrigin(text) !== undefined && pattern.whole.test(text)) return true;
  }
  return false;
}

/** What the author of a regex spelled out. */
interface NamedHosts {
  /** Registrable domains, with all that is below them. */
  readonly domains: ReadonlySet<string>;
  /** Whole hosts that have no registrable domain, and nothing below them. */
  readonly hosts: ReadonlySet<string>;
  /** Beginnings of addresses. */
  readonly addresses: ReadonlySet<string>;
}

function namedHosts(samples: readonly RegexSample[], publicSuffixes: PublicSuffixes | undefined): NamedHosts {
  const domains = new Set<string>();
  const hosts = new Set<string>();
  const addresses = new Set<string>();
  for (const { spelled } of samples) {
    const separator = spelled.indexOf('://');
    const host = (separator < 0 ? spelled : spelled.slice(separator + 3)).replace(/:[\d\u0000]*$/, '');
    if (host.startsWith('[') && host.indexOf(WILD) > 4) addresses.add(host.slice(0, host.indexOf(WILD)));
    if (/^\d+\.[\d.]*\u0000/.test(host)) addresses.add(host.slice(0, host.indexOf(WILD)));
    if (!host.includes(WILD) && domainOf(host, publicSuffixes) === undefined) hosts.add(host);
    for (const run of host.split(/[\u0000/:]/)) {
      const name = run.replace(/^\.+|\.+$/g, '');
      const domain = name === 'localhost' ? name : domainOf(name, publicSuffixes);
      if (domain !== undefined) domains.add(domain);
    }
  }
  return { domains, hosts, addresses };
}

function domainOf(host: string, publicSuffixes: PublicSuffixes | undefined): string | undefined {
  if (host.endsWith('.localhost')) return 'localhost';
  if (isIPv4(host) || /^[\d.]*$/.test(host)) return undefined;
  if (publicSuffixes !== undefined) return registrableDomain(host, publicSuffixes);
  const labels = host.split('.');
  return labels.length < 2 ? undefined : labels.slice(-2).join('.');
}

/** Whether a host is one that was spelled out, or below a domain that was. */
function isNamed(host: string, { domains, hosts, addresses }: NamedHosts): boolean {
  if (hosts.has(host)) return true;
  for (const domain of domains) if (host === domain || host.endsWith(`.${domain}`)) return true;
  for (const address of addresses) if ((isIPv4(host) || host.startsWith('[')) && host.startsWith(address)) return true;
  return false;
}

/** The samples, with a scheme where they have none, and what they may have missed: the usual ways around a check of text. */
function candidates(samples: readonly RegexSample[], { domains, hosts }: NamedHosts): ReadonlySet<string> {
  const texts = new Set<string>();
  const addHost = (host: string): void => {
    for (const text of [`https://${host}`, `http://${host}`, `https://${host}:8443`]) texts.add(text);
  };
  for (const { text } of samples) {
    if (text.includes('://')) texts.add(text);
    else addHost(text.replace(/^:?\/*/, ''));
  }
  for (const host of ['evil.test', 'www.evil.test', 'evil.com', 'localhost.evil.test', '6.6.6.6']) addHost(host);
  for (const name of [...domains, ...hosts]) {
    for (const host of [
      `evil${name}`,
      `evil-${name}`,
      `${name}.evil.test`,
      `${name}-evil.test`,
      `${name}evil.test`,
      `evil.${name}`,
    ])
      addHost(host);
  }
  return texts;
}

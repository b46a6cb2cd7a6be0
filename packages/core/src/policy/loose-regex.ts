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
  const samples = sampleRegex(pattern.source);
  const named = namedDomains(samples, publicSuffixes);
  let foreign: string | undefined;
  let insecure: string | undefined;
  for (const text of new Set([...samples.map((sample) => sample.text), ...probesFor(named)])) {
    const origin = parseOrigin(text);
    if (origin === undefined || !pattern.whole.test(text)) continue;
    if (foreign === undefined && !isBelowAny(origin.host, named)) foreign = text;
    if (insecure === undefined && origin.scheme === 'http' && !isLoopback(origin.host)) insecure = text;
  }
  return { foreign, insecure };
}

/** The registrable domains, and whole hosts without one, that the author of a regex spelled out. */
function namedDomains(
  samples: readonly RegexSample[],
  publicSuffixes: PublicSuffixes | undefined,
): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { spelled } of samples) {
    const host = spelled.slice(spelled.indexOf('://') + 3).replace(/:[\d\u0000]*$/, '');
    if (!host.includes(WILD)) named.add(domainOf(host, publicSuffixes) ?? host);
    for (const run of host.includes(WILD) ? host.split(WILD) : []) {
      const name = run.replace(/^[.]+|[.]+$/g, '');
      const domain = name === 'localhost' || /^\d+(?:\.\d+)+$/.test(name) ? name : domainOf(name, publicSuffixes);
      if (domain !== undefined) named.add(domain);
    }
  }
  return named;
}

function domainOf(host: string, publicSuffixes: PublicSuffixes | undefined): string | undefined {
  if (host.endsWith('.localhost')) return 'localhost';
  if (isIPv4(host)) return undefined;
  if (publicSuffixes !== undefined) return registrableDomain(host, publicSuffixes);
  const labels = host.split('.');
  return labels.length < 2 ? undefined : labels.slice(-2).join('.');
}

/** A host is below a name that it ends in, label by label, or, for an address, that it starts with. */
function isBelowAny(host: string, named: ReadonlySet<string>): boolean {
  for (const name of named) {
    if (host === name || host.endsWith(`.${name}`) || (isIPv4(host) && host.startsWith(`${name}.`))) return true;
  }
  return false;
}

/** What the samples may have missed: the usual ways around a check of text. */
function probesFor(named: ReadonlySet<string>): readonly string[] {
  const hosts = ['evil.test', 'www.evil.test', 'evil.com', 'localhost.evil.test'];
  for (const name of named)
    hosts.push(`evil${name}`, `evil-${name}`, `${name}.evil.test`, `${name}-evil.test`, `${name}evil.test`);
  return hosts.flatMap((host) => [`https://${host}`, `http://${host}`, `https://${host}:8443`]);
}

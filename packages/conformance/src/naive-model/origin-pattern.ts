import type { OriginPattern } from '@cors-policy/core';
import { classifyOrigin, defaultPort, type SerializedOrigin, splitAuthority } from './origin.js';
import { wholeMatch } from './whole-match.js';

/** Whether an `Origin` value is one of those that a pattern stands for. */
export function patternMatches(pattern: OriginPattern, value: string): boolean {
  if (pattern === 'null' || pattern === 'file://') return value === pattern;
  const origin = classifyOrigin(value);
  // The special values have no parts to compare, and a regex never sees what is no origin.
  if (typeof origin === 'string') return false;
  if (typeof pattern !== 'string') return wholeMatch(pattern, value);
  const wanted = normalizePattern(pattern);
  return (
    wanted.scheme === origin.scheme && portMatches(wanted.port, origin.port) && hostMatches(wanted.host, origin.host)
  );
}

/** A pattern in the form that browsers serialize origins in, its `*` kept. */
function normalizePattern(pattern: string): SerializedOrigin {
  const [writtenScheme = '', authority = ''] = pattern.split('://');
  const scheme = writtenScheme.toLowerCase();
  const { host, port = '' } = splitAuthority(authority);
  return { scheme, host: normalizeHost(host), port: port === defaultPort(scheme) ? '' : port };
}

function normalizeHost(host: string): string {
  if (host.startsWith('[')) return new URL(`http://${host}`).hostname;
  if (!host.includes('*')) return toAscii(host);
  const [starLabel = '', ...domain] = host.split('.');
  return `${starLabel.toLowerCase()}.${toAscii(domain.join('.'))}`;
}

/** @see https://url.spec.whatwg.org/#concept-domain-to-ascii */
function toAscii(domain: string): string {
  const isAscii = /^[\x00-\x7f]*$/.test(domain);
  return isAscii ? domain.toLowerCase() : new URL(`https://${domain}`).hostname;
}

function portMatches(wanted: string, port: string): boolean {
  return wanted === '*' || wanted === port;
}

function hostMatches(wanted: string, host: string): boolean {
  if (!wanted.includes('*')) return wanted === host;
  const [starLabel = '', ...domain] = wanted.split('.');
  const labels = host.split('.');
  if (starLabel === '*') {
    // One or more labels in front of the domain: never the domain itself, never a name that only ends like it.
    const front = labels.length - domain.length;
    return front >= 1 && labels.slice(front).join('.') === domain.join('.');
  }
  const [label = '', ...rest] = labels;
  return rest.join('.') === domain.join('.') && starMatches(starLabel, label);
}

/** Whether a label is one of those that `a*b` stands for: the star is one character or more. */
function starMatches(starLabel: string, label: string): boolean {
  const [before = '', after = ''] = starLabel.split('*');
  return label.length > before.length + after.length && label.startsWith(before) && label.endsWith(after);
}

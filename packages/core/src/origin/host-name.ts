import { isIPv4, isIPv4Mapped, isIPv6, isNumericLabel } from './ip-address.js';
import { isHost, isLabelText } from './origin.js';

/**
 * Host names as people write them, brought to the form that browsers serialize. Used when a policy is defined, never
 * at request time, so it may ask the platform's URL parser what only that knows: IDNA and address notations.
 */
declare const URL: new (text: string) => { readonly hostname: string };

/** What is wrong with a host, and the host that was meant where that can be told. */
export interface HostProblem {
  readonly code: HostProblemCode;
  readonly message: string;
  readonly meant: string | undefined;
}

export type HostProblemCode =
  | 'origin-host-missing'
  | 'origin-host-too-long'
  | 'origin-label-invalid'
  | 'origin-idn-invalid'
  | 'origin-ipv4-invalid'
  | 'origin-ipv4-mapped'
  | 'origin-ipv6-invalid'
  | 'origin-numeric-label';

/**
 * Normalises a host without wildcards: lower case, Unicode to punycode, IPv6 compressed.
 *
 * @returns the normal form, or what is wrong with the host
 * @see https://url.spec.whatwg.org/#concept-host-parser
 */
export function normalizeHost(written: string): string | HostProblem {
  if (written === '') return problem('origin-host-missing', 'an origin needs a host after the "://"');
  if (written.startsWith('[')) return normalizeIPv6(written);
  const lower = written.toLowerCase();
  if (lower.includes(':')) {
    const meant = normalizeHost(`[${lower}]`);
    const message = `an IPv6 address stands in brackets, and ${quote(written)} has more than one colon`;
    return problem('origin-ipv6-invalid', message, typeof meant === 'string' ? meant : meant.meant);
  }
  // The URL parser also decodes percent signs and strips tabs, so what it is given is checked first.
  if (/[\u0000-\u0020\u007f%/\\?#@:[\]<>^|]/.test(lower)) return invalidLabel(written, undefined);
  const isAscii = /^[\u0000-\u007f]*$/.test(lower);
  if (isAscii && !isDomainText(lower)) return invalidLabel(written, repairedDomain(lower));
  if (isAscii && isNumericLabel(lastLabel(lower))) return normalizeIPv4(lower);
  const ascii = isAscii && !/(?:^|\.)xn--/.test(lower) ? lower : urlHostname(lower);
  if (ascii === undefined || (isAscii && ascii !== lower)) {
    return problem('origin-idn-invalid', `the host ${quote(written)} is no valid internationalized domain name`);
  }
  if (ascii.length > 253)
    return problem('origin-host-too-long', `the host has ${ascii.length} characters, at most 253 are possible`);
  if (!isDomainText(ascii)) return invalidLabel(written, repairedDomain(ascii));
  if (isHost(ascii)) return ascii;
  return problem(
    'origin-numeric-label',
    `the last label of the host ${quote(written)} is a number, so it can only be an IPv4 address`,
  );
}

function normalizeIPv4(host: string): string | HostProblem {
  if (isIPv4(host)) return host;
  const meant = urlHostname(host);
  if (meant !== undefined && isIPv4(meant)) {
    return problem('origin-ipv4-invalid', `the IPv4 address ${quote(host)} is not in dotted decimal form`, meant);
  }
  return /^[0-9a-fx.]*$/.test(host)
    ? problem('origin-ipv4-invalid', `${quote(host)} is no IPv4 address`)
    : problem(
        'origin-numeric-label',
        `the last label of the host ${quote(host)} is a number, which no domain can have`,
      );
}

function normalizeIPv6(written: string): string | HostProblem {
  const invalid = problem('origin-ipv6-invalid', `${quote(written)} is no IPv6 address in brackets`);
  if (!/^\[[0-9a-f:.]+\]$/i.test(written)) return invalid;
  const host = urlHostname(written.toLowerCase());
  const address = host?.slice(1, -1);
  if (host === undefined || address === undefined || !isIPv6(address)) return invalid;
  if (!isIPv4Mapped(address)) return host;
  const [high = 0, low = 0] = address
    .slice('::ffff:'.length)
    .split(':')
    .map((piece) => Number.parseInt(piece, 16));
  const meant = [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return problem(
    'origin-ipv4-mapped',
    `${quote(written)} is an IPv4 address written as IPv6, which browsers do not send`,
    meant,
  );
}

/** Whether every label has between 1 and 63 of the characters that a label can have. */
function isDomainText(host: string): boolean {
  return host.split('.').every((label) => label.length <= 63 && isLabelText(label));
}

/** The domain without a trailing dot or empty labels, where that is all that is wrong with it. */
function repairedDomain(host: string): string | undefined {
  const repaired = host
    .split('.')
    .filter((label) => label !== '')
    .join('.');
  return isHost(repaired) ? repaired : undefined;
}

function invalidLabel(written: string, meant: string | undefined): HostProblem {
  const message = `the host ${quote(written)} has a label that is not 1 to 63 letters, digits, hyphens or underscores`;
  return problem('origin-label-invalid', message, meant);
}

function urlHostname(host: string): string | undefined {
  try {
    return new URL(`https://${host}`).hostname;
  } catch {
    return undefined;
  }
}

function lastLabel(host: string): string {
  return host.slice(host.lastIndexOf('.') + 1);
}

function problem(code: HostProblemCode, message: string, meant?: string): HostProblem {
  return { code, message, meant };
}

function quote(text: string): string {
  return JSON.stringify(text);
}

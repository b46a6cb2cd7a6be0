/** The parts of a serialized origin; `port` is empty where none is written. */
export interface SerializedOrigin {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
}

/** What an `Origin` value is: an origin, one of the two special values, or nothing that a browser sends. */
export type OriginClass = SerializedOrigin | 'null' | 'file://' | 'malformed';

/**
 * Reads an `Origin` value.
 *
 *     origin = scheme "://" host [ ":" port ]
 *
 * @see https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export function classifyOrigin(value: string): OriginClass {
  if (value === 'null') return 'null';
  if (value === 'file://') return 'file://';
  if (value.length > 326) return 'malformed';
  const parts = value.split('://');
  if (parts.length !== 2) return 'malformed';
  const [scheme = '', authority = ''] = parts;
  const { host, port } = splitAuthority(authority);
  if (!isScheme(scheme) || scheme === 'file' || !isHost(host)) return 'malformed';
  if (port !== undefined && (!isPort(port) || port === defaultPort(scheme))) return 'malformed';
  return { scheme, host, port: port ?? '' };
}

/** Splits `host:port`, where the colons of an IPv6 address belong to the host. */
export function splitAuthority(authority: string): { host: string; port: string | undefined } {
  const colon = authority.lastIndexOf(':');
  if (colon < authority.lastIndexOf(']') || colon === -1) return { host: authority, port: undefined };
  return { host: authority.slice(0, colon), port: authority.slice(colon + 1) };
}

/** The port that a scheme does not write; empty where it has none. */
export function defaultPort(scheme: string): string {
  if (scheme === 'http') return '80';
  if (scheme === 'https') return '443';
  return '';
}

function isScheme(scheme: string): boolean {
  return scheme.length <= 64 && /^[a-z][a-z0-9+.-]*$/.test(scheme);
}

function isPort(port: string): boolean {
  return /^[1-9][0-9]*$/.test(port) && Number(port) <= 65535;
}

function isHost(host: string): boolean {
  if (host.startsWith('[')) return isIpv6(host);
  const labels = host.split('.');
  // https://url.spec.whatwg.org/#ends-in-a-number-checker: such a host is an IPv4 address or it is nothing.
  const last = labels[labels.length - 1] ?? '';
  if (/^[0-9]+$/.test(last) || /^0x[0-9a-f]*$/.test(last)) return isIpv4(labels);
  return host.length <= 253 && labels.every((label) => /^[a-z0-9_-]{1,63}$/.test(label));
}

function isIpv4(labels: readonly string[]): boolean {
  return labels.length === 4 && labels.every((label) => /^(0|[1-9][0-9]{0,2})$/.test(label) && Number(label) <= 255);
}

/** @see https://url.spec.whatwg.org/#concept-ipv6-serializer */
function isIpv6(host: string): boolean {
  if (!/^\[[0-9a-f:]+\]$/.test(host)) return false;
  try {
    return new URL(`http://${host}`).hostname === host;
  } catch {
    return false;
  }
}

import { publicSuffixes } from '@cors-policy/public-suffixes';
import type { HostileOrigin } from './evidence.js';

/** Anybody's: no name below `.invalid` is registered. */
export const STRANGER = 'https://cors-policy-probe.invalid';

/**
 * Origins that an attacker could have, made of one that is allowed: each gets past some common mistake of those who
 * compare origins (a prefix, a suffix, an unescaped dot, the host alone).
 */
export function hostileOrigins(allowed: string): readonly HostileOrigin[] {
  const always: readonly HostileOrigin[] = [
    { kind: 'any', origin: STRANGER },
    { kind: 'null', origin: 'null' },
  ];
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^:/[\]]+)(:\d+)?$/.exec(allowed);
  if (parts === null) return always;
  const [, scheme = '', host = '', port = ''] = parts;
  if (!host.includes('.') || /^[\d.]+$/.test(host)) return [...always, ...otherPlaces(scheme, host, port)];
  const domain = registrableDomain(host);
  return [
    ...always,
    { kind: 'suffix', origin: `${scheme}://${host}.cors-policy-probe.invalid${port}` },
    { kind: 'underscore', origin: `${scheme}://${host}_.cors-policy-probe.invalid${port}` },
    { kind: 'glued-prefix', origin: `${scheme}://evil${host}${port}` },
    ...(domain === host || domain === undefined
      ? []
      : [{ kind: 'glued-domain' as const, origin: `${scheme}://evil${domain}${port}` }]),
    { kind: 'any-character', origin: `${scheme}://${firstDotReplaced(host)}${port}` },
    ...otherPlaces(scheme, host, port),
    { kind: 'subdomain', origin: `${scheme}://evil.${domain ?? host}${port}` },
  ];
}

function otherPlaces(scheme: string, host: string, port: string): readonly HostileOrigin[] {
  return [
    ...(scheme === 'https' ? [{ kind: 'http' as const, origin: `http://${host}${port}` }] : []),
    { kind: 'port', origin: `${scheme}://${host}:${port === ':8443' ? '9443' : '8443'}` },
  ];
}

/** The name that somebody registered: the public suffix and one label. */
function registrableDomain(host: string): string | undefined {
  const suffix = publicSuffixes.publicSuffix(host);
  if (suffix === undefined || suffix === host) return undefined;
  const label = host
    .slice(0, -suffix.length - 1)
    .split('.')
    .at(-1);
  return label === undefined ? undefined : `${label}.${suffix}`;
}

/** `app.example.com` as `appxexample.com`: what an unescaped dot of a regex matches. */
function firstDotReplaced(host: string): string {
  return host.split('.').length > 2 ? host.replace('.', 'x') : host.replace('.', 'x').concat('.com');
}

import fc from 'fast-check';
import { originEdit } from './origin-near-miss.js';

/** The origin of a page, given the origins that a policy knows. */
export type PageOriginPlan = (origins: readonly string[]) => string;

/** Half of the pages are of an origin that the policy knows, and the others of one that it nearly does. */
export const pageOriginPlan: fc.Arbitrary<PageOriginPlan> = fc
  .tuple(fc.nat({ max: 20 }), originEdit)
  .map(([place, edit]) => (origins) => {
    const known = origins[place % origins.length] ?? 'https://example.com';
    const edited = edit(known);
    return isPageOrigin(edited) ? edited : known;
  });

/**
 * Whether a browser could say so of a page: `null`, `file://`, or an origin as it serializes them, of a host that can
 * be looked up. A dot at the end can be.
 */
function isPageOrigin(value: string): boolean {
  if (value === 'null' || value === 'file://') return true;
  const [, scheme, host = '', port] = /^([a-z][a-z0-9+.-]*):\/\/(.*?)(:\d+)?$/.exec(value) ?? [];
  if (scheme === undefined || scheme.length > 64 || scheme === 'file' || port === ':0') return false;
  const labels = host.replace(/\.$/, '').split('.');
  const isHost = host.startsWith('[') || labels.every((label) => /^[a-z0-9_-]{1,63}$/.test(label));
  if (!isHost || host.length > 253) return false;
  const asHttp = `${scheme === 'https' ? 'https' : 'http'}://${host}${port ?? ''}`;
  // Another scheme has no default port, so that its `:80` stays.
  const isOtherScheme = scheme !== 'http' && scheme !== 'https';
  if (!URL.canParse(asHttp)) return false;
  return new URL(asHttp).origin === asHttp || (isOtherScheme && port === ':80' && new URL(asHttp).hostname === host);
}

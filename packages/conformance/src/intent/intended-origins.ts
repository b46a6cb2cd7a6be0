import type { OriginPattern } from '@cors-policy/core';

/** What the origin of a page looks like. One with a dot at its end is in no list. */
const pageOrigin = /^[a-z][a-z0-9+.-]*:\/\/([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:]+\])(:[1-9][0-9]*)?$/;

/** Whether a list holds the origin of a page. Each pattern is one regular expression over the whole of it. */
export function listsOrigin(list: readonly OriginPattern[], origin: string): boolean {
  if (origin === 'null' || origin === 'file://') return list.includes(origin);
  if (!pageOrigin.test(origin)) return false;
  return list.some((pattern) => expressionOf(pattern).test(origin));
}

/** Whether an origin says whose page it is. */
export function hasName(origin: string): boolean {
  return origin === 'file://' || pageOrigin.test(origin);
}

const known = new Map<OriginPattern, RegExp>();

function expressionOf(pattern: OriginPattern): RegExp {
  const expression = known.get(pattern) ?? makeExpression(pattern);
  known.set(pattern, expression);
  return expression;
}

function makeExpression(pattern: OriginPattern): RegExp {
  if (pattern === '*') return pageOrigin;
  if (pattern === 'null' || pattern === 'file://') return new RegExp(`^${pattern}$`);
  if (typeof pattern === 'string') return new RegExp(`^${sourceOf(pattern)}$`);
  const [source, flags = ''] =
    pattern instanceof RegExp ? [pattern.source, pattern.flags] : [pattern.regex, pattern.flags];
  return new RegExp(`^(?:${source})$`, flags.replace(/[gy]/g, ''));
}

/** Stands in a host for the `*`, while the host is brought into the form that browsers use. */
const PLACEHOLDER = 'a-star-stood-here';

/** @param pattern `scheme://host` or `scheme://host:port`, in any case, with `*` in one label, or for the port */
function sourceOf(pattern: string): string {
  const [, scheme = '', host = '', port = ''] = /^(.*):\/\/(.*?)(?::([0-9]+|\*))?$/.exec(pattern) ?? [];
  const { hostname } = new URL(`https://${host.replace('*', PLACEHOLDER)}`);
  return `${escaped(scheme.toLowerCase())}://${hostSource(hostname)}${portSource(scheme.toLowerCase(), port)}`;
}

function hostSource(hostname: string): string {
  const isWholeLabel = hostname.startsWith(`${PLACEHOLDER}.`);
  // A whole label stands for any number of labels, a part of one for a part of one.
  const star = isWholeLabel ? '[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*' : '[a-z0-9_-]+';
  return escaped(hostname).replace(escaped(PLACEHOLDER), star);
}

function portSource(scheme: string, port: string): string {
  if (port === '*') return '(?::[0-9]+)?';
  const isDefault = (scheme === 'https' && port === '443') || (scheme === 'http' && port === '80');
  return port === '' || isDefault ? '' : `:${port}`;
}

function escaped(text: string): string {
  return text.replace(/[.+[\]]/g, '\\$&');
}

import type { LabelWildcard, OriginPattern } from './origin-pattern.js';

/** Whether every origin that the narrow pattern matches is one that the wide pattern matches, as sets. */
export function coversPattern(wide: OriginPattern, narrow: OriginPattern): boolean {
  if (wide.scheme !== narrow.scheme || (wide.port !== '*' && wide.port !== narrow.port)) return false;
  if (wide.wildcard === undefined) return narrow.wildcard === undefined && wide.domain === narrow.domain;
  if (isWholeLabels(wide.wildcard)) {
    // `*.` in front of a domain: what is below it, at any depth.
    const isBelow = narrow.domain.endsWith(`.${wide.domain}`);
    return isBelow || (narrow.wildcard !== undefined && narrow.domain === wide.domain);
  }
  if (narrow.wildcard === undefined) {
    const dot = narrow.domain.indexOf('.');
    const isRightBelow = dot > 0 && narrow.domain.slice(dot + 1) === wide.domain;
    return isRightBelow && isLabelOf(wide.wildcard, narrow.domain.slice(0, dot));
  }
  const { prefix, suffix } = narrow.wildcard;
  if (isWholeLabels(narrow.wildcard) || narrow.domain !== wide.domain) return false;
  return prefix.startsWith(wide.wildcard.prefix) && suffix.endsWith(wide.wildcard.suffix);
}

/**
 * A pattern for origins that both patterns match; `undefined` where there is certainly none. It stands for all of them
 * but for a few short labels: where `ab*` and `*bc` meet, it is `ab*bc`, and `abc` is left out.
 */
export function intersectPatterns(one: OriginPattern, other: OriginPattern): OriginPattern | undefined {
  if (one.scheme !== other.scheme) return undefined;
  if (one.port !== '*' && other.port !== '*' && one.port !== other.port) return undefined;
  const port = one.port === '*' ? other.port : one.port;
  const host = intersectHosts(one, other) ?? intersectHosts(other, one);
  if (host === undefined) return undefined;
  const { wildcard, domain } = host;
  const label = wildcard === undefined ? '' : `${wildcard.prefix}*${wildcard.suffix}.`;
  return { scheme: one.scheme, wildcard, domain, port, text: `${one.scheme}://${label}${domain}${port && `:${port}`}` };
}

type Host = Pick<OriginPattern, 'wildcard' | 'domain'>;

/** The hosts of both, where the first holds the second, or where both have a `*` within the label of one domain. */
function intersectHosts(wide: OriginPattern, narrow: OriginPattern): Host | undefined {
  const { wildcard, domain } = narrow;
  if (coversPattern({ ...wide, port: '*' }, narrow)) return { wildcard, domain };
  if (wide.wildcard === undefined || wildcard === undefined || domain !== wide.domain) return undefined;
  const prefix = longer(wide.wildcard.prefix, wildcard.prefix, (long, short) => long.startsWith(short));
  const suffix = longer(wide.wildcard.suffix, wildcard.suffix, (long, short) => long.endsWith(short));
  return prefix === undefined || suffix === undefined ? undefined : { wildcard: { prefix, suffix }, domain };
}

/** The longer of two texts where it goes on from the shorter one; `undefined` where they exclude each other. */
function longer(one: string, other: string, goesOn: (long: string, short: string) => boolean): string | undefined {
  if (goesOn(one, other)) return one;
  return goesOn(other, one) ? other : undefined;
}

function isWholeLabels({ prefix, suffix }: LabelWildcard): boolean {
  return prefix === '' && suffix === '';
}

function isLabelOf({ prefix, suffix }: LabelWildcard, label: string): boolean {
  return label.length > prefix.length + suffix.length && label.startsWith(prefix) && label.endsWith(suffix);
}

import type { OriginPattern } from './origin-pattern.js';

/**
 * The first of some patterns that matches every origin a given one matches, itself aside.
 *
 * What could cover a pattern follows from its text, so the question costs no more for many patterns than for few.
 *
 * @param wide the canonical texts of patterns with a wildcard in the host or in the port
 */
export function widerPattern(pattern: OriginPattern, wide: ReadonlyMap<string, unknown>): string | undefined {
  if (wide.size === 0) return undefined;
  for (const text of coveringTexts(pattern)) {
    if (text !== pattern.text && wide.has(text)) return text;
  }
  return undefined;
}

function* coveringTexts({ scheme, wildcard, domain, port }: OriginPattern): Generator<string> {
  const ports = port === '*' ? [':*'] : [port === '' ? '' : `:${port}`, ':*'];
  const dot = domain.indexOf('.');
  const parent = wildcard === undefined ? (dot < 0 ? '' : domain.slice(dot + 1)) : domain;
  const hosts = wildcard === undefined ? [domain] : [];
  // `*.` over the parent or over any domain above it.
  for (let above = parent; above !== ''; above = above.includes('.') ? above.slice(above.indexOf('.') + 1) : '')
    hosts.push(`*.${above}`);
  const [before, after] = wildcard === undefined ? ['', ''] : [wildcard.prefix, wildcard.suffix];
  const label = wildcard === undefined && dot > 0 ? domain.slice(0, dot) : '';
  for (const partial of label === '' ? shorter(before, after) : splits(label)) hosts.push(`${partial}.${parent}`);
  for (const host of hosts) {
    for (const end of ports) yield `${scheme}://${host}${end}`;
  }
}

/** `a*b` for every beginning `a` and end `b` of a label with at least one character between them. */
function* splits(label: string): Generator<string> {
  for (let prefix = 0; prefix < label.length; prefix++) {
    for (let suffix = 0; prefix + suffix < label.length; suffix++) {
      if (prefix + suffix > 0) yield `${label.slice(0, prefix)}*${label.slice(label.length - suffix)}`;
    }
  }
}

/** `a*b` for every beginning of what stands before a `*` and every end of what stands after it. */
function* shorter(before: string, after: string): Generator<string> {
  for (let prefix = 0; prefix <= before.length; prefix++) {
    for (let suffix = 0; suffix <= after.length; suffix++) {
      if (prefix + suffix > 0) yield `${before.slice(0, prefix)}*${after.slice(after.length - suffix)}`;
    }
  }
}

/** A header as `writeHead` takes it. A handler may give anything; Node is who refuses it. */
export type GivenHeader = readonly [name: unknown, value: unknown];

/** The headers that a handler gave to `writeHead`, in any of its three forms, and the way back to that same form. */
export interface HeaderArgument {
  readonly headers: readonly GivenHeader[];
  readonly rebuild: (headers: readonly GivenHeader[]) => unknown;
}

/**
 * Reads the headers argument of `writeHead`:
 *
 *     { name: value }    [name, value, name, value]    [[name, value], [name, value]]
 *
 * The form is kept on the way back, because it decides what Node makes of repeated names (a flat array sends a line
 * for each), and so is everything that the handler's own headers are.
 *
 * @returns `undefined` where there is none, or where Node will refuse it
 */
export function parseHeaderArgument(argument: unknown): HeaderArgument | undefined {
  if (Array.isArray(argument)) return parseArray(argument);
  if (typeof argument !== 'object' || argument === null) return undefined;
  return {
    headers: Object.entries(argument),
    rebuild: (headers) => Object.fromEntries(headers.map(([name, value]) => [String(name), value])),
  };
}

function parseArray(items: readonly unknown[]): HeaderArgument | undefined {
  if (Array.isArray(items[0])) {
    const headers = items.filter(isPair);
    return headers.length === items.length ? { headers, rebuild: (kept) => kept } : undefined;
  }
  if (items.length % 2 !== 0) return undefined;
  const headers: GivenHeader[] = [];
  for (let index = 0; index < items.length; index += 2) headers.push([items[index], items[index + 1]]);
  return { headers, rebuild: (kept) => kept.flat() };
}

function isPair(item: unknown): item is GivenHeader {
  return Array.isArray(item);
}

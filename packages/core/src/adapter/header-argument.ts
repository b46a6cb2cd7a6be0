import type { HeaderEntry } from '../decision.js';

/** The headers that a handler gave to `writeHead`, in any of its three forms. */
export interface HeaderArgument {
  /** Their names, lower-case and trimmed, as Node's HTTP/2 reads them; `''` for what is no name, or none that CORS has. */
  readonly names: readonly string[];
  /** The value at one of these places. A handler may give anything; Node is who refuses it. */
  value(place: number): unknown;
  /** A copy in the same form, without the headers at some places, and with others at the end. */
  amend(dropped: readonly number[], added: readonly HeaderEntry[]): unknown;
}

/**
 * Reads the headers argument of `writeHead`:
 *
 *     { name: value }    [name, value, name, value]    [[name, value], [name, value]]
 *
 * The form is kept when it is amended, because it decides what Node makes of repeated names (a flat array sends a line
 * for each), and so is everything that the handler's own headers are.
 *
 * @returns `undefined` where there is none, or where Node will refuse it
 */
export function parseHeaderArgument(argument: unknown): HeaderArgument | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if (!Array.isArray(argument)) return parseObject(argument);
  if (Array.isArray(argument[0])) return argument.every(isList) ? parseNested(argument) : undefined;
  return argument.length % 2 === 0 ? parseFlat(argument) : undefined;
}

function parseObject(headers: object): HeaderArgument {
  const keys = Object.keys(headers);
  return {
    names: keys.map(normalizeName),
    value: (place) => Reflect.get(headers, keys[place] ?? ''),
    amend(dropped, added) {
      const copy = copyObject(headers);
      for (const place of dropped) Reflect.deleteProperty(copy, keys[place] ?? '');
      for (const [name, value] of added) copy[name] = value;
      return copy;
    },
  };
}

/** By `Object.assign`, because V8 adds to what a spread made ten times as slowly; it would lose a `__proto__`. */
function copyObject(headers: object): Record<string, unknown> {
  if (Object.hasOwn(headers, '__proto__')) return Object.fromEntries(Object.entries(headers));
  const copy: Record<string, unknown> = {};
  return Object.assign(copy, headers);
}

function parseFlat(headers: readonly unknown[]): HeaderArgument {
  const names: string[] = [];
  for (let index = 0; index < headers.length; index += 2) names.push(normalizeName(headers[index]));
  return {
    names,
    value: (place) => headers[place * 2 + 1],
    amend(dropped, added) {
      const copy = headers.filter((_, index) => !dropped.includes(index >> 1));
      for (const [name, value] of added) copy.push(name, value);
      return copy;
    },
  };
}

function parseNested(headers: readonly (readonly unknown[])[]): HeaderArgument {
  return {
    names: headers.map(([name]) => normalizeName(name)),
    value: (place) => headers[place]?.[1],
    amend: (dropped, added) => [...headers.filter((_, place) => !dropped.includes(place)), ...added],
  };
}

function isList(item: unknown): item is readonly unknown[] {
  return Array.isArray(item);
}

function normalizeName(name: unknown): string {
  return typeof name === 'string' && mayConcern(name) ? name.trim().toLowerCase() : '';
}

/**
 * The headers that a handler gave as an object, with ours added; `undefined` where one of its names is one that a decision
 * or `Vary` can be about, or where it is no such object. Most are of this kind, and most frameworks write them so.
 */
export function addToUnconcerned(argument: unknown, added: readonly HeaderEntry[], vary: string | undefined): unknown {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument)) return undefined;
  for (const name of Object.keys(argument)) if (mayConcern(name)) return undefined;
  const copy = copyObject(argument);
  // By place: V8 takes an array apart by its iterator, which takes a quarter of the time here.
  for (const header of added) copy[header[0]] = header[1];
  if (vary !== undefined) copy.vary = vary;
  return copy;
}

/** Whether a name could be `access-control-*`, `timing-allow-origin`, `cors-policy` or `vary`, white space around it or not. */
function mayConcern(name: string): boolean {
  const { length } = name;
  switch (name.charCodeAt(0) | CASE_BIT) {
    case 0x61: // a
      return length >= 'access-control-'.length;
    case 0x63: // c, and none of `content-*` and `cache-control`
      return length >= 'cors-policy'.length && name.charCodeAt(2) !== 0x6e && name.charCodeAt(2) !== 0x63;
    case 0x74: // t
      return length >= 'timing-allow-origin'.length;
    case 0x76: // v
      return length >= 'vary'.length;
    default:
      return name.charCodeAt(0) <= SPACE || name.charCodeAt(0) > ASCII;
  }
}

/** What makes an upper-case letter a lower-case one. */
const CASE_BIT = 0x20;
const SPACE = 0x20;
const ASCII = 0x7f;

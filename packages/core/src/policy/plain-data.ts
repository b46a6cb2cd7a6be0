/** How deep a config goes: rules, rule, `csrf`, `trustedOrigins`, an entry, its `regex`. */
const MAX_DEPTH = 6;

/** What could not be read as plain data: a getter that throws, a revoked proxy, a structure without an end. */
export const UNREADABLE: unique symbol = Symbol('unreadable');

/**
 * Copies a config, so that nothing that happens to it afterwards (or while it is checked) makes a difference, and so
 * that whatever its accessors do happens here. RegExps are kept as they are, and so is everything that is no data,
 * to be refused where it stands.
 */
export function copyPlainData(value: unknown, depth = 0): unknown {
  try {
    if (Array.isArray(value))
      return depth > MAX_DEPTH ? UNREADABLE : Array.from(value, (member) => copyPlainData(member, depth + 1));
    if (!isRecord(value)) return value;
    if (depth > MAX_DEPTH) return UNREADABLE;
    return copyRecord(value, depth);
  } catch {
    return UNREADABLE;
  }
}

function copyRecord(value: object, depth: number): PlainRecord {
  // Without a prototype no name of a field means anything to it, `__proto__` included.
  const copy: Record<string, unknown> = Object.create(null);
  for (const key of Reflect.ownKeys(value)) copy[String(key)] = copyPlainData(readKey(value, key), depth + 1);
  copies.add(copy);
  return copy;
}

function readKey(value: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    return UNREADABLE;
  }
}

/** A record as copied. */
export type PlainRecord = Readonly<Record<string, unknown>>;

/** The records made here, so that no other object passes for one. */
const copies = new WeakSet<object>();

export function isPlainRecord(value: unknown): value is PlainRecord {
  return typeof value === 'object' && value !== null && copies.has(value);
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Object]';
}

/** Whether a value is a RegExp, of this realm or of another. */
export function isRegExp(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === '[object RegExp]';
}

/** How deep a config goes: rules, rule, `csrf`, `trustedOrigins`, an entry, its `regex`. */
const MAX_DEPTH = 6;

/** What could not be read as plain data: a getter that throws, a revoked proxy, a structure without an end. */
const UNREADABLE: unique symbol = Symbol('unreadable');

/**
 * Copies a config, so that nothing that happens to it afterwards (or while it is checked) makes a difference, and so
 * that whatever its accessors do happens here. RegExps are kept as they are, and so is everything that is no data,
 * to be refused where it stands.
 */
export function copyPlainData(value: unknown): unknown {
  return copy(value, 0, new Map());
}

/** @param done what was copied already, so that an object is copied once however often it is met */
function copy(value: unknown, depth: number, done: Map<object, unknown>): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
  try {
    if (done.has(value)) return done.get(value);
    const isList = Array.isArray(value); // throws for a revoked proxy, of a function too
    if (!isList && !isRecord(value)) return value;
    if (depth > MAX_DEPTH) return UNREADABLE;
    const made = isList ? copyList(value, depth, done) : copyRecord(value, depth, done);
    copies.add(made);
    done.set(value, made);
    return made;
  } catch {
    return UNREADABLE;
  }
}

function copyList(value: readonly unknown[], depth: number, done: Map<object, unknown>): readonly unknown[] {
  const made: unknown[] = [];
  for (let index = 0; index < value.length; index++) {
    const member = value[index];
    made.push(typeof member === 'string' ? member : copy(member, depth + 1, done));
  }
  return made;
}

function copyRecord(value: object, depth: number, done: Map<object, unknown>): PlainRecord {
  // Without a prototype no name of a field means anything to it, `__proto__` included.
  const made: Record<string, unknown> = Object.create(null);
  for (const key of Reflect.ownKeys(value)) made[String(key)] = copy(readKey(value, key), depth + 1, done);
  return made;
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

/** The records and lists made here, so that no other object passes for one. */
const copies = new WeakSet<object>();

export function isPlainRecord(value: unknown): value is PlainRecord {
  return typeof value === 'object' && value !== null && copies.has(value) && !Array.isArray(value);
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Object]';
}

/** Whether a value is a RegExp, of this realm or of another, and nothing that only says so. */
export function isRegExp(value: unknown): value is RegExp {
  if (typeof value !== 'object') return false;
  try {
    // The getter of the prototype reads an internal slot, which no other object has.
    Reflect.get(RegExp.prototype, 'source', value);
    return value !== RegExp.prototype;
  } catch {
    return false;
  }
}

/** Freezes what was copied here, all the way down, and nothing that is the caller's. */
export function freezeCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !copies.has(value) || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) freezeCopy(member);
  return value;
}

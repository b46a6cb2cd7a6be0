import type { RequestDescriptor } from './request-descriptor.js';

/**
 * Types do not hold at run time, so whatever stands in a descriptor gets a meaning that grants nothing: `null` is absent
 * (`Headers.get` gives it), every other value that is no string is malformed. Fields are read one by one and only when
 * they are needed, because some servers make them when they are asked for.
 */

/** The header fields of a request, by name, of any type. */
export type Fields = Readonly<Record<string, unknown>>;

/** A field that is there but is no string: a text that is no origin, no method, no list and no host. */
const MALFORMED = '\u0000';

const NOTHING: Fields = Object.freeze(Object.create(null));

/** What is read of a request that throws when it is read, or whose headers are no plain fields. */
export const UNREADABLE: RequestDescriptor = Object.freeze({
  method: MALFORMED,
  headers: Object.freeze({ origin: MALFORMED, 'sec-fetch-site': MALFORMED }),
  granted: false,
});

/**
 * The header fields. A `Headers` or a `Map` holds its fields elsewhere, so what it says is not known, which is not that it
 * says nothing: it is read as `UNREADABLE`'s. A plain object may have a `get` beside its fields, as that of `node-mocks-http`.
 */
export function readFields(request: RequestDescriptor): Fields {
  const fields = record(record(request).headers);
  return typeof fields.get === 'function' && !isPlain(fields) ? record(UNREADABLE.headers) : fields;
}

/** Of this realm or of another. */
function isPlain(fields: Fields): boolean {
  const prototype: unknown = Object.getPrototypeOf(fields);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A field; `undefined` where there is none. */
export function readField(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? undefined : MALFORMED;
}

export function readMethod(request: RequestDescriptor): string {
  const { method } = record(request);
  return typeof method === 'string' ? method : MALFORMED;
}

/** The answer of an outside check; whatever else stands there says no. */
export function readGranted(request: RequestDescriptor): RequestDescriptor['granted'] {
  const { granted } = record(request);
  return granted === undefined || granted === true || granted === 'failed' ? granted : false;
}

/** The path, of any type; `undefined` also where it throws. */
export function readPath(request: RequestDescriptor): unknown {
  try {
    return record(request).path;
  } catch {
    return undefined;
  }
}

function record(value: unknown): Fields {
  // Any object can be asked for a property, which is all that is done with it.
  return typeof value === 'object' && value !== null ? (value as Fields) : NOTHING;
}

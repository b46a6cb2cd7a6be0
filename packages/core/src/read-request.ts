import { asksPrivateNetwork } from './headers/allow-private-network.js';
import type { RequestDescriptor } from './request-descriptor.js';

/** A request as the engine reads it: every value of the type that it should have. */
export interface ReadRequest {
  readonly method: string;
  readonly origin: string | undefined;
  readonly host: string | undefined;
  readonly fetchSite: string | undefined;
  readonly requestedMethod: string | undefined;
  readonly requestedHeaders: string | undefined;
  readonly privateNetwork: boolean;
  readonly granted: boolean | 'failed' | undefined;
}

/** A field that is there but is no string: a text that is no origin, no method, no list and no host. */
const MALFORMED = '\u0000';

/**
 * Reads a descriptor. Types do not hold at run time, so whatever stands in a field gets a meaning that grants nothing:
 * `null` is absent (`Headers.get` gives it), every other value that is no string is malformed.
 */
export function readRequest(request: RequestDescriptor): ReadRequest {
  try {
    const { method, headers, granted } = record(request);
    const fields = record(headers);
    // A `Headers` or a `Map` holds its fields elsewhere, so what it says is not known, which is not that it says nothing.
    if (typeof fields.get === 'function') return UNREADABLE;
    return {
      method: typeof method === 'string' ? method : MALFORMED,
      origin: readField(fields.origin),
      host: readField(fields.host),
      fetchSite: readField(fields['sec-fetch-site']),
      requestedMethod: readField(fields['access-control-request-method']),
      requestedHeaders: readField(fields['access-control-request-headers']),
      privateNetwork: asksPrivateNetwork(readField(fields['access-control-request-private-network'])),
      granted: granted === undefined || granted === true || granted === 'failed' ? granted : false,
    };
  } catch {
    return UNREADABLE; // a getter that throws
  }
}

const UNREADABLE: ReadRequest = Object.freeze({
  method: MALFORMED,
  origin: MALFORMED,
  host: undefined,
  fetchSite: MALFORMED,
  requestedMethod: undefined,
  requestedHeaders: undefined,
  privateNetwork: false,
  granted: false,
});

function readField(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : MALFORMED;
}

const NOTHING: Readonly<Record<string, unknown>> = Object.freeze(Object.create(null));

function record(value: unknown): Readonly<Record<string, unknown>> {
  // Any object can be asked for a property, which is all that is done with it.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : NOTHING;
}

/** The path, read only where a rule of the policy has paths. */
export function readPath(request: RequestDescriptor): unknown {
  try {
    return record(request).path;
  } catch {
    return undefined; // a getter that throws
  }
}

import { classify } from '../classify.js';
import { evaluate } from '../evaluate.js';
import { asksPrivateNetwork } from '../headers/allow-private-network.js';
import { parsePathname } from '../path/pathname.js';
import type { Policy } from '../policy/policy.js';
import { everyListMember } from '../protocol/field-list.js';
import { MAX_REQUEST_HEADERS_LENGTH } from '../protocol/limits.js';
import { type Fields, readField, readFields, readGranted, readMethod, readPath, UNREADABLE } from '../read-request.js';
import type { RequestDescriptor } from '../request-descriptor.js';

/** A request as the engine reads it, all of it at once. */
export interface AskedRequest {
  /** The method of the request, or the one that a preflight asks for. */
  readonly method: string;
  readonly isPreflight: boolean;
  /** As it was given, of any type. */
  readonly path: unknown;
  readonly pathname: string | undefined;
  readonly origin: string | undefined;
  readonly fields: Fields;
  /** The headers that a preflight asks for, each once; `undefined` where the list is malformed or over its budget. */
  readonly headers: readonly string[] | undefined;
  readonly isPrivate: boolean;
  readonly granted: RequestDescriptor['granted'];
  /** Whether it is made with credentials, which no field says. */
  readonly credentials: boolean;
}

/** @param descriptor what `copyDescriptor` made */
export function readAsked(descriptor: RequestDescriptor, credentials: boolean): AskedRequest {
  const fields = readFields(descriptor);
  const method = readMethod(descriptor);
  const path = readPath(descriptor);
  const origin = readField(fields.origin);
  const requestedMethod = readField(fields['access-control-request-method']);
  const isPreflight = classify(method, origin, requestedMethod) === 'preflight';
  return {
    method: isPreflight ? (requestedMethod ?? method) : method,
    isPreflight,
    path,
    pathname: parsePathname(path),
    origin,
    fields,
    headers: isPreflight ? readHeaderNames(readField(fields['access-control-request-headers'])) : [],
    isPrivate: isPreflight && asksPrivateNetwork(readField(fields['access-control-request-private-network'])),
    granted: readGranted(descriptor),
    credentials,
  };
}

function readHeaderNames(list: string | undefined): readonly string[] | undefined {
  if (list === undefined) return [];
  if (list.length > MAX_REQUEST_HEADERS_LENGTH) return undefined;
  const names = new Set<string>();
  const isList = everyListMember(list, names, (names, list, start, end) => {
    names.add(list.slice(start, end).toLowerCase());
    return true;
  });
  return isList ? [...names] : undefined;
}

const FIELD_NAMES = [
  'origin',
  'host',
  'sec-fetch-site',
  'access-control-request-method',
  'access-control-request-headers',
  'access-control-request-private-network',
] as const;

/**
 * Reads a request once, so that whatever its getters do happens here, and all that is said of it is about the same one.
 *
 * @returns a plain descriptor that gets the same decision
 */
export function copyDescriptor(policy: Policy, request: RequestDescriptor): RequestDescriptor {
  let isTorn = false;
  const attempt = <Value>(read: () => Value, otherwise: Value): Value => {
    try {
      return read();
    } catch {
      isTorn = true;
      return otherwise;
    }
  };
  const unreadable: RequestDescriptor = { ...UNREADABLE, ...pathOf(request) };
  const fields = attempt(() => readFields(request), readFields(UNREADABLE));
  const headers = Object.fromEntries(
    FIELD_NAMES.map((name) => [name, attempt(() => readField(fields[name]), UNREADABLE.method)]),
  );
  const method = attempt(() => readMethod(request), UNREADABLE.method);
  const granted = attempt(() => readGranted(request), UNREADABLE.granted);
  const copy: RequestDescriptor = { method, ...pathOf(request), headers, granted };
  // What throws when it is read makes the whole request unreadable, but only where the engine reads it.
  return isTorn && evaluate(policy, request).reason === evaluate(policy, unreadable).reason ? unreadable : copy;
}

/** The path alone may have any type: whatever is no string is missing. */
function pathOf(request: RequestDescriptor): Pick<RequestDescriptor, 'path'> {
  const path = readPath(request);
  return typeof path === 'string' ? { path } : {};
}

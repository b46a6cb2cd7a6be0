import type { RequestDescriptor } from '@cors-policy/core';
import fc from 'fast-check';
import { type OriginEdit, originEdit } from './origin-near-miss.js';
import { type PathEdit, pathEdit } from './path-grant.js';

/** What a request may be about: the origins and the paths that a policy knows. */
export interface RequestSubjects {
  readonly origins: readonly string[];
  readonly paths: readonly string[];
}

/** A request, still without the policy that it is made for. */
export type RequestPlan = (subjects: RequestSubjects) => RequestDescriptor;

const methods = fc.constantFrom('GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'put', '');

const methodsAsked = ['GET', 'HEAD', 'POST', 'POST', 'PUT', 'PUT', 'DELETE', 'PATCH', 'patch', 'PURGE', 'OPTIONS', '*'];
const requestedMethod = fc.constantFrom(...methodsAsked, 'A B', 'É', 'X'.repeat(64), 'X'.repeat(65));

const headersAsked = [
  undefined,
  undefined,
  '',
  'x-a',
  'content-type,x-a',
  'authorization',
  'x-single',
  'x-unlisted',
  '*',
];
const listsInOtherWords = ['X-A , \tcontent-type', ',x-a,,', ' ,\t', 'authorization,x-a', 'x-a,x-a'];
const badLists = ['x-a x-b', 'x-a;q=1', 'x-é', 'x-a,\u00a0x-b', 'x-a,\r\nx-b'];
/** At the budget, and one past it. */
const longLists = [`x-a,${'x'.repeat(4092)}`, `x-a,${'x'.repeat(4093)}`];
const requestedHeaders = fc.constantFrom(...headersAsked, ...listsInOtherWords, ...badLists, ...longLists);

const privateNetwork = fc.constantFrom(undefined, undefined, 'true', 'True', 'false', '');
const fetchSite = fc.constantFrom(
  undefined,
  undefined,
  'same-origin',
  'same-site',
  'cross-site',
  'none',
  '',
  'Same-Origin',
);
const granted = fc.constantFrom<RequestDescriptor['granted'][]>(undefined, undefined, undefined, false, true, 'failed');

/** The `Host` field, given the one that an origin names. */
const hostEdit = fc.constantFrom<(host: string) => string | undefined>(
  () => undefined,
  () => 'api.internal:3000',
  (host) => host,
  (host) => host.toUpperCase(),
  (host) => host.replace(/(:\d+)?$/, ':443'),
  (host) => host.replace(/(:\d+)?$/, ':80'),
  (host) => `${host}.`,
);

/** What no type lets through: rare, since it hides all else. */
const noise = fc.oneof(
  { weight: 30, arbitrary: fc.constant(undefined) },
  fc.tuple(
    fc.constantFrom(
      'origin',
      'host',
      'sec-fetch-site',
      'access-control-request-method',
      'access-control-request-headers',
    ),
    fc.constantFrom<unknown[]>(null, 7, ['https://example.com'], {}),
  ),
);

interface RequestParts {
  readonly method: string;
  readonly place: number;
  readonly hasOrigin: boolean;
  readonly editOrigin: OriginEdit;
  readonly editPath: PathEdit;
  readonly editHost: (host: string) => string | undefined;
  readonly fetchSite: string | undefined;
  readonly granted: RequestDescriptor['granted'];
  readonly asked: Readonly<Record<string, string | undefined>>;
  readonly noise: readonly [name: string, value: unknown] | undefined;
}

function planOf(parts: RequestParts): RequestPlan {
  return ({ origins, paths }) => {
    const known = origins[parts.place % origins.length] ?? 'https://example.com';
    const path = parts.editPath(paths[parts.place % paths.length] ?? '/');
    const headers: Record<string, unknown> = {
      ...(parts.hasOrigin ? { origin: parts.editOrigin(known) } : {}),
      host: parts.editHost(known.slice(known.indexOf('://') + 3)),
      'sec-fetch-site': parts.fetchSite,
      ...parts.asked,
    };
    if (parts.noise !== undefined) headers[parts.noise[0]] = parts.noise[1];
    // Where a value has another type than it should, that is the point.
    return { method: parts.method, path, headers, granted: parts.granted } as RequestDescriptor;
  };
}

const shared = {
  place: fc.nat({ max: 20 }),
  editOrigin: originEdit,
  editPath: pathEdit,
  editHost: hostEdit,
  fetchSite,
  granted,
  noise,
};

const nothingAsked = fc.constant({});

/** Anything but a preflight, for the most part; one in eight without `Origin`. */
export const actualPlan: fc.Arbitrary<RequestPlan> = fc
  .record({ ...shared, method: methods, hasOrigin: fc.nat({ max: 7 }).map((die) => die > 0), asked: nothingAsked })
  .map(planOf);

const preflightFields = fc
  .tuple(requestedMethod, requestedHeaders, privateNetwork)
  .map(([method, headers, network]) => ({
    'access-control-request-method': method,
    'access-control-request-headers': headers,
    'access-control-request-private-network': network,
  }));

export const preflightPlan: fc.Arbitrary<RequestPlan> = fc
  .record({ ...shared, method: fc.constant('OPTIONS'), hasOrigin: fc.constant(true), asked: preflightFields })
  .map(planOf);

/** What caches keep the answers to. */
export const readPlan: fc.Arbitrary<RequestPlan> = fc
  .record({ ...shared, method: fc.constantFrom('GET', 'HEAD'), hasOrigin: fc.boolean(), asked: preflightFields })
  .map(planOf);

/** The fields of a preflight on requests that are none. */
const oddPlan = fc.record({ ...shared, method: methods, hasOrigin: fc.boolean(), asked: preflightFields }).map(planOf);

export const requestPlan: fc.Arbitrary<RequestPlan> = fc.oneof(
  { weight: 4, arbitrary: actualPlan },
  { weight: 4, arbitrary: preflightPlan },
  { weight: 1, arbitrary: oddPlan },
);

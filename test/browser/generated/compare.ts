import { METHODS } from 'node:http';
import type { HeaderList, WireRequest } from '@cors-policy/conformance/browser-model';
import type { Sight } from '../page/page-fetch.js';
import type { Arrival } from '../server/api.js';
import type { Expectation } from './expectation.js';

function difference(what: string, expected: unknown, actual: unknown): readonly string[] {
  return expected === actual
    ? []
    : [`${what}\n  expected ${JSON.stringify(expected)}\n  got      ${JSON.stringify(actual)}`];
}

/** Fields of HTTP itself, and those that frameworks put in order for the status: no matter of CORS. */
const ignored = ['connection', 'content-length', 'content-type', 'date', 'keep-alive', 'transfer-encoding'];

function shown(headers: HeaderList): string {
  return (
    headers
      .map(([name, value]): [string, string] => [name.toLowerCase(), value])
      .filter(([name]) => !ignored.includes(name))
      // `Vary` is a set, and how its names are written is of no importance.
      .map(
        ([name, value]) => `${name}: ${name === 'vary' ? value.toLowerCase().split(/, */).sort().join(', ') : value}`,
      )
      .sort()
      .join('\n')
  );
}

/**
 * What the page saw of one fetch otherwise than expected, in words; nothing where it saw the same.
 *
 * @param hasOwnHeaders whether the framework wrote the reply, so that its headers are unknown here
 */
export function sightDifferences({ outcome }: Expectation, sight: Sight, hasOwnHeaders: boolean): readonly string[] {
  const compareHeaders = outcome.readable && sight.readable && !hasOwnHeaders;
  return [
    ...difference('readable', outcome.readable, sight.readable),
    ...difference('type of the response', outcome.type, sight.type),
    ...difference('status', outcome.status, sight.status),
    ...(compareHeaders ? difference('visible headers', shown(outcome.headers), shown(sight.headers)) : []),
  ];
}

/** Node's parser lets no other method in, so that nobody hears of the request. */
const isParsed = ({ method }: WireRequest): boolean => METHODS.includes(method);

/** What of a request is compared. */
const fields = ['origin', 'access-control-request-method', 'access-control-request-headers', 'authorization', 'x-a'];

/** Of equal lines some browsers send one only, of some fields. */
const once = (value: string): string => [...new Set(value.split(', '))].join(', ');

const summary = (method: string, isHandled: boolean, fieldOf: (name: string) => string): string =>
  [method, isHandled ? 'handled' : 'not handled', ...fields.map((name) => `${name}: ${once(fieldOf(name))}`)].join(
    ', ',
  );

const valuesIn = (headers: HeaderList, name: string): string =>
  headers
    .filter(([key]) => key === name)
    .map(([, value]) => value)
    .join(', ');

/**
 * In what the requests that reached the server differ from those that were expected, for all fetches of a case.
 *
 * @param isSameSite whether cookies for the server are the page's own; where they are not, browsers differ
 */
export function arrivalDifferences(
  expected: readonly Expectation[],
  arrived: readonly Arrival[],
  isSameSite: boolean,
): readonly string[] {
  const sent = expected.flatMap(({ outcome, handled }) =>
    outcome.sent.map((request, at) => ({ request, isHandled: handled[at] ?? false })),
  );
  const known = sent.filter(({ request }) => isParsed(request));
  const wanted = known.map(({ request, isHandled }) =>
    summary(request.method, isHandled, (name) => valuesIn(request.headers, name)),
  );
  const seen = arrived.map(({ method, handled, field }) => summary(method, handled, field));
  const requests = difference('requests at the server', wanted.join('\n'), seen.join('\n'));
  if (requests.length > 0) return requests;
  return arrived.flatMap(({ method, field }, at) => {
    const withCredentials = known[at]?.request.includesCredentials ?? false;
    if (withCredentials && !isSameSite) return [];
    return difference(`a cookie with ${method}`, withCredentials, field('cookie') !== '');
  });
}

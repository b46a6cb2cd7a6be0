import type { AdapterUnderTest } from '../src/kit/fixture/adapter-under-test.js';
import type { ServerSetup } from '../src/kit/fixture/server-setup.js';
import {
  valuesOf,
  varyNamesOf,
  type WireHeader,
  type WireRequest,
  type WireResponse,
} from '../src/kit/wire/wire-message.js';
import { choosesNoPolicy, plainPolicy } from './plain-policy.js';

/** A difference that no browser notices, or that is a choice: told once, and not again with every check. */
export interface Difference {
  readonly words: string;
  readonly takeOut: (setup: ServerSetup, request: WireRequest, response: WireResponse) => WireResponse;
}

const field = (request: WireRequest, name: string): string | undefined =>
  request.headers?.find(([key]) => key.toLowerCase() === name)?.[1];

const isPreflight = (request: WireRequest): boolean =>
  request.method === 'OPTIONS' &&
  field(request, 'origin') !== undefined &&
  (field(request, 'access-control-request-method') ?? '') !== '';

const isGranted = (response: WireResponse): boolean => valuesOf(response, 'access-control-allow-origin').length > 0;

/** The lines that the registrations of a setup send, but for the origin. */
const linesOf = ({ cors }: ServerSetup): readonly WireHeader[] =>
  cors.flatMap((one): WireHeader[] => {
    const { methods, allowedHeaders, exposedHeaders, credentials, maxAge } = plainPolicy(one);
    return [
      ...(credentials ? [['access-control-allow-credentials', 'true'] as const] : []),
      ['access-control-expose-headers', exposedHeaders.join(',')],
      ['access-control-allow-methods', methods.join(',')],
      ['access-control-allow-headers', allowedHeaders?.join(',') ?? '*'],
      ['access-control-max-age', String(maxAge)],
    ];
  });

const without = (response: WireResponse, lines: readonly WireHeader[]): WireResponse => {
  const isOne = ([name, value]: WireHeader): boolean =>
    lines.some((line) => line[0] === name.toLowerCase() && line[1] === value);
  return response.headers.some(isOne)
    ? { ...response, headers: response.headers.filter((line) => !isOne(line)) }
    : response;
};

/** The policy answered, and refused, by ending the request with the status of a preflight. */
const isRefusedByStatus = ({ cors }: ServerSetup, response: WireResponse): boolean =>
  !isGranted(response) &&
  response.body.length === 0 &&
  cors.some((one) => (plainPolicy(one).preflightStatus ?? 204) === response.status);

const withVary = (response: WireResponse, value: string): WireResponse => ({
  ...response,
  headers: [...response.headers.filter(([name]) => name.toLowerCase() !== 'vary'), ['Vary', value]],
});

export const differences: readonly Difference[] = [
  {
    words:
      'Whoever gets no `access-control-allow-origin` (a denied origin, or none) gets the other headers of the policy all the same: `access-control-allow-credentials`, `access-control-expose-headers`, and with a preflight the lists.',
    takeOut: (setup, _request, response) => (isGranted(response) ? response : without(response, linesOf(setup))),
  },
  {
    words: '`access-control-expose-headers` goes out with preflights too.',
    takeOut: (setup, request, response) => {
      const exposed = linesOf(setup).filter(([name]) => name === 'access-control-expose-headers');
      return isPreflight(request) ? without(response, exposed) : response;
    },
  },
  {
    words:
      'The `Vary` of a preflight leaves out `Access-Control-Request-Method`, `Access-Control-Request-Headers`, or both.',
    takeOut: (_setup, request, response) => {
      const names = varyNamesOf(response);
      const missing = ['Access-Control-Request-Method', 'Access-Control-Request-Headers'].filter(
        (name) => !names.some((one) => one.toLowerCase() === name.toLowerCase()),
      );
      if (!isPreflight(request) || response.status > 299 || missing.length === 0) return response;
      return withVary(response, [...names, ...missing].join(', '));
    },
  },
  {
    words:
      'A preflight of an origin that is not allowed is answered with the status of one that is, and not with 403. It fails all the same, for want of headers.',
    takeOut: (setup, request, response) =>
      isPreflight(request) && isRefusedByStatus(setup, response) ? { ...response, status: 403 } : response,
  },
  {
    words:
      'A preflight of an origin that is not allowed goes on to the application, which answers it, or gets some other status than 403. Promise 4 still asks whether the application runs.',
    takeOut: (_setup, request, response) =>
      isPreflight(request) && !isGranted(response) && response.status !== 403
        ? { ...response, status: 403, body: Buffer.alloc(0) }
        : response,
  },
  {
    words: '`Vary` stands on several lines, which says the same as one.',
    takeOut: (_setup, _request, response) => {
      const lines = valuesOf(response, 'vary');
      return lines.length > 1 ? withVary(response, lines.join(', ')) : response;
    },
  },
];

export interface Notes {
  /** Differences that there were. */
  readonly found: Set<Difference>;
  /** Answers that were listened to: some checks read the connection themselves. */
  answers: number;
}

/** The same adapter, heard by somebody who overlooks the differences, and who writes down which of them there were. */
export const overlooking = (adapter: AdapterUnderTest, notes: Notes): AdapterUnderTest => ({
  ...adapter,
  heard: (setup, request, response) => {
    notes.answers += 1;
    if (setup.cors.every(choosesNoPolicy)) return response;
    return differences.reduce((heard, difference) => {
      const next = difference.takeOut(setup, request, heard);
      if (next !== heard) notes.found.add(difference);
      return next;
    }, response);
  },
});

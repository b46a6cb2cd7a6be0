import type { IncomingMessage } from 'node:http';
import { definePolicy, type HeaderDecision, type PolicyConfig, type RequestDescriptor } from '@cors-policy/core';
import type { CorsSetup } from '../fixture/server-setup.js';
import type { Mutant } from './mutant.js';
import type { Tampering } from './tampering.js';

/** Adapters that describe, decide, ask or report wrongly. */

const describing = (
  change: (right: RequestDescriptor['headers'], request: IncomingMessage) => RequestDescriptor['headers'],
): Tampering => ({
  describe: (right, request) => ({ ...right, headers: change(right.headers, request) }),
});

/** The first of the lines that a field arrived on. */
const firstLine = (request: IncomingMessage, name: string): string | undefined => {
  const at = request.rawHeaders.findIndex((key, index) => index % 2 === 0 && key.toLowerCase() === name);
  return at === -1 ? undefined : request.rawHeaders[at + 1];
};

const actualAnswer = (right: HeaderDecision): HeaderDecision => ({ ...right, status: undefined });

/** How requests were answered before, for a mutant that keeps it. */
const remembering = (): Tampering => {
  let kept: HeaderDecision | undefined;
  return {
    decision: (right) => {
      const answer = kept?.kind === right.kind ? kept : right;
      kept = right;
      return answer;
    },
  };
};

const prefixed = ({ prefix }: CorsSetup, { url = '' }: IncomingMessage): boolean =>
  prefix === undefined || url.startsWith(`${prefix}/`);

export const decisionMutants: readonly Mutant[] = [
  {
    does: 'reflects every origin',
    tampering: {
      decision: (right, request) =>
        request.headers.origin === undefined
          ? right
          : { ...actualAnswer(right), headers: [['access-control-allow-origin', request.headers.origin]] },
    },
    noticedBy: [
      'a denied origin cannot ride',
      'a preflight refused for its origin',
      'the outermost policy',
      'still there while another hangs up',
    ],
  },
  {
    does: 'takes the first of several Origin lines',
    tampering: describing((right, request) => ({ ...right, origin: firstLine(request, 'origin') })),
    noticedBy: [
      'Origin on two lines, both allowed',
      'Origin on two lines, the first allowed',
      'Origin on two lines, one of them empty',
    ],
  },
  {
    does: 'takes the last of several Origin lines',
    tampering: describing((right) => ({ ...right, origin: right.origin?.split(', ').at(-1) })),
    noticedBy: ['Origin on two lines, both allowed', 'Origin on two lines, the second allowed'],
  },
  {
    does: 'tidies origins up',
    tampering: describing((right) => ({
      ...right,
      origin: right.origin
        ?.toLowerCase()
        .replace(/(:443)?[/?]?$/, '')
        .replace(/[^ -~]/g, ''),
    })),
    noticedBy: [
      'an Origin with a trailing slash',
      'an Origin in upper case',
      'an Origin with its default port',
      'an Origin with a query',
      'followed by a byte beyond ASCII',
    ],
  },
  {
    does: 'takes an empty Origin for none',
    tampering: describing((right) => ({ ...right, origin: right.origin === '' ? undefined : right.origin })),
    noticedBy: ['an empty Origin is malformed', 'a preflight with an empty origin'],
  },
  {
    does: 'takes origins apart at whatever comes first',
    tampering: describing((right) => ({
      ...right,
      origin: right.origin
        ?.split(/[, \t]/)
        .find((part) => part !== '')
        ?.replace(/@.*/, ''),
    })),
    noticedBy: [
      'an Origin with a list',
      'an Origin with a list in spaces',
      'an Origin with a tab',
      'an Origin with user information',
    ],
  },
  {
    does: 'keeps the white space around an origin',
    tampering: describing((right, request) => ({
      ...right,
      origin: request.rawHeaders.includes('Origin') ? ` ${right.origin}` : right.origin,
    })),
    noticedBy: ['white space around an origin'],
  },
  {
    does: 'echoes what is malformed',
    tampering: {
      outgoing: (right, { request, decision }) =>
        decision?.reason === 'origin-malformed'
          ? { ...right, lines: [...right.lines, ['x-refused', request.headers.origin ?? '']] }
          : right,
    },
    noticedBy: ['an Origin of 8 KiB', 'an Origin of commas', 'an Origin with bytes beyond ASCII'],
  },
  {
    does: 'reads the first line of requested headers only',
    tampering: describing((right, request) => ({
      ...right,
      'access-control-request-headers': firstLine(request, 'access-control-request-headers'),
    })),
    noticedBy: ['on two lines, the second not allowed'],
  },
  {
    does: 'reads the last line of requested headers only',
    tampering: describing((right) => ({
      ...right,
      'access-control-request-headers': right['access-control-request-headers']?.split(', ').at(-1),
    })),
    noticedBy: ['on two lines, the first not allowed'],
  },
  {
    does: 'cuts requested headers off after 4,000 characters',
    tampering: describing((right) => ({
      ...right,
      'access-control-request-headers': right['access-control-request-headers']?.slice(0, 4_000),
    })),
    noticedBy: ['with commas beyond the limit', 'of almost 15 KiB', 'with tabs beyond the limit'],
  },
  {
    does: 'refuses requested headers that are not spelled its way',
    tampering: describing((right) => {
      const names = right['access-control-request-headers'];
      return {
        ...right,
        'access-control-request-headers': names === undefined || /^(x-[ab](, )?)+$/.test(names) ? names : ' x y',
      };
    }),
    noticedBy: [
      'with spaces, tabs and empty members',
      'in another case',
      'with a thousand commas',
      'with commas up to the limit',
    ],
  },
  {
    does: 'drops what it cannot read from requested headers',
    tampering: describing((right) => ({
      ...right,
      'access-control-request-headers': right['access-control-request-headers']
        ?.replace(/,?[^a-zA-Z0-9, \t-][^,]*| x-b/g, '')
        .replace(/^"|"$/g, ''),
    })),
    noticedBy: ['with bytes beyond ASCII do not pass', 'with a member that is no token', 'with a quoted member'],
  },
  {
    does: 'sends back requested headers unchecked',
    tampering: {
      decision: (right, request) => ({
        ...right,
        headers: right.headers.concat(
          right.kind === 'preflight' && !right.headers.some(([name]) => name === 'access-control-allow-headers')
            ? [['access-control-allow-headers', String(request.headers['access-control-request-headers']).slice(0, 3)]]
            : [],
        ),
      }),
    },
    noticedBy: ['is not sent back where any header is allowed'],
  },
  {
    does: 'does not give the honest list to a refused method',
    tampering: {
      decision: (right) =>
        right.reason === 'method-not-allowed' || right.reason === 'header-not-allowed'
          ? { ...right, headers: [] }
          : right,
    },
    noticedBy: [
      'a preflight refused for its method',
      'a preflight refused for its headers',
      'a requested method of 8 KiB',
      'with preflightContinue, a preflight refused for its method',
    ],
  },
  {
    does: 'reads paths as they are spelled',
    tampering: {
      describe: (right) => ({
        ...right,
        path: /^\/api\//.test(right.path ?? '') && !/%/.test(right.path ?? '') ? right.path : '/elsewhere',
      }),
    },
    noticedBy: ['a path is scoped as it is understood', 'a request target in absolute form'],
  },
  {
    does: 'takes an ambiguous path for the likely one',
    tampering: { describe: (right) => ({ ...right, path: right.path?.replace(/%2f/gi, '/').replace(/%00/g, '') }) },
    noticedBy: [
      'a path that stays ambiguous',
      'an ambiguous path is reported once',
      'allow is not asked about an ambiguous path',
    ],
  },
  {
    does: 'passes OPTIONS * on',
    tampering: {
      describe: (right) =>
        right.path === '*' ? { ...right, headers: { ...right.headers, 'access-control-request-method': '' } } : right,
    },
    noticedBy: ['`OPTIONS *`'],
  },
  {
    does: 'takes every OPTIONS for a preflight',
    tampering: { decision: (right, request) => (request.method === 'OPTIONS' ? { ...right, status: 204 } : right) },
    noticedBy: [
      'a bare OPTIONS',
      'OPTIONS with an allowed origin',
      'OPTIONS with a denied origin',
      'OPTIONS with an empty requested',
      'OPTIONS with requested headers',
      'OPTIONS with a requested method but',
      'the answer to OPTIONS',
      'a catch-all for OPTIONS',
      'a catch-all for every method',
      'OPTIONS for a route by itself',
    ],
  },
  {
    does: 'takes whatever has the fields for a preflight',
    tampering: {
      describe: (right) => ('access-control-request-method' in right.headers ? { ...right, method: 'OPTIONS' } : right),
    },
    noticedBy: ['GET with all the fields', 'POST with all the fields'],
  },
  {
    does: 'passes preflights on to the application',
    tampering: { decision: (right) => (right.kind === 'preflight' ? actualAnswer(right) : right) },
    noticedBy: [
      'an allowed preflight is answered',
      'a preflight for a route that is not there',
      'a preflight with a query',
      'while allow is asked about its preflight',
      "with foreignHeaders 'keep', an answered preflight",
    ],
  },
  {
    does: 'answers preflights, and has the application answer them too',
    tampering: { forwardsAnswered: true },
    noticedBy: [
      'an allowed preflight is answered',
      'a preflight refused for its origin',
      'an actual request refused by the policy',
    ],
  },
  {
    does: 'runs handlers twice',
    tampering: { forwards: 2 },
    noticedBy: [
      'the handler runs exactly once',
      'with preflightContinue, an allowed preflight',
      'resolves to undefined',
    ],
  },
  {
    does: 'answers preflights with a body',
    tampering: {
      body: (right, { original }) => (original === undefined ? Buffer.from('no') : right),
      decision: (right) => (right.status === 204 ? { ...right, status: 200 } : right),
    },
    noticedBy: [
      'a preflight is answered with the configured status',
      'a preflight refused for its origin',
      'a preflight from `null`',
      'a malformed origin',
    ],
  },
  {
    does: 'answers every preflight with 204',
    tampering: { decision: (right) => (right.status === undefined ? right : { ...right, status: 204 }) },
    noticedBy: [
      'a preflight refused for its origin',
      'a preflight with a malformed origin',
      'with an empty origin',
      'the configured status',
      'an actual request refused',
    ],
  },
  {
    does: 'names the origin and Vary for a public policy',
    tampering: {
      decision: (right, request) => ({
        ...right,
        headers: right.headers.map(([name, value]) => [name, value === '*' ? (request.headers.origin ?? '*') : value]),
        vary: ['Origin', ...right.vary.slice(1)],
      }),
    },
    noticedBy: ['a preflight of a public policy', 'where a public policy answers', 'even where the policy is public'],
  },
  {
    does: 'keeps the headers from what stands behind it',
    tampering: { outgoing: (right, { original }) => (original?.status === 401 ? original : right) },
    noticedBy: ['what stands behind the adapter refuses'],
  },
  {
    does: 'remembers its last answer',
    tampering: remembering(),
    noticedBy: [
      'two hundred mixed requests, one after',
      'two hundred mixed requests, pipelined',
      'a hundred mixed requests',
    ],
  },
  {
    does: 'stops to answer once a client has hung up',
    tampering: { sulks: true },
    noticedBy: [
      'before the answer',
      'in the middle of a stream',
      'while allow is asked disturbs',
      'while allow is asked about its preflight',
      'still there while another',
    ],
  },
  {
    does: 'has the outermost registration answer actual requests',
    tampering: { registrations: (right, request) => right.filter((setup) => prefixed(setup, request)).slice(0, 1) },
    noticedBy: [
      'the innermost policy',
      'without a policy leaves everything to the inner',
      'a policy under a prefix wins',
    ],
  },
  {
    does: 'has the innermost registration answer everything',
    tampering: { registrations: (right, request) => right.filter((setup) => prefixed(setup, request)).slice(-1) },
    noticedBy: ['the outermost policy', 'an inner registration without a policy'],
  },
  {
    does: 'does not know prefixes',
    tampering: { registrations: (right) => right },
    noticedBy: ['under a prefix, what is outside', 'a policy under a prefix wins'],
  },
  {
    does: 'cuts the prefix off the path',
    tampering: { describe: (right) => ({ ...right, path: right.path?.replace(/^\/api/, '') }) },
    noticedBy: ['the paths of a policy are those of the whole URL'],
  },
  {
    does: 'serves without CORS where the policy function fails',
    tampering: { policyFailure: 'no CORS' },
    noticedBy: [
      'function that throws',
      'asynchronously throws',
      'function that returns a config',
      'asynchronously returns a config',
    ],
  },
  {
    does: 'treats no CORS as a denial',
    tampering: {
      registrations: (right) =>
        right.map((setup) => ({ ...setup, policy: { kind: 'config', config: { origins: 'none' } } })),
    },
    noticedBy: [
      'resolves to undefined',
      'everything is as without the adapter',
      'a policy is a policy source',
      'several rules',
    ],
  },
  {
    does: 'takes anything for a policy',
    tampering: { construct: () => undefined },
    noticedBy: ['no policy at all', 'a config with mistakes'],
  },
  {
    does: 'reports the first mistake of a config only',
    tampering: {
      construct: (policy) => {
        if (typeof policy !== 'object' || policy === null) throw new TypeError('no policy');
        return definePolicy({ ...policy, origins: 'example.com' } as unknown as PolicyConfig); // PROOF: wrong on purpose
      },
    },
    noticedBy: ['and lists them all'],
  },
  {
    does: 'asks allow about every request',
    tampering: { asks: () => true },
    noticedBy: ['allow is not asked about'],
  },
  {
    does: 'never asks allow',
    tampering: { asks: () => false },
    noticedBy: [
      'an answer true, at once',
      'an answer by throwing, through a promise',
      'allow is asked about a path that is out of scope',
    ],
  },
  {
    does: 'takes every answer of allow for yes',
    tampering: { granted: () => true },
    noticedBy: ['an answer false, at once', 'an answer something falsy', 'an answer by throwing', 'a failing allow'],
  },
  {
    does: 'takes a failing allow for no',
    tampering: { granted: (right) => right === true },
    noticedBy: ['an answer by throwing, at once'],
  },
  {
    does: 'lets allow grant writing',
    tampering: { decision: (right) => (right.reason === 'csrf-denied' ? { ...right, status: undefined } : right) },
    noticedBy: ['allow grants reading, never writing'],
  },
  {
    does: 'varies on the names of allow only where it was asked',
    tampering: {
      decision: (right) =>
        right.reason === 'origin-not-allowed'
          ? right
          : { ...right, vary: right.vary.filter((name) => name !== 'X-Tenant') },
    },
    noticedBy: ['the names of the option vary'],
  },
  {
    does: 'reports nothing',
    tampering: { reports: () => 0 },
    noticedBy: [
      'is reported once',
      'an onDecision that throws breaks',
      'finds no route',
      'whose handler throws',
      'on ten lines',
      'allow is not asked about no origin',
    ],
  },
  {
    does: 'reports twice',
    tampering: { reports: () => 2 },
    noticedBy: ['a request out of scope is reported once', 'finds no route', 'whose handler throws'],
  },
  {
    does: 'reports another decision than it applies',
    tampering: {
      reported: (right, error) => [{ ...right, headers: [], vary: ['Origin'], reason: 'no-origin' }, error],
    },
    noticedBy: ['an allowed actual request is reported', 'a forged write is reported'],
  },
  {
    does: 'reports errors where there are none',
    tampering: { reported: (right, error) => [right, error ?? new Error('nothing happened')] },
    noticedBy: ['a denied actual request is reported', 'an answer true, at once'],
  },
  {
    does: 'lets onDecision break requests',
    tampering: { hookBreaks: true },
    noticedBy: ['that throws breaks neither', 'that rejects breaks neither'],
  },
  {
    does: 'keeps its own headers where it should keep the others',
    tampering: {
      registrations: (right) =>
        right.map(({ options, ...setup }) => ({ ...setup, options: { ...options, foreignHeaders: 'replace' } })),
    },
    noticedBy: ["with foreignHeaders 'keep'"],
  },
  {
    does: "forgets Vary with foreignHeaders 'keep'",
    tampering: {
      decision: (right, _request, { options }) => (options?.foreignHeaders === 'keep' ? { ...right, vary: [] } : right),
    },
    noticedBy: ['Vary is merged all the same', 'an answered preflight is as ever'],
  },
  {
    does: 'explains itself unasked',
    tampering: { outgoing: (right) => ({ ...right, lines: [...right.lines, ['cors-policy', 'allowed']] }) },
    noticedBy: ['without debug there is no such header', 'with debug, an allowed actual request'],
  },
  {
    does: 'repeats hostile text when it explains itself',
    tampering: {
      outgoing: (right, { request }) => ({
        ...right,
        lines: right.lines.map(([name, value]) => [
          name,
          name === 'cors-policy'
            ? `${value}; detail="${request.headers.origin}${request.headers['access-control-request-method']}${request.headers['access-control-request-headers']}"`
            : value,
        ]),
      }),
    },
    noticedBy: ['a hostile header name', 'a hostile origin', 'a hostile method'],
  },
];

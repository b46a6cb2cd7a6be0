import type { IncomingMessage } from 'node:http';
import type { RequestDescriptor } from '@cors-policy/core';
import type { Mutant } from './mutant.js';
import type { Tampering } from './tampering.js';

/** Adapters that read requests wrongly. */

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

export const requestMutants: readonly Mutant[] = [
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
        path: right.path?.startsWith('/api/') && !right.path.includes('%') ? right.path : '/elsewhere',
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
];

import type { HeaderDecision } from '@cors-policy/core';
import type { Mutant } from './mutant.js';
import type { Tampering } from './tampering.js';

/** Adapters that answer what they should pass on, and pass on what they should answer. */

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

export const preflightMutants: readonly Mutant[] = [
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
];

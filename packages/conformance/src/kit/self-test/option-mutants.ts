import type { Mutant } from './mutant.js';

/** Adapters that take their options for something else. */

export const optionMutants: readonly Mutant[] = [
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

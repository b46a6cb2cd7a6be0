import type { IncomingMessage } from 'node:http';
import { definePolicy, type PolicyConfig } from '@cors-policy/core';
import type { CorsSetup } from '../fixture/server-setup.js';
import type { Mutant } from './mutant.js';

/** Adapters that take the wrong policy for the wrong request. */

const prefixed = ({ prefix }: CorsSetup, { url = '' }: IncomingMessage): boolean =>
  prefix === undefined || url.startsWith(`${prefix}/`);

export const registrationMutants: readonly Mutant[] = [
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
    does: 'lets an inner policy that is out of scope take the outer one away',
    tampering: { outOfScopeWins: true },
    noticedBy: ['an inner policy that is out of scope leaves the outer'],
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
      'returns undefined means no CORS',
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
];

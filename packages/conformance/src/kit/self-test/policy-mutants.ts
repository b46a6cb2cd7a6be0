import { naiveEvaluate } from '../../naive-model/index.js';
import type { CorsSetup } from '../fixture/server-setup.js';
import type { Mutant } from './mutant.js';
import type { Tampering } from './tampering.js';

/** Adapters that take one request's policy for another's, or the parts of an answer from two policies. */

/** Whatever is asked for often happens to go wrong now and then. */
const nowAndThen = (every: number): (() => boolean) => {
  let times = 0;
  return () => ++times % every === 0;
};

const isVariable = ({ policy }: CorsSetup): boolean => policy.kind === 'variable';

/** Rarely, one part of an answer is by the policy that was there first. */
const mixing = (part: 'headers' | 'vary' | 'status', every: number): Tampering => {
  const isDue = nowAndThen(every);
  return {
    decision: (right, { method = '', url, headers }, { policy }) => {
      if (policy.kind !== 'variable' || !isDue()) return right;
      return { ...right, [part]: naiveEvaluate(policy.config, { method, path: url, headers })[part] };
    },
  };
};

const swapUnderLoad = 'a policy that is swapped while a thousand requests run, read by a function:';
const swapUnderLoadAsync =
  'a policy that is swapped while a thousand requests run, read by a function through a promise:';

export const policyMutants: readonly Mutant[] = [
  {
    does: 'serves every tenant by the policy of one',
    tampering: { config: (_right, { policy }) => (policy.kind === 'tenants' ? policy.tenants.list : undefined) },
    noticedBy: ['by the request has each tenant', 'by the request, through a promise, has each tenant'],
  },
  {
    does: 'takes the headers of one in fifty answers from the policy before',
    tampering: mixing('headers', 50),
    noticedBy: [swapUnderLoad],
  },
  {
    does: 'takes Vary of one in fifty answers from the policy before',
    tampering: mixing('vary', 50),
    noticedBy: [swapUnderLoad],
  },
  {
    does: 'takes the status of one in fifty answers from the policy before',
    tampering: mixing('status', 50),
    noticedBy: [swapUnderLoadAsync],
  },
  {
    does: 'does not look at the policy again',
    tampering: { config: (_right, setup) => (isVariable(setup) ? setup.policy.config : undefined) },
    noticedBy: [swapUnderLoadAsync],
  },
  {
    does: 'goes back to the old policy now and then',
    tampering: (() => {
      const isDue = nowAndThen(50);
      return {
        config: (_right, setup) => (isVariable(setup) && isDue() ? setup.policy.config : undefined),
      } satisfies Tampering;
    })(),
    noticedBy: [swapUnderLoad],
  },
];

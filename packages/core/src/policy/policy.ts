import type { CompiledPolicy } from '../decide/compiled-policy.js';
import type { CanonicalRule } from './policy-config.js';
import type { PolicyIssue } from './policy-issue.js';

/**
 * What a policy is known by, so that the ESM and the CJS copy of this module in one process understand each other's.
 * The number is raised whenever the compiled form changes: a copy never reads what it does not know.
 */
const COMPILED: unique symbol = Symbol.for('@cors-policy/core:compiled-policy:2');

/**
 * A checked and compiled policy. Frozen, and opaque but for what is declared here; only `definePolicy` makes one.
 */
export interface Policy {
  /** Harmless oddities of the config. Nothing prints them. */
  readonly warnings: readonly PolicyIssue[];
  /** The canonical config, normalised and without redundant patterns; it defines an equal policy again. */
  toJSON(): CanonicalRule | readonly CanonicalRule[];
}

interface BrandedPolicy extends Policy {
  /** A function, so that nobody who walks over a policy walks into what it was compiled to. */
  readonly [COMPILED]: () => CompiledPolicy;
}

/** Makes a policy of its parts. */
export function createPolicy(
  compiled: CompiledPolicy,
  warnings: readonly PolicyIssue[],
  rules: readonly CanonicalRule[],
): Policy {
  const [only] = rules;
  const json = rules.length === 1 && only !== undefined ? only : rules;
  const open = Object.freeze(() => compiled);
  const policy: BrandedPolicy = Object.defineProperty({ warnings, toJSON: () => json, [COMPILED]: open }, COMPILED, {
    enumerable: false,
  });
  return Object.freeze(policy);
}

/** Whether a value is a policy, made by this copy of the module or by another. */
export function isPolicy(value: unknown): value is Policy {
  try {
    return typeof value === 'object' && value !== null && COMPILED in value && typeof value[COMPILED] === 'function';
  } catch {
    return false; // a revoked proxy
  }
}

/**
 * What a policy was compiled to.
 * @throws TypeError where the value is no policy: a mistake of the program, not of a request
 */
export function compiledPolicy(policy: Policy): CompiledPolicy {
  // Only `createPolicy` sets this property.
  const open = (policy as Partial<BrandedPolicy> | null | undefined)?.[COMPILED];
  if (typeof open !== 'function') throw new TypeError('expected a policy made by definePolicy()');
  return open();
}

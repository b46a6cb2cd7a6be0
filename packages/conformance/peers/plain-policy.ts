import { defaultAllowedHeaders, defaultMethods, type PolicyConfig } from '@cors-policy/core';
import type { CorsSetup } from '../src/kit/fixture/server-setup.js';

/** What all peers can express in some way. */
export interface PlainPolicy {
  readonly origins: '*' | readonly string[];
  readonly methods: readonly string[];
  /** `undefined`: whatever is asked for. */
  readonly allowedHeaders: readonly string[] | undefined;
  readonly exposedHeaders: readonly string[];
  readonly credentials: boolean;
  readonly maxAge: number;
  readonly preflightStatus: number | undefined;
}

/** A check asks for something that a peer has no option for; it is reported as that, and not as broken. */
export class CannotBeConfigured extends Error {}

const refuse = (what: string): never => {
  throw new CannotBeConfigured(what);
};

const isFlat = (origins: unknown): origins is readonly string[] =>
  Array.isArray(origins) && origins.every((origin) => typeof origin === 'string' && !origin.includes('*'));

const listOf = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

const plainConfig = (config: PolicyConfig): PlainPolicy => {
  const { origins, methods = defaultMethods, allowedHeaders = defaultAllowedHeaders, exposedHeaders = [] } = config;
  if (config.paths !== undefined) refuse('a policy for some paths');
  if (config.csrf !== undefined && config.csrf !== false) refuse('protection against forged writes');
  if (config.disallowed === 'reject') refuse('refusing actual requests');
  if (config.timing === true) refuse('timing-allow-origin');
  if (config.maxAge === false || config.privateNetwork === true) refuse('this policy');
  if (origins !== '*' && !isFlat(origins)) return refuse('these origins');
  return {
    origins,
    methods: listOf(methods),
    allowedHeaders: allowedHeaders === '*' ? undefined : listOf(allowedHeaders),
    exposedHeaders: listOf(exposedHeaders),
    credentials: config.credentials === true,
    maxAge: typeof config.maxAge === 'number' ? config.maxAge : 86_400,
    preflightStatus: config.preflightStatus,
  };
};

const isSeveral = (config: CorsSetup['policy']['config']): config is readonly PolicyConfig[] => Array.isArray(config);

/**
 * The policy of a registration in words that every peer understands.
 *
 * @throws CannotBeConfigured where no peer has them
 */
export const plainPolicy = ({ policy, options = {} }: CorsSetup): PlainPolicy => {
  if (isSeveral(policy.config)) return refuse('several rules');
  if (options.allow !== undefined) refuse('being told when an origin is looked up');
  if (options.foreignHeaders === 'keep') refuse("a choice of what becomes of a handler's own CORS headers");
  return plainConfig(policy.config);
};

/** As `plainPolicy`, for a peer that takes no function that chooses the policy. */
export const fixedPlainPolicy = (setup: CorsSetup): PlainPolicy =>
  setup.policy.kind === 'function' ? refuse('a function that chooses the policy') : plainPolicy(setup);

/** Whether a request is to get no CORS at all: what the policy function of a setup says. */
export const choosesNoPolicy = ({ policy }: CorsSetup): boolean =>
  policy.kind === 'function' && policy.outcome === 'undefined';

export const refusePreflightStatus = ({ preflightStatus }: PlainPolicy): void => {
  if (preflightStatus !== undefined) refuse('the status of a preflight');
};

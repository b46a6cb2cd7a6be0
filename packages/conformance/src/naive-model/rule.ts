import type { OriginPattern, PathPattern, PolicyConfig } from '@cors-policy/core';

/** One rule of a policy with every default filled in and every list a list. */
export interface Rule {
  readonly index: number;
  readonly origins: readonly OriginPattern[];
  readonly methods: readonly string[];
  readonly allowedHeaders: readonly string[];
  readonly exposedHeaders: readonly string[];
  readonly credentials: boolean;
  readonly maxAge: number | false;
  readonly privateNetwork: boolean;
  /** `undefined`: every path. */
  readonly paths: readonly PathPattern[] | undefined;
  /** `undefined`: the rule does not protect writing. */
  readonly trustedOrigins: readonly OriginPattern[] | undefined;
  readonly rejects: boolean;
  readonly preflightStatus: number;
  readonly timing: boolean;
}

const defaultMethods = ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
const defaultAllowedHeaders = [
  'accept',
  'authorization',
  'content-type',
  'user-agent',
  'x-csrftoken',
  'x-requested-with',
];

/** The rules of a valid config, in order. */
export function rulesOf(config: PolicyConfig | readonly PolicyConfig[]): Rule[] {
  return listOf<PolicyConfig>(config).map(ruleOf);
}

function ruleOf(config: PolicyConfig, index: number): Rule {
  return {
    index,
    origins: originList(config.origins),
    methods: unique(listOf(config.methods ?? defaultMethods)),
    allowedHeaders: unique(listOf(config.allowedHeaders ?? defaultAllowedHeaders).map((name) => name.toLowerCase())),
    exposedHeaders: unique(listOf(config.exposedHeaders ?? []).map((name) => name.toLowerCase())),
    credentials: config.credentials ?? false,
    maxAge: config.maxAge ?? 86400,
    privateNetwork: config.privateNetwork ?? false,
    paths: config.paths === undefined ? undefined : listOf(config.paths),
    trustedOrigins: config.csrf ? originList(config.csrf.trustedOrigins) : undefined,
    rejects: config.disallowed === 'reject',
    preflightStatus: config.preflightStatus ?? 204,
    timing: config.timing ?? false,
  };
}

/** A list of origin patterns; `'none'` is the empty one. */
function originList(origins: OriginPattern | readonly OriginPattern[]): readonly OriginPattern[] {
  return origins === 'none' ? [] : listOf(origins);
}

function listOf<Item>(value: Item | readonly Item[]): readonly Item[] {
  // `Array.isArray` does not narrow a readonly array, hence the cast: what is no array is one item.
  return Array.isArray(value) ? value : [value as Item];
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

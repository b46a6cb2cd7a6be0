import type { OriginPattern, PathPattern, PolicyConfig } from '@cors-policy/core';

/** A rule with what its author left out, as the manual of the configuration has it. */
export interface IntendedRule {
  readonly origins: readonly OriginPattern[];
  readonly methods: readonly string[];
  /** Lower case. */
  readonly requestHeaders: readonly string[];
  /** Lower case. */
  readonly exposedHeaders: readonly string[];
  readonly credentials: boolean;
  readonly privateNetwork: boolean;
  /** `undefined`: every path. */
  readonly paths: readonly PathPattern[] | undefined;
  /** Who may write; `undefined`: whoever gets here. */
  readonly writers: readonly OriginPattern[] | undefined;
  readonly rejectsStrangers: boolean;
}

const usualMethods = ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
const usualHeaders = 'accept authorization content-type user-agent x-csrftoken x-requested-with'.split(' ');

export function intendedRules(config: PolicyConfig | readonly PolicyConfig[]): readonly IntendedRule[] {
  return [config].flat().map((rule) => ({
    origins: membersOf(rule.origins),
    methods: membersOf(rule.methods ?? usualMethods),
    requestHeaders: lowerCase(membersOf(rule.allowedHeaders ?? usualHeaders)),
    exposedHeaders: lowerCase(membersOf(rule.exposedHeaders ?? [])),
    credentials: rule.credentials === true,
    privateNetwork: rule.privateNetwork === true,
    paths: rule.paths === undefined ? undefined : membersOf(rule.paths),
    writers: rule.csrf ? membersOf(rule.csrf.trustedOrigins) : undefined,
    rejectsStrangers: rule.disallowed === 'reject',
  }));
}

/** The members of a list, or the one that stands for a list. `'none'` is no member. */
function membersOf<Member>(list: Member | readonly Member[]): readonly Member[] {
  if (list === 'none') return [];
  // PROOF: what is no array is one member; `Array.isArray` does not narrow a readonly one.
  return Array.isArray(list) ? list : [list as Member];
}

function lowerCase(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toLowerCase());
}

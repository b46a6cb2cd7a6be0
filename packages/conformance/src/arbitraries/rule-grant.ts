import type { OriginPattern, PolicyConfig } from '@cors-policy/core';
import fc from 'fast-check';
import { type OriginGrant, originGrant, patternGrant } from './origin-grant.js';
import { noPaths, type PathsGrant, pathsGrant } from './path-grant.js';

/** A valid rule, and what is in it by construction. */
export interface RuleGrant {
  readonly rule: PolicyConfig;
  /** Origins that it allows, or trusts to write. */
  readonly origins: readonly string[];
  /** Paths that it is for. */
  readonly paths: readonly string[];
}

interface OriginsGrant {
  readonly origins: OriginPattern | readonly OriginPattern[];
  readonly members: readonly string[];
}

const toList = (grants: readonly OriginGrant[]): OriginsGrant => ({
  origins: grants.map(({ pattern }) => pattern),
  members: grants.map(({ member }) => member),
});

const listOf = (grant: fc.Arbitrary<OriginGrant>): fc.Arbitrary<OriginsGrant> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.array(grant, { minLength: 1, maxLength: 3 }).map(toList) },
    grant.map(({ pattern, member }) => ({ origins: pattern, members: [member] })),
  );

const anyOrigin = fc.constant<OriginsGrant>({ origins: '*', members: ['https://example.com'] });
const noOrigin = fc.constant<OriginsGrant>({ origins: 'none', members: ['https://example.com'] });

const listedOrigins = listOf(originGrant);

const someOrigins = fc.oneof(
  { weight: 8, arbitrary: listedOrigins },
  { weight: 2, arbitrary: anyOrigin },
  { weight: 1, arbitrary: noOrigin },
);

const methods = fc.constantFrom<PolicyConfig['methods']>(
  undefined,
  undefined,
  '*',
  ['*', 'PUT'],
  [],
  'PUT',
  ['PUT', 'patch', 'PUT', 'PURGE'],
  ['GET', 'DELETE', 'OPTIONS'],
);
const allowedHeaders = fc.constantFrom<PolicyConfig['allowedHeaders']>(
  undefined,
  undefined,
  '*',
  ['*', 'Authorization'],
  ['x-a', '*', 'X-B'],
  [],
  'X-Single',
  ['X-A', 'content-type', 'x-a'],
);
const exposedHeaders = fc.constantFrom<PolicyConfig['exposedHeaders']>(
  undefined,
  [],
  'ETag',
  ['X-A', 'x-b', 'x-A'],
  ['X-B'],
);
const anyExposedHeaders = fc.constantFrom<PolicyConfig['exposedHeaders']>(undefined, '*', ['*', 'x-a'], ['x-a']);

const trusted = fc.oneof(listOf(patternGrant.filter(({ pattern }) => pattern !== 'null')), noOrigin);
const csrf = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(undefined, undefined, false as const) },
  { weight: 1, arbitrary: trusted },
);

const scalars = fc.record({
  maxAge: fc.constantFrom(undefined, 0, 5, 86_400, false as const),
  privateNetwork: fc.constantFrom(undefined, false, true),
  disallowed: fc.constantFrom(undefined, 'omit' as const, 'reject' as const),
  preflightStatus: fc.constantFrom(undefined, 200, 204, 299),
  timing: fc.constantFrom(undefined, false, true),
});

/** All on: what a flag lets through is decided when a policy is defined, and makes no difference to a request. */
const dangerously = {
  anyOriginWithCredentials: true,
  nullOriginWithCredentials: true,
  insecureOrigins: true,
  publicSuffixWildcards: true,
  looseRegexes: true,
} as const;

/** Without the fields that are `undefined`: a counterexample is read by people. */
function present(fields: Readonly<Record<string, unknown>>): object {
  const rule: Record<string, unknown> = {};
  for (const name in fields) if (fields[name] !== undefined) rule[name] = fields[name];
  return rule;
}

function ruleGrant(origins: fc.Arbitrary<OriginsGrant>, paths: fc.Arbitrary<PathsGrant>): fc.Arbitrary<RuleGrant> {
  return fc
    .tuple(origins, paths, csrf, fc.boolean(), methods, allowedHeaders, exposedHeaders, anyExposedHeaders, scalars)
    .map(([allowed, scope, trust, credentials, methods, allowedHeaders, exposed, anyExposed, scalars]) => {
      const rule = {
        origins: allowed.origins,
        methods,
        allowedHeaders,
        exposedHeaders: credentials ? exposed : anyExposed,
        credentials,
        paths: scope.paths,
        csrf: trust && { trustedOrigins: trust.origins },
        ...scalars,
        dangerously: credentials || trust ? dangerously : undefined,
      };
      return {
        // Every field is one of a rule; what the types refuse together is what the flags allow.
        rule: present(rule) as PolicyConfig,
        origins: trust ? [...allowed.members, ...trust.members] : allowed.members,
        paths: scope.members,
      };
    });
}

/** A rule of any kind. */
export const anyRule: fc.Arbitrary<RuleGrant> = ruleGrant(someOrigins, pathsGrant);

/** A rule that lists its origins, for every path. */
export const listingRule: fc.Arbitrary<RuleGrant> = ruleGrant(listedOrigins, noPaths);

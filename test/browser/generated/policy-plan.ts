import type { PolicyConfig } from '@cors-policy/core';
import fc from 'fast-check';
import { type OriginsPlan, originsFor, trustedFor } from './origin-patterns.js';
import type { PagePlace } from './page-place.js';

/** A valid config, once the ports and the path of the case are known. */
export type PolicyPlan = (ports: readonly [number, number], path: string) => readonly PolicyConfig[];

/** A value that comes up as often as several others together. */
const often = <Value>(times: number, value: Value): readonly Value[] => Array<Value>(times).fill(value);

const everyMethod = ['PUT', 'PATCH', 'patch', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND'];

const methods = fc.constantFrom<PolicyConfig['methods']>(
  ...often(4, undefined),
  ...often(4, everyMethod),
  '*',
  ['*', 'PUT'],
  [],
  ['GET', 'HEAD', 'POST'],
  'PUT',
  ['PUT', 'HEAD', 'DELETE'],
  ['PATCH', 'PROPFIND'],
  ['patch', 'OPTIONS'],
);

const everyName = [
  'content-type',
  'range',
  'if-none-match',
  'X-A',
  'x-b',
  'authorization',
  'accept',
  'dpr',
  'save-data',
];

const allowedHeaders = fc.constantFrom<PolicyConfig['allowedHeaders']>(
  undefined,
  undefined,
  '*',
  ['*', 'Authorization'],
  ['X-A', '*'],
  [],
  ['X-A', 'x-b', 'Content-Type'],
  ['x-b'],
  ...often(6, everyName),
);

const exposedHeaders = fc.constantFrom<PolicyConfig['exposedHeaders']>(
  undefined,
  [],
  'ETag',
  ['X-A', 'x-b'],
  ['x-b', 'set-cookie'],
  ['X-Internal', 'X-A', 'Date'],
);
const anyExposedHeaders = fc.oneof(
  exposedHeaders,
  fc.constantFrom<PolicyConfig['exposedHeaders']>('*', ['*', 'X-A'], '*'),
);

const scalars = fc.record({
  maxAge: fc.constantFrom<PolicyConfig['maxAge']>(undefined, undefined, 0, 600, 86_400, false),
  disallowed: fc.constantFrom<PolicyConfig['disallowed']>(undefined, undefined, 'omit', 'reject'),
  preflightStatus: fc.constantFrom(undefined, undefined, 200, 204, 299),
  privateNetwork: fc.constantFrom(undefined, undefined, true),
  timing: fc.constantFrom(undefined, true),
});

/** All on: what they let through is settled when a policy is defined. */
const dangerously = {
  anyOriginWithCredentials: true,
  nullOriginWithCredentials: true,
  insecureOrigins: true,
  publicSuffixWildcards: true,
  looseRegexes: true,
} as const;

type RulePlan = (ports: readonly [number, number], paths: readonly string[] | undefined) => PolicyConfig;

function ruleFor(place: PagePlace): fc.Arbitrary<RulePlan> {
  return fc
    .record({
      origins: originsFor(place),
      trusted: fc.option(trustedFor(place), { freq: 4, nil: undefined }),
      hasCsrf: fc.nat({ max: 9 }).map((die) => die === 0),
      credentials: fc.nat({ max: 2 }).map((die) => die > 0),
      methods,
      allowedHeaders,
      exposedHeaders,
      anyExposedHeaders,
      scalars,
    })
    .map(
      (parts): RulePlan =>
        (ports, paths) => {
          const trusted: OriginsPlan = parts.trusted ?? (() => 'none');
          const rule = {
            origins: parts.origins(ports),
            methods: parts.methods,
            allowedHeaders: parts.allowedHeaders,
            exposedHeaders: parts.credentials ? parts.exposedHeaders : parts.anyExposedHeaders,
            credentials: parts.credentials,
            csrf: parts.hasCsrf ? { trustedOrigins: trusted(ports) } : undefined,
            paths,
            ...parts.scalars,
            dangerously: parts.credentials || parts.hasCsrf ? dangerously : undefined,
          };
          // Every field is one of a rule; what the types refuse together is what the flags allow.
          return JSON.parse(JSON.stringify(rule)) as PolicyConfig;
        },
    );
}

/** The paths that a rule is for, given that of the case. The requests of a case go to `/item` and `/ITEM/x` below it. */
const scopes = fc.constantFrom<((path: string) => readonly string[]) | undefined>(
  ...often(6, undefined),
  (path) => [`${path}/*`],
  (path) => [`${path}/item`],
  (path) => [`${path}/item/*`, '/elsewhere'],
  (path) => [`${path}/items/*`],
);

/** One rule, or two in one group, or in two. */
export function policyFor(place: PagePlace): fc.Arbitrary<PolicyPlan> {
  const part = fc.tuple(ruleFor(place), scopes);
  return fc
    .oneof(
      { weight: 3, arbitrary: fc.array(part, { minLength: 1, maxLength: 1 }) },
      { weight: 1, arbitrary: fc.array(part, { minLength: 2, maxLength: 2 }) },
    )
    .map(
      (parts): PolicyPlan =>
        (ports, path) =>
          parts.map(([rule, scope], index) => {
            const config = rule(ports, scope?.(path));
            // No two rules are equal: that would be a mistake.
            return index === 0 ? config : { ...config, maxAge: 100 };
          }),
    );
}

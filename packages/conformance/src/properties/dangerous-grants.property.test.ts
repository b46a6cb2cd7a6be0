import { type CanonicalRule, definePolicy, evaluate, type Policy, type PolicyConfig } from '@cors-policy/core';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { type OriginGrant, patternGrant } from '../arbitraries/origin-grant.js';
import { type OriginEdit, originEdit } from '../arbitraries/origin-near-miss.js';
import { issuesOf } from './expect-policy-or-error.js';
import { responseHeader } from './response-header.js';
import { COSTLY_RUNS, holds } from './runs.js';
import { expectSame } from './same.js';

const grant = (pattern: string, member: string): OriginGrant => ({ pattern, member });

/** What takes a flag, beside what looks like it and takes none. */
const delicate: fc.Arbitrary<OriginGrant> = fc.constantFrom(
  grant('null', 'null'),
  grant('file://', 'file://'),
  grant('http://example.com', 'http://example.com'),
  grant('http://localhost.example', 'http://localhost.example'),
  grant('http://127.0.0.1.example', 'http://127.0.0.1.example'),
  grant('http://128.0.0.1:*', 'http://128.0.0.1'),
  grant('http://127.0.0.1:*', 'http://127.0.0.1:8080'),
  grant('http://localhost:*', 'http://localhost:3000'),
  grant('http://[::1]', 'http://[::1]'),
  grant('http://[::2]', 'http://[::2]'),
  grant('http://*.localhost', 'http://app.localhost'),
  grant('http://*.example.com:*', 'http://a.example.com'),
  grant('https://*.github.io', 'https://someone.github.io'),
  grant('https://app-*.vercel.app', 'https://app-1.vercel.app'),
  grant('https://*.co.uk:8443', 'https://someone.co.uk:8443'),
  grant('https://*.city.kawasaki.jp', 'https://a.city.kawasaki.jp'),
  grant('https://*.sub.kawasaki.jp', 'https://a.sub.kawasaki.jp'),
  grant('https://*.someone.github.io', 'https://a.someone.github.io'),
  grant('https://*.example.co.uk', 'https://a.example.co.uk'),
  grant('capacitor://*.github.io', 'capacitor://someone.github.io'),
);

const grants = fc.array(fc.oneof(delicate, patternGrant), { minLength: 1, maxLength: 3 });
const edits = fc.array(originEdit, { minLength: 1, maxLength: 3 });

function tryDefine(config: PolicyConfig): Policy | undefined {
  try {
    return definePolicy(config, { publicSuffixes });
  } catch (error) {
    if (issuesOf(error) === undefined) throw error;
    return undefined;
  }
}

/** Whether an origin is one that anybody can become, or that anybody on the way can speak for. */
function isDangerous(origin: string, listed: CanonicalRule['origins']): boolean {
  if (origin === 'null' || origin === 'file://') return true;
  const [scheme, authority = ''] = origin.split('://');
  const host = authority.replace(/:\d+$/, '');
  const isLocal = /^(?:127(?:\.\d+){3}|\[::1\]|(?:.*\.)?localhost)$/.test(host);
  if (scheme === 'http' && !isLocal) return true;
  // Whoever registers a name below a public suffix; a name that is listed itself was chosen.
  const [, ...parent] = host.split('.');
  const isExact = [listed].flat().some((pattern) => typeof pattern === 'string' && pattern.includes(`//${host}`));
  return !isLocal && !isExact && publicSuffixes.publicSuffix(host) === parent.join('.');
}

/** The one rule of a policy, in its canonical form. */
function onlyRule(policy: Policy): CanonicalRule {
  const [rule] = [policy.toJSON()].flat();
  if (rule === undefined) throw new Error('a policy has a rule');
  return rule;
}

/** The origins that a policy may be asked about. */
function originsOf(grants: readonly OriginGrant[], edits: readonly OriginEdit[]): readonly string[] {
  return grants.flatMap(({ member }) => edits.map((edit) => edit(member)));
}

describe('what takes a flag of `dangerously`', () => {
  it('no-danger-without-a-flag: without one, no policy gives cookies to an origin that anybody can become', () =>
    holds(
      fc.property(grants, edits, (grants, edits) => {
        const policy = tryDefine({ origins: grants.map(({ pattern }) => pattern), credentials: true });
        if (policy === undefined) return;
        const { origins } = onlyRule(policy);
        for (const origin of originsOf(grants, edits)) {
          const decision = evaluate(policy, { method: 'GET', headers: { origin } });
          if (responseHeader(decision, 'access-control-allow-credentials') === undefined) continue;
          expectSame(isDangerous(origin, origins), false, { origins, origin });
        }
      }),
      COSTLY_RUNS,
    ));

  it('no-danger-without-a-flag, writing: nor does one trust such an origin to write, whatever `credentials` says', () =>
    holds(
      fc.property(grants, edits, fc.boolean(), (grants, edits, credentials) => {
        const trustedOrigins = grants.map(({ pattern }) => pattern);
        const policy = tryDefine({ origins: 'none', credentials, csrf: { trustedOrigins } });
        if (policy === undefined) return;
        const { csrf } = onlyRule(policy);
        for (const origin of originsOf(grants, edits)) {
          const headers = { origin, 'sec-fetch-site': 'cross-site' };
          if (evaluate(policy, { method: 'POST', headers }).reason === 'csrf-denied') continue;
          expectSame(isDangerous(origin, csrf ? csrf.trustedOrigins : 'none'), false, { csrf, origin });
        }
      }),
      COSTLY_RUNS,
    ));
});

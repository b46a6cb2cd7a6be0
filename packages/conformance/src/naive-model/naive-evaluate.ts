import type { HeaderDecision, HeaderEntry, PolicyConfig, Reason, RequestDescriptor } from '@cors-policy/core';
import { csrfObjector } from './csrf.js';
import { readField } from './field.js';
import { isGranted } from './grant.js';
import { type Group, groupFor, groupsOf } from './group.js';
import { originEqualsHost } from './host.js';
import { intendedMethod, kindOf } from './kind.js';
import { classifyOrigin } from './origin.js';
import { isPublic, ruleAllows } from './origin-set.js';
import { normalizePathname } from './pathname.js';
import { asksForPrivateNetwork, methodPasses, requestHeadersPass } from './preflight-checks.js';
import { actualHeaders, preflightHeaders } from './response-headers.js';
import { type Rule, rulesOf } from './rule.js';
import { varyOf, varyOutOfScope } from './vary.js';

/**
 * The decision for a request, found the slow and obvious way: the policy is read anew for each request, the rows of
 * the decision table are asked from the top, and every list is walked from its start. It is what the engine is
 * compared with, so it shares no code with it.
 *
 * @param config a valid config: it is not checked here
 */
export function naiveEvaluate(
  config: PolicyConfig | readonly PolicyConfig[],
  request: RequestDescriptor,
): HeaderDecision {
  const rules = rulesOf(config);
  const groups = groupsOf(rules);
  if (rules.every((rule) => rule.paths === undefined)) return answer(groups[0] ?? [], request);

  const pathname = normalizePathname(request.path);
  if (pathname === undefined) return outOfScope('path-ambiguous', request);
  const group = groupFor(groups, pathname);
  if (group !== undefined) return answer(group, request);
  // No rule is for this path, so none is asked for the origin: the grant alone lets it in, by the policy's first rule.
  if (isGranted(request)) return answer(groups[0] ?? [], request, rules[0]);
  return outOfScope('path-out-of-scope', request);
}

function outOfScope(reason: Reason, request: RequestDescriptor): HeaderDecision {
  const vary = varyOutOfScope(request);
  const nothing = { rule: undefined, status: undefined, headers: [] };
  return { kind: 'out-of-scope', verdict: 'not-applicable', reason, ...nothing, vary };
}

/** The answer of a group of rules; `grantedBy` is the rule that allows the origin, where that is settled already. */
function answer(group: Group, request: RequestDescriptor, grantedBy?: Rule): HeaderDecision {
  const kind = kindOf(request);
  const vary = varyOf(group, request);
  const decide = (
    verdict: HeaderDecision['verdict'],
    reason: Reason,
    rule: Rule | undefined,
    status: number | undefined,
    headers: HeaderEntry[],
  ): HeaderDecision => ({ kind, verdict, reason, rule: rule?.index, status, headers, vary });

  const objector = csrfObjector(group, request);
  if (objector !== undefined) return decide('denied', 'csrf-denied', objector, 403, []);

  const origin = readField(request, 'origin');
  if (origin === undefined) {
    const publicRule = group.find(isPublic);
    const headers = publicRule ? actualHeaders(publicRule, '*') : [];
    return decide('not-applicable', 'no-origin', publicRule, undefined, headers);
  }

  const allowing =
    grantedBy ?? group.find((rule) => ruleAllows(rule, origin)) ?? (isGranted(request) ? group[0] : undefined);
  if (allowing === undefined) {
    const isOwn = kind === 'actual' && isSameOrigin(origin, request);
    if (isOwn) return decide('not-applicable', 'same-origin', undefined, undefined, []);
    const first = group[0];
    const status = kind === 'preflight' || first?.rejects ? 403 : undefined;
    return decide('denied', whyNot(origin, request), first, status, []);
  }
  if (kind === 'actual') {
    return decide('allowed', 'origin-allowed', allowing, undefined, actualHeaders(allowing, origin));
  }

  const refusal = preflightRefusal(allowing, request);
  const headers = preflightHeaders(allowing, request);
  if (refusal !== undefined) return decide('denied', refusal, allowing, allowing.preflightStatus, headers);
  return decide('allowed', 'preflight-allowed', allowing, allowing.preflightStatus, headers);
}

/**
 * Whether an origin that no rule allows is the server's own: such a request needs no permission.
 *
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
function isSameOrigin(origin: string, request: RequestDescriptor): boolean {
  if (classifyOrigin(origin) === 'malformed') return false;
  const site = readField(request, 'sec-fetch-site');
  return site === undefined ? originEqualsHost(origin, readField(request, 'host')) : site === 'same-origin';
}

function whyNot(origin: string, request: RequestDescriptor): Reason {
  const originClass = classifyOrigin(origin);
  if (originClass === 'malformed') return 'origin-malformed';
  if (originClass !== 'null' && request.granted === 'failed') return 'allow-failed';
  return 'origin-not-allowed';
}

/** @see https://fetch.spec.whatwg.org/#cors-preflight-fetch (step 7) */
function preflightRefusal(rule: Rule, request: RequestDescriptor): Reason | undefined {
  if (!methodPasses(rule, intendedMethod(request))) return 'method-not-allowed';
  if (!requestHeadersPass(rule, readField(request, 'access-control-request-headers'))) return 'header-not-allowed';
  if (asksForPrivateNetwork(request) && !rule.privateNetwork) return 'private-network-not-allowed';
  return undefined;
}

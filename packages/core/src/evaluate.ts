import { classify } from './classify.js';
import { refuseWriting } from './csrf.js';
import type { CompiledPolicy } from './decide/compiled-policy.js';
import { type DecisionRow, decisionRows } from './decide/decision-table.js';
import { answerPreflight, type OriginAnswers, type PreflightRequest } from './decide/origin-answers.js';
import { answersFor, answersOfRule, type Denials, type RuleGroup } from './decide/rule-group.js';
import type { HeaderDecision } from './decision.js';
import { passesHeaders } from './headers/allow-headers.js';
import { passesMethod } from './headers/allow-methods.js';
import { isWellFormedOrigin, OPAQUE_ORIGIN } from './origin/origin.js';
import { findScope, NO_SCOPE } from './path/path-scopes.js';
import { parsePathname } from './path/pathname.js';
import { compiledPolicy, type Policy } from './policy/policy.js';
import { type ReadRequest, readPath, readRequest } from './read-request.js';
import type { RequestDescriptor } from './request-descriptor.js';
import { isSameOrigin } from './same-origin.js';

/**
 * Says what a server must do with a request to keep to its policy.
 *
 * Pure, synchronous and total: no descriptor makes it throw, none takes more than a bounded time (the policy's own
 * regexes aside), and equal arguments give equal answers. The decision is frozen and may be shared between requests.
 *
 * @param policy what `definePolicy` made
 * @param request the request; see `RequestDescriptor` for what each field means when it is absent
 * @returns exactly one row of the decision table, made definite
 * @throws TypeError where `policy` is none: a mistake of the program, never of a request
 * @example
 * const policy = definePolicy({ origins: ['https://app.example.com'] });
 * const decision = evaluate(policy, { method: 'GET', headers: { origin: 'https://app.example.com' } });
 * // decision.headers: [['access-control-allow-origin', 'https://app.example.com']], decision.vary: ['Origin']
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function evaluate(policy: Policy, request: RequestDescriptor): HeaderDecision {
  const compiled = compiledPolicy(policy);
  const read = readRequest(request);
  const { method, origin, requestedMethod, fetchSite, host, granted } = read;
  const face = granted === undefined ? compiled.unchecked : compiled.checked;
  const isGranted = granted === true && origin !== undefined && origin !== OPAQUE_ORIGIN && isWellFormedOrigin(origin);

  const scope = scopeOf(compiled, request);
  if (scope === AMBIGUOUS_PATH) return face.pathAmbiguous;
  // Outside of all scopes a grant counts for the policy's first rule, which is the first of the first group.
  const isOutside = scope === NO_SCOPE;
  const group = face.groups[isOutside && isGranted ? 0 : scope];
  if (group === undefined) return face.pathOutOfScope;

  const kind = classify(method, origin, requestedMethod);
  const isPreflight = kind === 'preflight';
  const writes = refuseWriting(group, {
    method: isPreflight ? (requestedMethod ?? '') : method,
    origin,
    fetchSite,
    host,
  });
  if (writes !== undefined) return kind === 'non-cors' ? writes.nonCors : writes[kind];
  if (origin === undefined) return group.noOrigin;

  const known = isOutside ? undefined : answersFor(group, origin);
  const answers = known ?? (isGranted ? answersOfRule(group, 0, origin) : undefined);
  if (answers !== undefined) return isPreflight ? preflight(answers, read) : answers.actual;
  if (!isPreflight && isSameOrigin(origin, fetchSite, host) && isOrigin(origin)) return group.sameOrigin;
  const denials = refuseOrigin(group, origin, granted);
  return isPreflight ? denials.preflight : denials.actual;
}

const AMBIGUOUS_PATH = -2;

/** The scope that a request is in. An ambiguous path is in none, granted or not. */
function scopeOf({ scopes }: CompiledPolicy, request: RequestDescriptor): number {
  if (scopes === undefined) return 0;
  const pathname = parsePathname(readPath(request));
  return pathname === undefined ? AMBIGUOUS_PATH : findScope(scopes, pathname);
}

function refuseOrigin(group: RuleGroup, origin: string, granted: ReadRequest['granted']): Denials {
  if (!isOrigin(origin)) return group.malformed;
  return granted === 'failed' && origin !== OPAQUE_ORIGIN ? group.allowFailed : group.notAllowed;
}

function isOrigin(origin: string): boolean {
  return origin === OPAQUE_ORIGIN || isWellFormedOrigin(origin);
}

/** @see https://fetch.spec.whatwg.org/#cors-preflight-fetch step 7 */
function preflight(answers: OriginAnswers, request: ReadRequest): HeaderDecision {
  const asked: PreflightRequest = {
    method: request.requestedMethod ?? '',
    headers: request.requestedHeaders,
    privateNetwork: request.privateNetwork,
  };
  return answerPreflight(answers, preflightRow(answers, asked), asked);
}

function preflightRow({ rule }: OriginAnswers, { method, headers, privateNetwork }: PreflightRequest): DecisionRow {
  if (!passesMethod(rule.methods, method)) return decisionRows.methodNotAllowed;
  if (!passesHeaders(rule.headers, headers)) return decisionRows.headerNotAllowed;
  if (privateNetwork && !rule.privateNetwork) return decisionRows.privateNetworkNotAllowed;
  return decisionRows.preflightAllowed;
}

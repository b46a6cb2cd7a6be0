import { classify } from './classify.js';
import { refuseWriting } from './csrf.js';
import type { CompiledPolicy } from './decide/compiled-policy.js';
import { answerActual, answerPreflight, type OriginAnswers } from './decide/origin-answers.js';
import { preflightRow } from './decide/preflight-row.js';
import { answersOfRule, findAnswers, knownAnswers } from './decide/rule-group.js';
import type { HeaderDecision } from './decision.js';
import { asksPrivateNetwork } from './headers/allow-private-network.js';
import { FILE_ORIGIN, isWellFormedOrigin, MALFORMED_ORIGIN, OPAQUE_ORIGIN, scanOrigin } from './origin/origin.js';
import { findScope, NO_SCOPE } from './path/path-scopes.js';
import { parsePathname } from './path/pathname.js';
import { compiledPolicy, type Policy } from './policy/policy.js';
import { type Fields, readField, readFields, readGranted, readMethod, readPath, UNREADABLE } from './read-request.js';
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
  try {
    return answer(compiled, request, request);
  } catch {
    return answer(compiled, UNREADABLE, request); // a getter that throws
  }
}

/** @param addressed the request whose path counts */
function answer(policy: CompiledPolicy, request: RequestDescriptor, addressed: RequestDescriptor): HeaderDecision {
  const fields = readFields(request);
  const origin = readField(fields.origin);
  const granted = readGranted(request);
  // By far the most requests of most servers: apart, so that they cost no more than the question.
  if (origin === undefined && granted === undefined && policy.withoutOrigin !== undefined) return policy.withoutOrigin;
  return answerInScope(policy, request, addressed, fields, origin, granted);
}

function answerInScope(
  policy: CompiledPolicy,
  request: RequestDescriptor,
  addressed: RequestDescriptor,
  fields: Fields,
  origin: string | undefined,
  granted: RequestDescriptor['granted'],
): HeaderDecision {
  const isGranted = granted === true && origin !== undefined && origin !== OPAQUE_ORIGIN && isWellFormedOrigin(origin);
  const face = granted === undefined ? policy.unchecked : policy.checked();

  const scope = scopeOf(policy, addressed);
  if (scope === AMBIGUOUS_PATH) return face.pathAmbiguous;
  // Outside of all scopes a grant counts for the policy's first rule, which is the first of the first group.
  const isOutside = scope === NO_SCOPE;
  const group = face.groups[isOutside && isGranted ? 0 : scope];
  if (group === undefined) return face.pathOutOfScope;

  const method = readMethod(request);
  if (origin === undefined) return refuseWriting(group.csrf, method, origin, fields)?.nonCors ?? group.noOrigin;
  const requested = method === 'OPTIONS' ? readField(fields['access-control-request-method']) : undefined;
  const preflightFor = classify(method, origin, requested) === 'preflight' ? requested : undefined;
  const refused = refuseWriting(group.csrf, preflightFor ?? method, origin, fields);
  if (refused !== undefined) return preflightFor === undefined ? refused.actual : refused.preflight;

  const known = isOutside ? undefined : knownAnswers(group, origin);
  if (known !== undefined)
    return preflightFor === undefined ? answerActual(known) : preflight(known, preflightFor, fields);
  const scan = scanOrigin(origin);
  const answers =
    (isOutside ? undefined : findAnswers(group, origin, scan)) ??
    (isGranted ? answersOfRule(group, group.rules[0], origin) : undefined);
  if (answers !== undefined) {
    return preflightFor === undefined ? answerActual(answers) : preflight(answers, preflightFor, fields);
  }
  const isOrigin = scan !== MALFORMED_ORIGIN || origin === OPAQUE_ORIGIN || origin === FILE_ORIGIN;
  if (isOrigin && preflightFor === undefined && isSameOrigin(origin, fields)) return group.sameOrigin;
  const denials = !isOrigin
    ? group.malformed
    : granted === 'failed' && origin !== OPAQUE_ORIGIN
      ? group.allowFailed
      : group.notAllowed;
  return preflightFor === undefined ? denials.actual : denials.preflight;
}

const AMBIGUOUS_PATH = -2;

/** The scope that a request is in. An ambiguous path is in none, granted or not. */
function scopeOf({ scopes }: CompiledPolicy, request: RequestDescriptor): number {
  if (scopes === undefined) return 0;
  const pathname = parsePathname(readPath(request));
  return pathname === undefined ? AMBIGUOUS_PATH : findScope(scopes, pathname);
}

function preflight(answers: OriginAnswers, method: string, fields: Fields): HeaderDecision {
  const headers = readField(fields['access-control-request-headers']);
  const isPrivate = asksPrivateNetwork(readField(fields['access-control-request-private-network']));
  return answerPreflight(answers, preflightRow(answers, method, headers, isPrivate), method, headers, isPrivate);
}

import { classify } from './classify.js';
import { refuseWriting } from './csrf.js';
import type { CompiledPolicy } from './decide/compiled-policy.js';
import { answerActual, answerPreflight, type OriginAnswers } from './decide/origin-answers.js';
import { preflightRow } from './decide/preflight-row.js';
import {
  answersOfRule,
  type Denials,
  findOrigin,
  type GroupFace,
  MALFORMED,
  NOT_ALLOWED,
} from './decide/rule-group.js';
import type { HeaderDecision } from './decision.js';
import { asksPrivateNetwork } from './headers/allow-private-network.js';
import { isWellFormedOrigin, OPAQUE_ORIGIN } from './origin/origin.js';
import { findScope } from './path/path-scopes.js';
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
  const { only } = policy;
  if (only === undefined || granted !== undefined) {
    return answerInScope(policy, request, addressed, fields, origin, granted);
  }
  // By far the most requests of most servers: apart, so that they cost no more than the question.
  return origin === undefined ? only.noOrigin : answerOrigin(only, readMethod(request), fields, origin, granted);
}

type Granted = RequestDescriptor['granted'];

function answerInScope(
  policy: CompiledPolicy,
  request: RequestDescriptor,
  addressed: RequestDescriptor,
  fields: Fields,
  origin: string | undefined,
  granted: Granted,
): HeaderDecision {
  const face = granted === undefined ? policy.unchecked : policy.checked();
  const scope = scopeOf(policy, addressed);
  if (scope === AMBIGUOUS_PATH) return face.pathAmbiguous;
  const group = face.groups[scope];
  if (group !== undefined) {
    const method = readMethod(request);
    if (origin !== undefined) return answerOrigin(group, method, fields, origin, granted);
    return refuseWriting(group.csrf, method, origin, fields)?.nonCors ?? group.noOrigin;
  }
  if (granted !== true || origin === undefined || origin === OPAQUE_ORIGIN || !isWellFormedOrigin(origin)) {
    return face.pathOutOfScope;
  }
  // Outside of all scopes a grant counts for the policy's first rule, which is the first of the first group.
  const [first] = face.groups;
  const method = readMethod(request);
  const preflightFor = requestedMethod(method, origin, fields);
  return refuse(first, method, preflightFor, fields, origin) ?? grant(first, preflightFor, fields, origin);
}

/** What a group answers to a request with an `Origin`. */
function answerOrigin(
  group: GroupFace,
  method: string,
  fields: Fields,
  origin: string,
  granted: Granted,
): HeaderDecision {
  const preflightFor = requestedMethod(method, origin, fields);
  if (group.csrf.length > 0) {
    const refused = refuse(group, method, preflightFor, fields, origin);
    if (refused !== undefined) return refused;
  }
  const finding = findOrigin(group, origin);
  if (typeof finding === 'object') return reply(finding, preflightFor, fields);
  if (finding === NOT_ALLOWED) {
    if (granted === true && origin !== OPAQUE_ORIGIN) return grant(group, preflightFor, fields, origin);
    if (preflightFor === undefined && isSameOrigin(origin, fields)) return group.sameOrigin;
  }
  const denials = denialsOf(group, finding, granted === 'failed' && origin !== OPAQUE_ORIGIN);
  return preflightFor === undefined ? denials.actual : denials.preflight;
}

function denialsOf(group: GroupFace, why: typeof MALFORMED | typeof NOT_ALLOWED, hasFailed: boolean): Denials {
  if (why === MALFORMED) return group.malformed;
  return hasFailed ? group.allowFailed : group.notAllowed;
}

/** The method that a preflight asks for; `undefined` where the request is none. */
function requestedMethod(method: string, origin: string, fields: Fields): string | undefined {
  if (method !== 'OPTIONS') return undefined;
  const requested = readField(fields['access-control-request-method']);
  return classify(method, origin, requested) === 'preflight' ? requested : undefined;
}

/** The denial of who may not write; `undefined` where the request may. */
function refuse(
  { csrf }: GroupFace,
  method: string,
  preflightFor: string | undefined,
  fields: Fields,
  origin: string,
): HeaderDecision | undefined {
  const refused = refuseWriting(csrf, preflightFor ?? method, origin, fields);
  return preflightFor === undefined ? refused?.actual : refused?.preflight;
}

/** An origin that an outside check let in is answered by the group's first rule. */
function grant(group: GroupFace, preflightFor: string | undefined, fields: Fields, origin: string): HeaderDecision {
  return reply(answersOfRule(group, group.rules[0], origin), preflightFor, fields);
}

const AMBIGUOUS_PATH = -2;

/** The scope that a request is in. An ambiguous path is in none, granted or not. */
function scopeOf({ scopes }: CompiledPolicy, request: RequestDescriptor): number {
  if (scopes === undefined) return 0;
  const pathname = parsePathname(readPath(request));
  return pathname === undefined ? AMBIGUOUS_PATH : findScope(scopes, pathname);
}

/** @param preflightFor the method that a preflight asks for; `undefined` where the request is none */
function reply(answers: OriginAnswers, preflightFor: string | undefined, fields: Fields): HeaderDecision {
  if (preflightFor === undefined) return answerActual(answers);
  const headers = readField(fields['access-control-request-headers']);
  const isPrivate = asksPrivateNetwork(readField(fields['access-control-request-private-network']));
  return answerPreflight(
    answers,
    preflightRow(answers, preflightFor, headers, isPrivate),
    preflightFor,
    headers,
    isPrivate,
  );
}

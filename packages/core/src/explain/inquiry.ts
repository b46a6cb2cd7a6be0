import { allowingRule } from '../decide/allowing-rule.js';
import type { CompiledPolicy, PolicyFace } from '../decide/compiled-policy.js';
import type { CompiledRule } from '../decide/compiled-rule.js';
import type { GroupFace } from '../decide/rule-group.js';
import type { HeaderDecision } from '../decision.js';
import { FILE_ORIGIN, isWellFormedOrigin, OPAQUE_ORIGIN } from '../origin/origin.js';
import { parseOriginPattern } from '../origin/origin-pattern.js';
import { findScope, NO_SCOPE } from '../path/path-scopes.js';
import { compiledPolicy, type Policy } from '../policy/policy.js';
import type { CanonicalRule } from '../policy/policy-config.js';
import { isSameOrigin } from '../same-origin.js';
import type { AskedRequest } from './asked-request.js';

/** All that the checks of one request look at. */
export interface Inquiry {
  readonly asked: AskedRequest;
  readonly decision: HeaderDecision;
  readonly compiled: CompiledPolicy;
  /** The rules as `toJSON` gives them, by index. */
  readonly rules: readonly CanonicalRule[];
  /** The rules for the path; `undefined` where there are none. */
  readonly group: GroupFace | undefined;
  /** No rule is for the path, and an outside check granted the origin all the same. */
  readonly isGrantedOutside: boolean;
  /** The rule that lets the origin in, by itself or because an outside check granted it. */
  readonly answering: CompiledRule | undefined;
  /** Whether the browser makes no CORS check, because the page is the server's own. */
  readonly isOwnOrigin: boolean;
}

export function createInquiry(policy: Policy, asked: AskedRequest, decision: HeaderDecision): Inquiry {
  const compiled = compiledPolicy(policy);
  const { origin, granted, fields, isPreflight } = asked;
  const face = granted === undefined ? compiled.unchecked : compiled.checked();
  const scope = scopeOf(compiled, asked);
  const isGranted = granted === true && origin !== undefined && origin !== OPAQUE_ORIGIN && isWellFormedOrigin(origin);
  const isGrantedOutside = isGranted && scope === NO_SCOPE;
  const group = groupOf(face, scope, isGrantedOutside);
  const allowing = group && origin !== undefined && !isGrantedOutside ? allowingRule(group, origin) : undefined;
  const answering = allowing ?? (isGranted ? group?.rules[0] : undefined);
  const isOwnOrigin =
    answering === undefined &&
    origin !== undefined &&
    !isPreflight &&
    !isMalformed(origin) &&
    isSameOrigin(origin, fields);
  return {
    asked,
    decision,
    compiled,
    rules: [policy.toJSON()].flat(),
    group,
    isGrantedOutside,
    answering,
    isOwnOrigin,
  };
}

/** The scope that a request is in; `undefined` where its path is ambiguous. */
function scopeOf({ scopes }: CompiledPolicy, { pathname }: AskedRequest): number | undefined {
  if (scopes === undefined) return 0;
  return pathname === undefined ? undefined : findScope(scopes, pathname);
}

function groupOf(face: PolicyFace, scope: number | undefined, isGrantedOutside: boolean): GroupFace | undefined {
  if (isGrantedOutside) return face.groups[0];
  return scope === undefined ? undefined : face.groups[scope];
}

/** Whether a value is neither an origin as browsers serialize it nor one of the two literals. */
export function isMalformed(origin: string): boolean {
  return origin !== OPAQUE_ORIGIN && origin !== FILE_ORIGIN && !isWellFormedOrigin(origin);
}

/** Whether a policy can list an origin: there are well-formed ones that no browser sends, such as invalid punycode. */
export function isListable(origin: string): boolean {
  if (isMalformed(origin)) return false;
  const pattern = parseOriginPattern(origin);
  return 'text' in pattern && pattern.text === origin;
}

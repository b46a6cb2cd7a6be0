import type { PolicyConfig, RequestDescriptor } from '@cors-policy/core';
import { csrfObjector } from '../naive-model/csrf.js';
import { readField } from '../naive-model/field.js';
import { isGranted } from '../naive-model/grant.js';
import { type Group, groupFor, groupsOf } from '../naive-model/group.js';
import { originEqualsHost } from '../naive-model/host.js';
import { intendedMethod, kindOf } from '../naive-model/kind.js';
import { classifyOrigin } from '../naive-model/origin.js';
import { isPublic, ruleAllows } from '../naive-model/origin-set.js';
import { normalizePathname } from '../naive-model/pathname.js';
import { asksForPrivateNetwork, methodPasses, requestHeadersPass } from '../naive-model/preflight-checks.js';
import { type Rule, rulesOf } from '../naive-model/rule.js';

/** What a row's condition speaks of: each fact is found without the others. */
export interface Facts {
  readonly pathIsRead: boolean;
  readonly pathIsClear: boolean;
  /** The group for the path, or, for a grant on a path that none is for, the policy's first. */
  readonly group: Group | undefined;
  readonly kind: 'non-cors' | 'actual' | 'preflight';
  readonly mayWrite: boolean;
  readonly originIsMalformed: boolean;
  readonly originIsNull: boolean;
  /** The rule that lets the origin read. */
  readonly allowing: Rule | undefined;
  readonly isSameOrigin: boolean;
  readonly checkFailed: boolean;
  readonly methodPasses: boolean;
  readonly headersPass: boolean;
  readonly networkPasses: boolean;
}

export function factsOf(config: PolicyConfig | readonly PolicyConfig[], request: RequestDescriptor): Facts {
  const rules = rulesOf(config);
  const groups = groupsOf(rules);
  const pathIsRead = rules.some(({ paths }) => paths !== undefined);
  const pathname = normalizePathname(request.path);
  const scope = pathIsRead ? pathname !== undefined && groupFor(groups, pathname) : groups[0];
  const byGrant = scope === undefined && isGranted(request);
  const group = byGrant ? groups[0] : scope || undefined;
  const origin = readField(request, 'origin');
  const originClass = origin === undefined ? undefined : classifyOrigin(origin);
  const allowing = byGrant ? rules[0] : allowingRule(group, request, origin);
  const site = readField(request, 'sec-fetch-site');
  return {
    pathIsRead,
    pathIsClear: pathname !== undefined,
    group,
    kind: kindOf(request),
    mayWrite: group === undefined || csrfObjector(group, request) === undefined,
    originIsMalformed: originClass === 'malformed',
    originIsNull: originClass === 'null',
    allowing,
    isSameOrigin:
      site === undefined
        ? origin !== undefined && originEqualsHost(origin, readField(request, 'host'))
        : site === 'same-origin',
    checkFailed: request.granted === 'failed',
    methodPasses: allowing !== undefined && methodPasses(allowing, intendedMethod(request)),
    headersPass:
      allowing !== undefined && requestHeadersPass(allowing, readField(request, 'access-control-request-headers')),
    networkPasses: allowing?.privateNetwork === true || !asksForPrivateNetwork(request),
  };
}

function allowingRule(
  group: Group | undefined,
  request: RequestDescriptor,
  origin: string | undefined,
): Rule | undefined {
  if (group === undefined || origin === undefined) return undefined;
  return group.find((rule) => ruleAllows(rule, origin)) ?? (isGranted(request) ? group[0] : undefined);
}

type Condition = (facts: Facts) => boolean;

const all =
  (...conditions: readonly Condition[]): Condition =>
  (facts) =>
    conditions.every((condition) => condition(facts));
const not =
  (condition: Condition): Condition =>
  (facts) =>
    !condition(facts);

const ambiguous: Condition = ({ pathIsRead, pathIsClear }) => pathIsRead && !pathIsClear;
const answered: Condition = ({ group }) => group !== undefined;
const writes: Condition = ({ mayWrite }) => mayWrite;
const nonCors: Condition = ({ kind }) => kind === 'non-cors';
const actual: Condition = ({ kind }) => kind === 'actual';
const preflight: Condition = ({ kind }) => kind === 'preflight';
const allowed: Condition = ({ allowing }) => allowing !== undefined;
const malformed: Condition = ({ originIsMalformed }) => originIsMalformed;
const own: Condition = ({ kind, originIsMalformed, isSameOrigin }) =>
  kind === 'actual' && !originIsMalformed && isSameOrigin;
const failed: Condition = ({ originIsNull, checkFailed }) => !originIsNull && checkFailed;
const method: Condition = (facts) => facts.methodPasses;
const headers: Condition = (facts) => facts.headersPass;
const network: Condition = (facts) => facts.networkPasses;

const asked = all(answered, writes);
const denied = all(asked, not(nonCors), not(allowed), not(own));
const passed = all(asked, preflight, allowed);

/**
 * When each row of the decision table answers, by its id: the whole condition, what the rows above it have to do with it
 * included, so that the order in which they are asked makes no difference.
 */
export const rowConditions: Readonly<Record<string, Condition>> = {
  'path-ambiguous': ambiguous,
  'path-out-of-scope': all(not(ambiguous), not(answered)),
  'csrf-denied:non-cors': all(answered, not(writes), nonCors),
  'csrf-denied:actual': all(answered, not(writes), actual),
  'csrf-denied:preflight': all(answered, not(writes), preflight),
  'no-origin': all(asked, nonCors),
  'origin-allowed': all(asked, actual, allowed),
  'same-origin': all(asked, not(allowed), own),
  'origin-malformed:actual': all(denied, actual, malformed),
  'origin-malformed:preflight': all(denied, preflight, malformed),
  'allow-failed:actual': all(denied, actual, not(malformed), failed),
  'allow-failed:preflight': all(denied, preflight, not(malformed), failed),
  'origin-not-allowed:actual': all(denied, actual, not(malformed), not(failed)),
  'origin-not-allowed:preflight': all(denied, preflight, not(malformed), not(failed)),
  'method-not-allowed': all(passed, not(method)),
  'header-not-allowed': all(passed, method, not(headers)),
  'private-network-not-allowed': all(passed, method, headers, not(network)),
  'preflight-allowed': all(passed, method, headers, network),
};

/** The names that `vary` of a row holds. */
export function varyOfRow(form: 'none' | 'V' | 'P', { group }: Facts, request: RequestDescriptor): readonly string[] {
  const isChecked = request.granted !== undefined;
  if (form === 'none' || group === undefined) return isChecked ? ['Origin'] : [];
  const readsOrigin = group.some((rule) => !isPublic(rule));
  return [
    ...(readsOrigin || isChecked ? ['Origin'] : []),
    ...(readsOrigin && group.some(({ rejects }) => rejects) ? ['Sec-Fetch-Site'] : []),
    ...(form === 'P' ? ['Access-Control-Request-Method', 'Access-Control-Request-Headers'] : []),
    ...(form === 'P' && group.some(({ privateNetwork }) => privateNetwork)
      ? ['Access-Control-Request-Private-Network']
      : []),
  ];
}

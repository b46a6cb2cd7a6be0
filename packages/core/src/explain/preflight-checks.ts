import type { CompiledRule } from '../decide/compiled-rule.js';
import { passesHeaders } from '../headers/allow-headers.js';
import { passesMethod } from '../headers/allow-methods.js';
import { nearestName } from '../policy/did-you-mean.js';
import type { CanonicalRule } from '../policy/policy-config.js';
import { show } from '../policy/policy-issue.js';
import { showList } from '../policy/show-list.js';
import { AUTHORIZATION, isProtocolHeader } from '../protocol/header-names.js';
import { isForbiddenMethod, isRequestMethod, isSafelistedMethod } from '../protocol/method.js';
import type { AskedRequest } from './asked-request.js';
import { type Check, links } from './check.js';
import type { NearMiss } from './explanation.js';
import type { Inquiry } from './inquiry.js';

/**
 * What a browser checks of the answer to a preflight, once the origin has passed.
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch step 7
 *
 * @param rule the rule that answers, or that would once its origins hold this one
 */
export function checkPreflight({ asked, rules, answering }: Inquiry, rule: CompiledRule | undefined): readonly Check[] {
  if (!asked.isPreflight) return [];
  const written = rule && rules[rule.index];
  if (rule === undefined || written === undefined) return uncurable(asked);
  return [
    ...(answering === undefined ? [] : [statusCheck(rule)]),
    methodCheck(asked.method, rule, written),
    ...headerChecks(asked, rule, written),
    ...privateNetworkCheck(asked, rule),
  ];
}

/** Without a rule to compare with, only what no rule could allow. */
function uncurable({ method, headers }: AskedRequest): readonly Check[] {
  const methods = canListMethod(method) || isSafelistedMethod(method) ? [] : [refuseMethod(method, 'a method')];
  const names = (headers ?? []).filter((name) => !canListHeader(name)).map((name) => refuseHeader(name, 'a header'));
  return headers === undefined ? [...methods, malformedHeaders()] : [...methods, ...names];
}

const base = { path: undefined, nearMisses: [], cure: undefined } as const;

/** @see https://fetch.spec.whatwg.org/#ok-status */
function statusCheck({ index, preflightStatus }: CompiledRule): Check {
  return {
    ...base,
    link: links.preflight,
    id: 'preflight-status',
    passed: true,
    expected: '200 to 299',
    actual: String(preflightStatus),
    field: undefined,
    path: [index, 'preflightStatus'],
    message: `the preflight is answered with ${preflightStatus}, by the server itself and before any redirect or login`,
  };
}

/** Whether a config can name this method. `*` would name all of them. */
export function canListMethod(method: string): boolean {
  return isRequestMethod(method) && method !== '*' && !isForbiddenMethod(method);
}

/** Whether a config can name this header. */
export function canListHeader(name: string): boolean {
  return name !== '*' && !isProtocolHeader(name);
}

function refuseMethod(method: string, expected: string): Check {
  return {
    ...base,
    link: links.preflight,
    id: 'method',
    passed: false,
    expected,
    actual: show(method),
    field: 'Access-Control-Request-Method',
    message: `no policy can name ${show(method)} alone: ${whyNoMethod(method)}`,
  };
}

function whyNoMethod(method: string): string {
  if (method === '*') return 'it stands for every method';
  return isForbiddenMethod(method)
    ? 'no browser lets a script send it'
    : 'it is no method name, or longer than 64 characters';
}

function methodCheck(method: string, rule: CompiledRule, { methods }: CanonicalRule): Check {
  const expected = methods === '*' ? 'any method' : showList(methods, 'GET, HEAD and POST alone');
  const step = { ...refuseMethod(method, expected), path: [rule.index, 'methods'] };
  if (passesMethod(rule.methods, method)) {
    const message = isSafelistedMethod(method)
      ? `${method} always passes: CORS cannot forbid it`
      : `rule ${rule.index} allows ${show(method)}`;
    return { ...step, passed: true, message };
  }
  if (!canListMethod(method)) return step;
  return {
    ...step,
    message: `rule ${rule.index} does not allow the method ${show(method)}`,
    nearMisses: nearMethods(method, rule),
    cure: { kind: 'method' },
  };
}

function nearMethods(method: string, { methods }: CompiledRule): readonly NearMiss[] {
  const upper = method.toUpperCase();
  if (upper === method || !passesMethod(methods, upper)) return [];
  // Only DELETE, GET, HEAD, OPTIONS, POST and PUT are: https://fetch.spec.whatwg.org/#concept-method-normalize
  const message = `${show(upper)} would pass: methods are case-sensitive, and fetch() does not turn ${show(method)} into upper case`;
  return [{ kind: 'case', passes: upper, message }];
}

/** Of more headers at once none is looked at by itself: within its budget a request may ask for two thousand. */
const MOST_EXPLAINED_HEADERS = 64;

function headerChecks(asked: AskedRequest, rule: CompiledRule, written: CanonicalRule): readonly Check[] {
  const { headers } = asked;
  if (headers === undefined) return [malformedHeaders()];
  if (headers.length <= MOST_EXPLAINED_HEADERS) return headers.map((name) => headerCheck(name, rule, written));
  const refused = headers.filter((name) => !passesHeaders(rule.headers, name));
  const message = `rule ${rule.index} allows ${headers.length - refused.length} of the ${headers.length} headers`;
  const passed = refused.length === 0;
  return [
    { ...malformedHeaders(), passed, actual: showList(headers, ''), path: [rule.index, 'allowedHeaders'], message },
  ];
}

function malformedHeaders(): Check {
  return {
    ...refuseHeader('', 'a list of header names, at most 4096 characters long'),
    actual: 'a malformed or longer list',
    message: 'the list of headers is malformed or too long: no browser sends it, and no policy can allow it',
  };
}

function refuseHeader(name: string, expected: string): Check {
  return {
    ...base,
    link: links.preflight,
    id: 'header',
    passed: false,
    expected,
    actual: show(name),
    field: 'Access-Control-Request-Headers',
    message: `no policy can name the header ${show(name)}: ${name === '*' ? 'it stands for every header' : 'it belongs to the CORS protocol'}`,
  };
}

function headerCheck(name: string, rule: CompiledRule, { allowedHeaders }: CanonicalRule): Check {
  const listed = allowedHeaders === '*' ? ['*'] : allowedHeaders;
  const step = { ...refuseHeader(name, showList(listed, 'no header')), path: [rule.index, 'allowedHeaders'] };
  if (passesHeaders(rule.headers, name)) {
    return { ...step, passed: true, message: `rule ${rule.index} allows the header ${show(name)}` };
  }
  if (!canListHeader(name)) return step;
  const star = name === AUTHORIZATION && rule.headers.any ? ': "*" does not cover it without credentials' : '';
  const near = nearestName(name, listed);
  return {
    ...step,
    message: `rule ${rule.index} does not allow the header ${show(name)}${star}`,
    nearMisses:
      near === undefined || near === '*'
        ? []
        : [{ kind: 'spelling', passes: near, message: `${show(near)} would pass` }],
    cure: { kind: 'header', name },
  };
}

function privateNetworkCheck({ isPrivate }: AskedRequest, rule: CompiledRule): readonly Check[] {
  if (!isPrivate) return [];
  return [
    {
      ...base,
      link: links.privateNetwork,
      id: 'private-network',
      passed: rule.privateNetwork,
      expected: 'Access-Control-Allow-Private-Network: true',
      actual: `${rule.privateNetwork ? '' : 'no '}Access-Control-Allow-Private-Network${rule.privateNetwork ? ': true' : ''}`,
      field: 'Access-Control-Request-Private-Network',
      path: [rule.index, 'privateNetwork'],
      message: `rule ${rule.index} ${rule.privateNetwork ? 'lets' : 'does not let'} pages of public networks in`,
      cure: rule.privateNetwork ? undefined : { kind: 'private-network' },
    },
  ];
}

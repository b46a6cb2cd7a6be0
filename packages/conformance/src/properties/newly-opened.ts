import {
  type CanonicalRule,
  evaluate,
  type HeaderDecision,
  type Policy,
  type RequestDescriptor,
} from '@cors-policy/core';
import { responseHeader } from './response-header.js';

type Fields = RequestDescriptor['headers'];

/** Requests that differ from one in what they ask for, made of others. */
function variations(request: RequestDescriptor, others: readonly RequestDescriptor[]): readonly RequestDescriptor[] {
  const headersOf = (...names: readonly (keyof Fields)[]): readonly RequestDescriptor[] =>
    others.map((other) => ({
      ...request,
      headers: { ...request.headers, ...Object.fromEntries(names.map((name) => [name, other.headers[name]])) },
    }));
  return [
    ...others,
    ...others.map((other) => ({ ...other, path: request.path })),
    ...others.map(({ method, granted }) => ({ ...request, method, granted })),
    ...headersOf('origin'),
    ...headersOf('access-control-request-method'),
    ...headersOf('access-control-request-headers'),
    ...headersOf('origin', 'access-control-request-method', 'access-control-request-headers'),
  ];
}

/** What a policy allows that another one did not, and that has nothing to do with the request that was asked about. */
export function newlyOpened(
  before: Policy,
  after: Policy,
  asked: RequestDescriptor,
  others: readonly RequestDescriptor[],
): readonly object[] {
  const rules = [before.toJSON()].flat();
  return variations(asked, others).flatMap((request) => {
    const was = evaluate(before, request);
    const is = evaluate(after, request);
    const faults = [
      is.verdict === 'allowed' && was.verdict !== 'allowed' && !isAskedFor(before, rules, asked, request)
        ? 'a request'
        : undefined,
      is.verdict === 'allowed' &&
      was.verdict === 'allowed' &&
      exposesMore(was, is) &&
      !(isSameOrigin(asked, request) && isLetInByGrant(before, request))
        ? 'a response header'
        : undefined,
      isCredentialed(is) && !isCredentialed(was) && !isSameOrigin(asked, request) && request.granted !== true
        ? 'credentials'
        : undefined,
    ].filter((fault) => fault !== undefined);
    return faults.length === 0 ? [] : [{ faults, request, was, is }];
  });
}

/** Whether each thing that a request asks for was asked for, or was in the policy already. */
function isAskedFor(
  before: Policy,
  rules: readonly CanonicalRule[],
  asked: RequestDescriptor,
  request: RequestDescriptor,
): boolean {
  const { path, granted, headers } = request;
  const read = evaluate(before, { method: 'GET', path, granted, headers: { origin: headers.origin } });
  const isOriginFine = isSameOrigin(asked, request) || read.verdict === 'allowed';
  const mayWrite = isSameOrigin(asked, request) || evaluate(before, request).reason !== 'csrf-denied';
  const method = headers['access-control-request-method'] ?? '';
  if (request.method !== 'OPTIONS' || method === '') return isOriginFine && mayWrite;
  const isMethodFine =
    /^(?:GET|HEAD|POST)$/.test(method) ||
    method === asked.headers['access-control-request-method'] ||
    method === asked.method ||
    rules.some(({ methods }) => methods === '*' || methods.includes(method));
  const askedHeaders = namesIn(asked);
  const areHeadersFine = namesIn(request).every(
    (name) => askedHeaders.includes(name) || rules.some((rule) => allowsHeader(rule, name)),
  );
  return isOriginFine && mayWrite && isMethodFine && areHeadersFine;
}

/**
 * Whether only an outside check let it in, by the first rule of its group. Once the origin that was asked about stands in
 * a rule, it gets what that rule gives, granted or not.
 */
function isLetInByGrant(before: Policy, request: RequestDescriptor): boolean {
  return request.granted === true && evaluate(before, { ...request, granted: false }).verdict !== 'allowed';
}

function isSameOrigin(asked: RequestDescriptor, request: RequestDescriptor): boolean {
  return asked.headers.origin === request.headers.origin;
}

function allowsHeader({ allowedHeaders, credentials }: CanonicalRule, name: string): boolean {
  if (allowedHeaders.includes(name)) return true;
  return allowedHeaders.includes('*') && (credentials || name !== 'authorization');
}

function namesIn({ headers }: RequestDescriptor): readonly string[] {
  return listed(headers['access-control-request-headers']);
}

function listed(list: unknown): readonly string[] {
  return typeof list === 'string'
    ? list
        .toLowerCase()
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '')
    : [];
}

function exposesMore(was: HeaderDecision, is: HeaderDecision): boolean {
  const before = listed(responseHeader(was, 'access-control-expose-headers'));
  const after = listed(responseHeader(is, 'access-control-expose-headers'));
  return !before.includes('*') && after.some((name) => !before.includes(name));
}

function isCredentialed(decision: HeaderDecision): boolean {
  return responseHeader(decision, 'access-control-allow-credentials') === 'true';
}

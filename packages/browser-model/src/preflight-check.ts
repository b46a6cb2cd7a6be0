import type { Browser } from './browser.js';
import type { WireResponse } from './browser-request.js';
import { corsCheck } from './cors-check.js';
import { extractTokens, FAILURE } from './extract-header-list-values.js';
import type { FetchRequest } from './fetch-request.js';
import { allPassed, checked, type Finding, noted } from './finding.js';
import { get, type HeaderList } from './header-list.js';
import { maxAgeOf } from './max-age.js';
import { isSafelistedMethod } from './method.js';
import type { PreflightGrant } from './preflight-cache.js';
import { isNonWildcardName, unsafeRequestHeaderNames } from './safelisted-request-header.js';

const ALLOW_METHODS = 'access-control-allow-methods';
const ALLOW_HEADERS = 'access-control-allow-headers';
const ALLOW_PRIVATE_NETWORK = 'access-control-allow-private-network';

/** What a preflight's answer was held against. The request may be sent where all of it passed. */
export interface PreflightCheck {
  readonly findings: readonly Finding[];
  /** What it allows, this request or others; none where it is no answer at all. */
  readonly grant: PreflightGrant | undefined;
}

/**
 * Whether the answer to a preflight lets the request be sent.
 *
 * @param origin the origin that the preflight was sent with
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch (step 7)
 */
export function checkPreflight(
  request: FetchRequest,
  origin: string,
  response: WireResponse,
  browser: Browser,
): PreflightCheck {
  const { status, headers } = response;
  const shared = corsCheck(request, origin, response);
  if (!allPassed(shared)) return { findings: shared, grant: undefined };
  const isOk = status >= 200 && status <= 299;
  const findings = [
    ...shared,
    checked('preflight-status', isOk, 'the status of the preflight', `${status}`, '200-299'),
  ];
  if (!isOk) return { findings, grant: undefined };
  return checkLists(request, headers, browser, findings);
}

/** Steps 7.1 to 7.8. */
function checkLists(
  request: FetchRequest,
  headers: HeaderList,
  browser: Browser,
  before: readonly Finding[],
): PreflightCheck {
  const { quirks } = browser;
  const listed = extractTokens(headers, ALLOW_METHODS);
  const headerNames = extractTokens(headers, ALLOW_HEADERS);
  // Step 7.3.
  if (listed === FAILURE || headerNames === FAILURE) {
    const malformed =
      listed === FAILURE
        ? checked('allow-methods', false, ALLOW_METHODS, get(headers, ALLOW_METHODS), 'a list of methods')
        : checked('allow-headers', false, ALLOW_HEADERS, get(headers, ALLOW_HEADERS), 'a list of header names');
    return { findings: [...before, malformed], grant: undefined };
  }
  // Step 7.4.
  const standsInForMissing = request.useCorsPreflight && !quirks.uploadListenerNeedsMethods;
  const methods = listed ?? (standsInForMissing ? [request.method] : []);
  const findings = [
    ...before,
    checkMethod(request, methods, get(headers, ALLOW_METHODS)),
    ...checkHeaderNames(request, headerNames ?? [], get(headers, ALLOW_HEADERS), browser),
    ...checkPrivateNetwork(request, headers, browser),
  ];
  const maxAge = maxAgeOf(headers, browser);
  const grant = { methods, headerNames: headerNames ?? [], maxAge };
  if (!allPassed(findings)) return { findings, grant };
  const kept = noted('max-age', 'access-control-max-age', get(headers, 'access-control-max-age'), `kept ${maxAge} s`);
  return { findings: [...findings, kept], grant };
}

/** Step 7.5: methods are compared with their case. */
function checkMethod(
  { method, credentials }: FetchRequest,
  methods: readonly string[],
  found: string | undefined,
): Finding {
  const passes =
    methods.includes(method) || isSafelistedMethod(method) || (credentials !== 'include' && methods.includes('*'));
  return checked('allow-methods', passes, ALLOW_METHODS, found, wildcardWords(method, credentials));
}

/** Steps 7.6 and 7.7: header names are compared without their case. */
function checkHeaderNames(
  { headers, credentials }: FetchRequest,
  headerNames: readonly string[],
  found: string | undefined,
  { quirks }: Browser,
): readonly Finding[] {
  const listed = headerNames.map((name) => name.toLowerCase());
  const hasWildcard = credentials !== 'include' && listed.includes('*');
  return unsafeRequestHeaderNames(headers, quirks).map((name) => {
    const mustBeNamed = isNonWildcardName(name, quirks);
    const passes = listed.includes(name) || (hasWildcard && !mustBeNamed);
    const wanted = mustBeNamed ? `${name}, which * does not cover` : wildcardWords(name, credentials);
    return checked('allow-headers', passes, ALLOW_HEADERS, found, wanted);
  });
}

function wildcardWords(name: string, credentials: FetchRequest['credentials']): string {
  return credentials === 'include' ? `${name}, for the request has credentials` : `${name} or *`;
}

/** @see https://wicg.github.io/private-network-access/#cors-preflight */
function checkPrivateNetwork(
  { privateNetwork }: FetchRequest,
  headers: HeaderList,
  { quirks }: Browser,
): readonly Finding[] {
  if (!privateNetwork || !quirks.asksForPrivateNetwork) return [];
  const granted = get(headers, ALLOW_PRIVATE_NETWORK);
  return [checked('allow-private-network', granted === 'true', ALLOW_PRIVATE_NETWORK, granted, 'true')];
}

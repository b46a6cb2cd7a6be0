const FETCH = 'https://fetch.spec.whatwg.org/';

/** What can be checked, and where the standard says so. */
export const checks = {
  'request-url': `${FETCH}#dom-request`,
  'request-method': `${FETCH}#dom-request`,
  'request-header': `${FETCH}#concept-headers-append`,
  'request-body': `${FETCH}#dom-request`,
  'request-mode': `${FETCH}#concept-main-fetch`,
  'request-origin': `${FETCH}#append-a-request-origin-header`,
  'preflight-method': `${FETCH}#cors-safelisted-method`,
  'preflight-header': `${FETCH}#cors-unsafe-request-header-names`,
  'preflight-upload': `${FETCH}#use-cors-preflight-flag`,
  'preflight-private-network': 'https://wicg.github.io/private-network-access/#cors-preflight',
  'preflight-cache': `${FETCH}#cors-preflight-cache`,
  'preflight-status': `${FETCH}#cors-preflight-fetch`,
  'allow-origin': `${FETCH}#cors-check`,
  'allow-credentials': `${FETCH}#cors-check`,
  'allow-methods': `${FETCH}#cors-preflight-fetch`,
  'allow-headers': `${FETCH}#cors-preflight-fetch`,
  'allow-private-network': 'https://wicg.github.io/private-network-access/#cors-preflight',
  'max-age': `${FETCH}#concept-cache-max-age`,
  'expose-headers': `${FETCH}#cors-safelisted-response-header-name`,
  'response-status': `${FETCH}#concept-http-network-or-cache-fetch`,
  redirect: `${FETCH}#concept-http-redirect-fetch`,
} as const;

export type CheckName = keyof typeof checks;

/** What two things were held against each other. */
export interface Comparison {
  /** What was looked at: a header, a method, a status. */
  readonly subject: string;
  /** What was found there; `undefined` where there was nothing. */
  readonly found: string | undefined;
  /** What was wanted, in words or as the value itself. */
  readonly wanted: string;
}

/** One thing that the browser looked at, for somebody who asks why. */
export interface Finding {
  readonly check: CheckName;
  /** `check` may fail, and then ends the fetch with a network error; `note` only tells what the browser does, and why. */
  readonly kind: 'check' | 'note';
  readonly passed: boolean;
  readonly compared: Comparison;
  /** The section of the standard. */
  readonly link: string;
}

/** A check that passed or failed. */
export function checked(
  check: CheckName,
  passed: boolean,
  subject: string,
  found: string | undefined,
  wanted: string,
): Finding {
  return { check, kind: 'check', passed, compared: { subject, found, wanted }, link: checks[check] };
}

/** Something that decides what the browser does next. */
export function noted(check: CheckName, subject: string, found: string | undefined, wanted: string): Finding {
  return { check, kind: 'note', passed: true, compared: { subject, found, wanted }, link: checks[check] };
}

export function allPassed(findings: readonly Finding[]): boolean {
  return findings.every(({ passed }) => passed);
}

import type { Reason, RequestKind, Verdict } from '../decision.js';
import {
  ACCESS_CONTROL_ALLOW_CREDENTIALS,
  ACCESS_CONTROL_ALLOW_HEADERS,
  ACCESS_CONTROL_ALLOW_METHODS,
  ACCESS_CONTROL_ALLOW_ORIGIN,
  ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK,
  ACCESS_CONTROL_EXPOSE_HEADERS,
  ACCESS_CONTROL_MAX_AGE,
  TIMING_ALLOW_ORIGIN,
} from '../protocol/header-names.js';

/**
 * The status that a row ends the response with: none, always 403, 403 where the denying rule has
 * `disallowed: 'reject'`, or the answering rule's `preflightStatus`.
 */
export type RowStatus = undefined | 403 | '403-if-reject' | 'preflightStatus';

/**
 * The names a row adds to `Vary`: none (`Origin` with an outside check), those of the group for any request (`V`), or
 * those and what a preflight asks with (`P`).
 */
export type RowVary = 'none' | 'V' | 'P';

/** One row of the decision table. Exactly one answers each request; they are asked from the top. */
export interface DecisionRow {
  /** The reason, and the kind of request where several rows share the reason. */
  readonly id: string;
  readonly kind: RequestKind;
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly status: RowStatus;
  /** When the row answers, given that none above it does. */
  readonly condition: string;
  /** The response headers it can send; each stands or falls with the policy. */
  readonly headers: readonly string[];
  readonly vary: RowVary;
  /** The section of the standard that the row comes from. */
  readonly link: string;
}

type RowName =
  | 'pathAmbiguous'
  | 'pathOutOfScope'
  | 'csrfNonCors'
  | 'csrfActual'
  | 'csrfPreflight'
  | 'noOrigin'
  | 'originAllowed'
  | 'sameOrigin'
  | 'malformedActual'
  | 'malformedPreflight'
  | 'allowFailedActual'
  | 'allowFailedPreflight'
  | 'notAllowedActual'
  | 'notAllowedPreflight'
  | 'methodNotAllowed'
  | 'headerNotAllowed'
  | 'privateNetworkNotAllowed'
  | 'preflightAllowed';

const FETCH = 'https://fetch.spec.whatwg.org/';
const NONE: readonly string[] = [];
const PUBLIC_READ = [ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, TIMING_ALLOW_ORIGIN];
const READ = [
  ACCESS_CONTROL_ALLOW_ORIGIN,
  ACCESS_CONTROL_ALLOW_CREDENTIALS,
  ACCESS_CONTROL_EXPOSE_HEADERS,
  TIMING_ALLOW_ORIGIN,
];
const PREFLIGHT = [
  ACCESS_CONTROL_ALLOW_ORIGIN,
  ACCESS_CONTROL_ALLOW_CREDENTIALS,
  ACCESS_CONTROL_ALLOW_METHODS,
  ACCESS_CONTROL_ALLOW_HEADERS,
  ACCESS_CONTROL_MAX_AGE,
  ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK,
];

const outOfScope = {
  kind: 'out-of-scope',
  verdict: 'not-applicable',
  status: undefined,
  headers: NONE,
  vary: 'none',
} as const;
const deniedActual = { kind: 'actual', verdict: 'denied', status: '403-if-reject', headers: NONE, vary: 'V' } as const;
const deniedPreflight = { kind: 'preflight', verdict: 'denied', status: 403, headers: NONE, vary: 'P' } as const;
const answeredPreflight = { kind: 'preflight', status: 'preflightStatus', headers: PREFLIGHT, vary: 'P' } as const;

const csrf = {
  verdict: 'denied',
  reason: 'csrf-denied',
  status: 403,
  headers: NONE,
  link: 'https://pkg.go.dev/net/http#CrossOriginProtection',
} as const;
const csrfCondition =
  'a rule of the group has `csrf`, the method is unsafe, and the request is neither same-origin nor from an origin that every such rule trusts';

/** The rows by name, for the code that picks one. Declared in the order in which they are asked. */
export const decisionRows: Readonly<Record<RowName, DecisionRow>> = {
  pathAmbiguous: {
    id: 'path-ambiguous',
    ...outOfScope,
    reason: 'path-ambiguous',
    condition:
      'a rule of the policy has `paths`, and the path is missing or means different things to different routers',
    link: 'https://url.spec.whatwg.org/#path-state',
  },
  pathOutOfScope: {
    id: 'path-out-of-scope',
    ...outOfScope,
    reason: 'path-out-of-scope',
    condition: 'no group of rules is for this path, and no outside check granted the origin',
    link: `${FETCH}#http-cors-protocol`,
  },
  csrfNonCors: {
    id: 'csrf-denied:non-cors',
    kind: 'non-cors',
    ...csrf,
    condition: `no \`Origin\`; ${csrfCondition}`,
    vary: 'V',
  },
  csrfActual: { id: 'csrf-denied:actual', kind: 'actual', ...csrf, condition: csrfCondition, vary: 'V' },
  csrfPreflight: {
    id: 'csrf-denied:preflight',
    kind: 'preflight',
    ...csrf,
    condition: `a preflight; ${csrfCondition}, the method being the requested one`,
    vary: 'P',
  },
  noOrigin: {
    id: 'no-origin',
    kind: 'non-cors',
    verdict: 'not-applicable',
    reason: 'no-origin',
    status: undefined,
    condition: 'the request has no `Origin`; the headers are those of the group’s first public rule, if it has one',
    headers: PUBLIC_READ,
    vary: 'V',
    link: `${FETCH}#cors-request`,
  },
  originAllowed: {
    id: 'origin-allowed',
    kind: 'actual',
    verdict: 'allowed',
    reason: 'origin-allowed',
    status: undefined,
    condition: 'not a preflight, and a rule allows the origin',
    headers: READ,
    vary: 'V',
    link: `${FETCH}#cors-check`,
  },
  sameOrigin: {
    id: 'same-origin',
    kind: 'actual',
    verdict: 'not-applicable',
    reason: 'same-origin',
    status: undefined,
    condition:
      'not a preflight, no rule allows the origin, it is well-formed or `null`, and `Sec-Fetch-Site` is `same-origin` or, where that is absent, the origin’s host and port are those of `Host`',
    headers: NONE,
    vary: 'V',
    link: `${FETCH}#origin-header`,
  },
  malformedActual: {
    id: 'origin-malformed:actual',
    ...deniedActual,
    reason: 'origin-malformed',
    condition: 'not a preflight, and `Origin` is not a serialized origin',
    link: `${FETCH}#origin-header`,
  },
  malformedPreflight: {
    id: 'origin-malformed:preflight',
    ...deniedPreflight,
    reason: 'origin-malformed',
    condition: 'a preflight, and `Origin` is not a serialized origin',
    link: `${FETCH}#origin-header`,
  },
  allowFailedActual: {
    id: 'allow-failed:actual',
    ...deniedActual,
    reason: 'allow-failed',
    condition: 'not a preflight, no rule allows the origin, it is not `null`, and the outside check failed',
    link: `${FETCH}#cors-check`,
  },
  allowFailedPreflight: {
    id: 'allow-failed:preflight',
    ...deniedPreflight,
    reason: 'allow-failed',
    condition: 'a preflight, no rule allows the origin, it is not `null`, and the outside check failed',
    link: `${FETCH}#cors-check`,
  },
  notAllowedActual: {
    id: 'origin-not-allowed:actual',
    ...deniedActual,
    reason: 'origin-not-allowed',
    condition: 'not a preflight, and no rule allows the origin',
    link: `${FETCH}#cors-check`,
  },
  notAllowedPreflight: {
    id: 'origin-not-allowed:preflight',
    ...deniedPreflight,
    reason: 'origin-not-allowed',
    condition: 'a preflight, and no rule allows the origin',
    link: `${FETCH}#cors-check`,
  },
  methodNotAllowed: {
    id: 'method-not-allowed',
    ...answeredPreflight,
    verdict: 'denied',
    reason: 'method-not-allowed',
    condition: 'a preflight of an allowed origin for a method that the rule does not have',
    link: `${FETCH}#cors-preflight-fetch`,
  },
  headerNotAllowed: {
    id: 'header-not-allowed',
    ...answeredPreflight,
    verdict: 'denied',
    reason: 'header-not-allowed',
    condition:
      'a preflight of an allowed origin for a header that the rule does not have, or for a list that is malformed or too long',
    link: `${FETCH}#cors-preflight-fetch`,
  },
  privateNetworkNotAllowed: {
    id: 'private-network-not-allowed',
    ...answeredPreflight,
    verdict: 'denied',
    reason: 'private-network-not-allowed',
    condition: 'a preflight of an allowed origin that asks for a private network, which the rule has off',
    link: 'https://wicg.github.io/private-network-access/#cors-preflight',
  },
  preflightAllowed: {
    id: 'preflight-allowed',
    ...answeredPreflight,
    verdict: 'allowed',
    reason: 'preflight-allowed',
    condition: 'a preflight of an allowed origin for what the rule has',
    link: `${FETCH}#cors-preflight-fetch`,
  },
};

/** The whole table in the order in which its rows are asked. Frozen. */
export const decisionTable: readonly DecisionRow[] = Object.freeze(
  Object.values(decisionRows).map((row) => Object.freeze({ ...row, headers: Object.freeze([...row.headers]) })),
);

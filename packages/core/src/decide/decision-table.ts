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
import { decisionRows, type RowAnswer, type RowName } from './decision-rows.js';

/**
 * The names a row adds to `Vary`: none (`Origin` with an outside check), those of the group for any request (`V`), or
 * those and what a preflight asks with (`P`).
 */
export type RowVary = 'none' | 'V' | 'P';

/** One row of the decision table. Exactly one answers each request; they are asked from the top. */
export interface DecisionRow extends RowAnswer {
  /** The reason, and the kind of request where several rows share the reason. */
  readonly id: string;
  /** When the row answers, given that none above it does. */
  readonly condition: string;
  /** The response headers it can send; each stands or falls with the policy. */
  readonly headers: readonly string[];
  readonly vary: RowVary;
  /** The section of the standard that the row comes from. */
  readonly link: string;
}

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

const outOfScope = { headers: NONE, vary: 'none' } as const;
const deniedActual = { headers: NONE, vary: 'V' } as const;
const deniedPreflight = { headers: NONE, vary: 'P' } as const;
const answeredPreflight = { headers: PREFLIGHT, vary: 'P' } as const;
const csrf = { headers: NONE, link: 'https://pkg.go.dev/net/http#CrossOriginProtection' } as const;
const csrfCondition =
  'a rule of the group has `csrf`, the method is unsafe, and the request is neither same-origin nor from an origin that every such rule trusts';

/** What a row says beyond its answer. */
type RowWords = Omit<DecisionRow, keyof RowAnswer>;

/** Made in a call, which a bundler leaves out where nobody asks for the table. */
const rowWords = (): Readonly<Record<RowName, RowWords>> => ({
  pathAmbiguous: {
    id: 'path-ambiguous',
    ...outOfScope,
    condition:
      'a rule of the policy has `paths`, and the path is missing or means different things to different routers',
    link: 'https://url.spec.whatwg.org/#path-state',
  },
  pathOutOfScope: {
    id: 'path-out-of-scope',
    ...outOfScope,
    condition: 'no group of rules is for this path, and no outside check granted the origin',
    link: `${FETCH}#http-cors-protocol`,
  },
  csrfNonCors: {
    id: 'csrf-denied:non-cors',
    ...csrf,
    condition: `no \`Origin\`; ${csrfCondition}`,
    vary: 'V',
  },
  csrfActual: { id: 'csrf-denied:actual', ...csrf, condition: csrfCondition, vary: 'V' },
  csrfPreflight: {
    id: 'csrf-denied:preflight',
    ...csrf,
    condition: `a preflight; ${csrfCondition}, the method being the requested one`,
    vary: 'P',
  },
  noOrigin: {
    id: 'no-origin',
    condition: 'the request has no `Origin`; the headers are those of the group’s first public rule, if it has one',
    headers: PUBLIC_READ,
    vary: 'V',
    link: `${FETCH}#cors-request`,
  },
  originAllowed: {
    id: 'origin-allowed',
    condition: 'not a preflight, and a rule allows the origin',
    headers: READ,
    vary: 'V',
    link: `${FETCH}#cors-check`,
  },
  sameOrigin: {
    id: 'same-origin',
    condition:
      'not a preflight, no rule allows the origin, it is well-formed or `null`, and `Sec-Fetch-Site` is `same-origin` or, where that is absent, the origin’s host and port are those of `Host`',
    headers: NONE,
    vary: 'V',
    link: `${FETCH}#origin-header`,
  },
  malformedActual: {
    id: 'origin-malformed:actual',
    ...deniedActual,
    condition: 'not a preflight, and `Origin` is not a serialized origin',
    link: `${FETCH}#origin-header`,
  },
  malformedPreflight: {
    id: 'origin-malformed:preflight',
    ...deniedPreflight,
    condition: 'a preflight, and `Origin` is not a serialized origin',
    link: `${FETCH}#origin-header`,
  },
  allowFailedActual: {
    id: 'allow-failed:actual',
    ...deniedActual,
    condition: 'not a preflight, no rule allows the origin, it is not `null`, and the outside check failed',
    link: `${FETCH}#cors-check`,
  },
  allowFailedPreflight: {
    id: 'allow-failed:preflight',
    ...deniedPreflight,
    condition: 'a preflight, no rule allows the origin, it is not `null`, and the outside check failed',
    link: `${FETCH}#cors-check`,
  },
  notAllowedActual: {
    id: 'origin-not-allowed:actual',
    ...deniedActual,
    condition: 'not a preflight, and no rule allows the origin',
    link: `${FETCH}#cors-check`,
  },
  notAllowedPreflight: {
    id: 'origin-not-allowed:preflight',
    ...deniedPreflight,
    condition: 'a preflight, and no rule allows the origin',
    link: `${FETCH}#cors-check`,
  },
  methodNotAllowed: {
    id: 'method-not-allowed',
    ...answeredPreflight,
    condition: 'a preflight of an allowed origin for a method that the rule does not have',
    link: `${FETCH}#cors-preflight-fetch`,
  },
  headerNotAllowed: {
    id: 'header-not-allowed',
    ...answeredPreflight,
    condition:
      'a preflight of an allowed origin for a header that the rule does not have, or for a list that is malformed or too long',
    link: `${FETCH}#cors-preflight-fetch`,
  },
  privateNetworkNotAllowed: {
    id: 'private-network-not-allowed',
    ...answeredPreflight,
    condition: 'a preflight of an allowed origin that asks for a private network, which the rule has off',
    link: 'https://wicg.github.io/private-network-access/#cors-preflight',
  },
  preflightAllowed: {
    id: 'preflight-allowed',
    ...answeredPreflight,
    condition: 'a preflight of an allowed origin for what the rule has',
    link: `${FETCH}#cors-preflight-fetch`,
  },
});

/** The whole table in the order in which its rows are asked. Frozen. */
export const decisionTable: readonly DecisionRow[] = /* @__PURE__ */ compileTable();

function compileTable(): readonly DecisionRow[] {
  const names = Object.keys(decisionRows) as RowName[]; // the keys that it was declared with
  const everyWords = rowWords();
  return Object.freeze(
    names.map((name) => {
      const { id, headers, ...words } = everyWords[name];
      return Object.freeze({ id, ...decisionRows[name], ...words, headers: Object.freeze([...headers]) });
    }),
  );
}

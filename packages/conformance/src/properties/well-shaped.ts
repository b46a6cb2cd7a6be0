import type { HeaderDecision } from '@cors-policy/core';
import { expect } from 'vitest';

const kinds = ['out-of-scope', 'non-cors', 'actual', 'preflight'];
const verdicts = ['not-applicable', 'allowed', 'denied'];
const reasons = [
  'path-ambiguous',
  'path-out-of-scope',
  'csrf-denied',
  'no-origin',
  'origin-allowed',
  'same-origin',
  'origin-malformed',
  'allow-failed',
  'origin-not-allowed',
  'method-not-allowed',
  'header-not-allowed',
  'private-network-not-allowed',
  'preflight-allowed',
];
const fields = ['headers', 'kind', 'reason', 'rule', 'status', 'vary', 'verdict'];
const headerNames = [
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-max-age',
  'access-control-allow-private-network',
  'access-control-expose-headers',
  'timing-allow-origin',
];
const varyNames = [
  'Origin',
  'Sec-Fetch-Site',
  'Access-Control-Request-Method',
  'Access-Control-Request-Headers',
  'Access-Control-Request-Private-Network',
];

/** What is wrong with the shape of a decision, by name. */
function faultsOf(decision: HeaderDecision): string[] {
  const { kind, verdict, reason, rule, status, headers, vary } = decision;
  const names = headers.map(([name]) => name);
  const checks: Readonly<Record<string, boolean>> = {
    fields: Object.keys(decision).sort().join() === fields.join(),
    kind: kinds.includes(kind),
    verdict: verdicts.includes(verdict),
    reason: reasons.includes(reason),
    rule: rule === undefined || (Number.isInteger(rule) && rule >= 0),
    status: status === undefined || status === 403 || (status >= 200 && status <= 299 && Number.isInteger(status)),
    'header names': names.every((name) => headerNames.includes(name)) && new Set(names).size === names.length,
    // What a header line can carry: nothing that ends it, nothing beyond ASCII.
    'header values': headers.every(([, value]) => /^[\x20-\x7e\t]+$/.test(value)),
    vary: vary.every((name) => varyNames.includes(name)) && new Set(vary).size === vary.length,
    frozen: [decision, headers, vary, ...headers].every(Object.isFrozen),
  };
  return Object.keys(checks).filter((name) => checks[name] !== true);
}

/** Expects a decision to have the shape that it is declared with, deeply frozen. */
export function expectWellShaped(decision: HeaderDecision, about: object): void {
  const faults = faultsOf(decision);
  if (faults.length > 0) expect({ ...about, decision, faults }).toMatchObject({ faults: [] });
}

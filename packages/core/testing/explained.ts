import { expect } from 'vitest';
import type { Explanation, ExplanationStep, ExplanationStepId } from '../src/explain/explanation.js';
import { applyFix } from '../src/explain/policy-fix.js';
import { explain } from '../src/explain.js';
import { definePolicy } from '../src/policy/define-policy.js';
import type { Policy } from '../src/policy/policy.js';
import type { PolicyConfig } from '../src/policy/policy-config.js';
import type { RequestDescriptor } from '../src/request-descriptor.js';

export const APP = 'https://app.example.com';
/** One rule for one origin. */
export const config = { origins: [APP], methods: ['PUT'], allowedHeaders: ['x-known'] } as const;
export const policy: Policy = definePolicy(config);

/** A request that reads. */
export const get = (origin: string | undefined, path?: string): RequestDescriptor => ({
  method: 'GET',
  path,
  headers: { origin },
});

export const preflight = (origin: string, method: string, headers?: string): RequestDescriptor => ({
  method: 'OPTIONS',
  headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
});

export function stepOf({ steps }: Explanation, id: ExplanationStepId): ExplanationStep {
  const step = steps.find((one) => one.id === id);
  if (step === undefined) throw new Error(`there is no step ${id}`);
  return step;
}

/** The checks that failed, with the change that each takes, as data alone. */
export function failed({ steps }: Explanation): readonly unknown[] {
  return steps
    .filter(({ passed }) => !passed)
    .map(({ id, fix }) => (fix === undefined ? id : [id, fix.op, fix.path, 'value' in fix ? fix.value : undefined]));
}

/** Expects the fixes to allow the request, whatever else they do, and gives the config that they make. */
export function expectAllowed(
  rules: PolicyConfig | readonly PolicyConfig[],
  request: RequestDescriptor,
  credentials = false,
): PolicyConfig | readonly PolicyConfig[] {
  const { fixes } = explain(definePolicy(rules), request, { credentials });
  const fixed = applyFix(rules, fixes);
  expect(explain(definePolicy(fixed), request, { credentials }).outcome).toBe('allowed');
  return fixed;
}

/** Policy functions, `allow`, `onDecision`, `debug` and the rest: the same tests for each of the four adapters. */
import { describe, expect, it } from 'vitest';
import { reasonNotToCheck } from '../../packages/conformance/src/kit/check/check.js';
import { allowGroup } from '../../packages/conformance/src/kit/checks/allow.js';
import { chosenPolicyGroup } from '../../packages/conformance/src/kit/checks/chosen-policy.js';
import { commonOptionsGroup } from '../../packages/conformance/src/kit/checks/common-options.js';
import { decisionHookGroup } from '../../packages/conformance/src/kit/checks/decision-hook.js';
import { policySourceGroup } from '../../packages/conformance/src/kit/checks/policy-source.js';
import { everyAdapter } from './every-adapter.js';

describe.each([policySourceGroup, chosenPolicyGroup, allowGroup, decisionHookGroup, commonOptionsGroup])(
  '$title',
  ({ checks }) => {
    it.each(everyAdapter)('$name is put to every check, and excused from none', (adapter) => {
      expect(checks.filter((check) => reasonNotToCheck(adapter, check) !== undefined)).toEqual([]);
    });
  },
);

it('the adapters are four', () => {
  expect(new Set(everyAdapter.map(({ name }) => name)).size).toBe(4);
});

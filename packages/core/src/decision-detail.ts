import type { CompiledPolicy } from './decide/compiled-policy.js';
import type { CompiledRule } from './decide/compiled-rule.js';
import type { HeaderDecision } from './decision.js';
import { firstRefusedHeader } from './headers/allow-headers.js';
import { compiledPolicy, type Policy } from './policy/policy.js';
import { readField, readFields, readMethod } from './read-request.js';
import type { RequestDescriptor } from './request-descriptor.js';

/**
 * A second look at a request for what its decision was about: the header, the method or the origin that was refused.
 *
 * It is the request's own text, bounded by the engine's limits and otherwise as received: whoever prints it escapes it.
 *
 * @returns `undefined` where there is nothing to name, as in a malformed origin, which is never echoed
 */
export function decisionDetail(
  policy: Policy,
  request: RequestDescriptor,
  decision: HeaderDecision,
): string | undefined {
  const fields = readFields(request);
  switch (decision.reason) {
    case 'header-not-allowed': {
      const rule = ruleAt(compiledPolicy(policy), decision.rule);
      // Empty: the list is malformed or over its budget, so no name in it can be given.
      return (
        (rule && firstRefusedHeader(rule.headers, readField(fields['access-control-request-headers']))) || undefined
      );
    }
    case 'method-not-allowed':
      return readField(fields['access-control-request-method']);
    case 'csrf-denied':
      return decision.kind === 'preflight' ? readField(fields['access-control-request-method']) : readMethod(request);
    case 'origin-not-allowed':
    case 'allow-failed':
      return readField(fields.origin);
    default:
      return undefined;
  }
}

function ruleAt({ groups }: CompiledPolicy, index: number | undefined): CompiledRule | undefined {
  return groups.flatMap(({ rules }) => rules).find((rule) => rule.index === index);
}

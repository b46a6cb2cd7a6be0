import type { HeaderDecision, HeaderEntry } from '../decision.js';
import { decisionDetail } from '../decision-detail.js';
import type { Policy } from '../policy/policy.js';
import type { RequestDescriptor } from '../request-descriptor.js';

const DEBUG_HEADER = 'cors-policy';

/** Longest detail that is shown, in characters before quoting: enough for a long header name or host. */
const MAX_DETAIL_LENGTH = 128;

/**
 * The response header that tells a developer what was decided and why:
 *
 *     cors-policy: denied; reason=header-not-allowed; detail="x-foo"
 *
 * An item of structured fields (RFC 9651 §3.3): a token with parameters. The detail is of the request and therefore of
 * whoever sent it: it is bounded, and quoted so that it can only be text.
 */
export function debugHeader(policy: Policy, request: RequestDescriptor, decision: HeaderDecision): HeaderEntry {
  const detail = decisionDetail(policy, request, decision);
  const shown = detail === undefined ? '' : `; detail=${quoteString(detail.slice(0, MAX_DETAIL_LENGTH))}`;
  return [DEBUG_HEADER, `${decision.verdict}; reason=${decision.reason}${shown}`];
}

/** RFC 9651 §4.1.6, Serializing a String; what cannot stand in one becomes `?` instead of failing the whole header. */
function quoteString(text: string): string {
  return `"${text.replace(/[^\x20-\x7e]/g, '?').replace(/["\\]/g, '\\$&')}"`;
}

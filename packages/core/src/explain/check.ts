import { show } from '../policy/policy-issue.js';
import type { ExplanationStep } from './explanation.js';

/** What has to change so that a failed check passes; `undefined` where no config can do it. */
export type Cure =
  | { readonly kind: 'path' }
  | { readonly kind: 'trust'; readonly rule: number }
  | { readonly kind: 'origin' }
  | { readonly kind: 'credentials' }
  | { readonly kind: 'method' }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'private-network' };

/** A step, still without the fix: that depends on what else has failed. */
export interface Check extends Omit<ExplanationStep, 'fix'> {
  readonly cure: Cure | undefined;
}

/** How many members of a list a step shows. */
const SHOWN_MEMBERS = 5;

/** A list in words: quoted, and cut short. */
export function showList(members: readonly (string | object)[], none: string): string {
  if (members.length === 0) return none;
  const shown = members.slice(0, SHOWN_MEMBERS).map(showMember);
  const rest = members.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

function showMember(member: string | object): string {
  if (typeof member === 'string') return show(member);
  return show('regex' in member ? `/${String(member.regex)}/` : '').slice(1, -1);
}

const FETCH = 'https://fetch.spec.whatwg.org/';

/** Where the standards say what is checked. */
export const links = {
  path: 'https://url.spec.whatwg.org/#path-state',
  csrf: 'https://pkg.go.dev/net/http#CrossOriginProtection',
  originHeader: `${FETCH}#origin-header`,
  corsRequest: `${FETCH}#cors-request`,
  corsCheck: `${FETCH}#cors-check`,
  credentials: `${FETCH}#cors-protocol-and-credentials`,
  preflight: `${FETCH}#cors-preflight-fetch`,
  privateNetwork: 'https://wicg.github.io/private-network-access/#cors-preflight',
} as const;

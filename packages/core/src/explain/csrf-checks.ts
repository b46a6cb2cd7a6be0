import { refuseWriting } from '../csrf.js';
import type { CsrfGuard } from '../decide/rule-group.js';
import { OPAQUE_ORIGIN } from '../origin/origin.js';
import { includesOrigin } from '../origin/origin-set.js';
import { show } from '../policy/policy-issue.js';
import { showList } from '../policy/show-list.js';
import { readField } from '../read-request.js';
import { type Check, links } from './check.js';
import { type Inquiry, isListable } from './inquiry.js';
import { nearOrigins } from './near-origin.js';

/** Whether the request may write, by each rule of the group that asks. */
export function checkWriting(inquiry: Inquiry): readonly Check[] {
  return (inquiry.group?.csrf ?? []).map((guard) => checkGuard(inquiry, guard));
}

function checkGuard({ asked, rules }: Inquiry, guard: CsrfGuard): Check {
  const { origin, method, fields } = asked;
  const rule = guard.denials.actual.rule ?? 0;
  const csrf = rules[rule]?.csrf;
  const trusted = csrf ? csrf.trustedOrigins : 'none';
  const refused = refuseWriting([guard], method, origin, fields) !== undefined;
  const fetchSite = readField(fields['sec-fetch-site']);
  const site = fetchSite === undefined ? '' : `, Sec-Fetch-Site: ${show(fetchSite)}`;
  const step = {
    id: 'csrf',
    passed: !refused,
    expected: `to write, the server's own origin, or ${showList(trusted === 'none' ? [] : trusted, 'no other')}`,
    actual: `${show(method)} from ${origin === undefined ? 'no Origin' : show(origin)}${site}`,
    field: 'Origin',
    path: [rule, 'csrf', 'trustedOrigins'],
    link: links.csrf,
    nearMisses: [],
    cure: undefined,
  } as const;
  if (!refused) return { ...step, message: whyItMayWrite(guard, method, origin, fetchSite) };
  if (origin === undefined) {
    return {
      ...step,
      message: `the browser says that the request comes from elsewhere (Sec-Fetch-Site), and without Origin there is nobody to trust`,
    };
  }
  const isTrustable = origin !== OPAQUE_ORIGIN && isListable(origin);
  return {
    ...step,
    message: isTrustable
      ? `rule ${rule} does not trust ${show(origin)} to write, so ${show(method)} is refused`
      : `${show(origin)} can never be trusted to write, so ${show(method)} is refused`,
    nearMisses: nearOrigins(origin, trusted === 'none' ? [] : trusted, (value) => includesOrigin(guard.trusted, value)),
    cure: isTrustable ? { kind: 'trust', rule } : undefined,
  };
}

function whyItMayWrite(
  { trusted }: CsrfGuard,
  method: string,
  origin: string | undefined,
  fetchSite: string | undefined,
): string {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return `${method} does not write`;
  if (fetchSite === 'same-origin' || fetchSite === 'none')
    return 'the browser says that no other site is behind the request';
  if (origin !== undefined && includesOrigin(trusted, origin)) return 'the origin is trusted to write';
  return origin === undefined ? 'without Origin and Sec-Fetch-Site it is no browser' : 'the origin names the own host';
}

import { allowingRule } from '../decide/allowing-rule.js';
import { FILE_ORIGIN, OPAQUE_ORIGIN } from '../origin/origin.js';
import type { RegexSource } from '../policy/policy-config.js';
import { show } from '../policy/policy-issue.js';
import { showList } from '../policy/show-list.js';
import { readField } from '../read-request.js';
import { type Check, links } from './check.js';
import { type Inquiry, isListable, isMalformed } from './inquiry.js';
import { nearOrigins } from './near-origin.js';

/**
 * Whether the answer lets the origin read: `Access-Control-Allow-Origin` is `*` or the `Origin` itself.
 * @see https://fetch.spec.whatwg.org/#cors-check steps 1 to 4
 */
export function checkOrigin(inquiry: Inquiry): Check | undefined {
  const { asked, rules, group, answering, isOwnOrigin } = inquiry;
  const { origin } = asked;
  const listed = originsOf(inquiry);
  const step = {
    id: 'origin',
    expected: showList(listed, 'no origin'),
    actual: origin === undefined ? 'no Origin' : show(origin),
    field: 'Origin',
    path: undefined,
    link: links.corsCheck,
    nearMisses: [],
    cure: undefined,
  } as const;
  if (origin === undefined) {
    const message = 'there is no Origin, so this is no CORS request and the browser checks nothing';
    return group && { ...step, passed: true, message, link: links.corsRequest };
  }
  if (answering !== undefined) {
    const { index } = answering;
    const isListed = group !== undefined && allowingRule(group, origin) === answering;
    const who = rules[index]?.origins === '*' ? 'every origin' : show(origin);
    const message = isListed
      ? `rule ${index} allows ${who}`
      : `no rule allows ${show(origin)}; the outside check granted it, so rule ${index} answers`;
    return { ...step, passed: true, path: [index, 'origins'], message };
  }
  if (isOwnOrigin) {
    const site = readField(asked.fields['sec-fetch-site']);
    const how = site === undefined ? 'it names the host and port of Host' : 'Sec-Fetch-Site says same-origin';
    const message = `the page is the server's own (${how}), so the browser makes no CORS check`;
    return { ...step, passed: true, message, link: links.originHeader };
  }
  if (isMalformed(origin)) {
    return {
      ...step,
      passed: false,
      expected: 'an origin as browsers send it, such as "https://app.example.com"',
      message: 'this is no serialized origin: no browser sends it, and no policy can allow it',
      link: links.originHeader,
      nearMisses: group ? nearOrigins(origin, listed, (value) => allowingRule(group, value) !== undefined) : [],
    };
  }
  if (group === undefined) return undefined;
  const [{ index }] = group.rules;
  const denied = { ...step, passed: false, path: [index, 'origins'] };
  if (asked.granted === 'failed' && origin !== OPAQUE_ORIGIN) {
    const message =
      'no rule allows this origin, and the outside check failed: what it threw is what has to be cured, not the config';
    return { ...denied, message };
  }
  const isNamed = isListable(origin);
  return {
    ...denied,
    message: messageOf(inquiry, origin, isNamed),
    nearMisses: nearOrigins(origin, listed, (value) => allowingRule(group, value) !== undefined),
    cure: isNamed ? { kind: 'origin' } : undefined,
  };
}

function messageOf({ asked }: Inquiry, origin: string, isNamed: boolean): string {
  if (!isNamed) return `no rule allows ${show(origin)}, and none can list it: it is not in the form that browsers send`;
  const asks = asked.granted === false ? ', and the outside check did not grant it' : '';
  const noOrigin =
    origin === OPAQUE_ORIGIN || origin === FILE_ORIGIN ? ', which stands for pages without an origin' : '';
  return `no rule allows ${show(origin)}${noOrigin}${asks}`;
}

/** Everything that the rules for the path list. */
function originsOf({ group, rules }: Inquiry): readonly (string | RegexSource)[] {
  return (group?.rules ?? []).flatMap(({ index }) => {
    const origins = rules[index]?.origins ?? 'none';
    if (origins === '*') return ['*'];
    return origins === 'none' ? [] : origins;
  });
}

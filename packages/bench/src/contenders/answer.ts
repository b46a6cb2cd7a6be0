import type { Field } from '../scenarios/browser-fields.js';
import { type ExchangeScenario, exchangePolicy } from '../scenarios/exchange-scenarios.js';

/** What came over the wire, so far as CORS goes. */
export interface Answer {
  readonly status: number;
  readonly fields: readonly Field[];
}

const SAFELISTED = ['GET', 'HEAD', 'POST'];

/** Whether a browser that sends cookies takes this answer for a yes: https://fetch.spec.whatwg.org/#cors-check. */
function isGranted({ request }: ExchangeScenario, answer: Answer): boolean {
  if (request.kind === 'no-origin') return false;
  const value = (name: string): string | undefined => fieldValue(answer, name);
  if (value('access-control-allow-origin') !== request.origin) return false;
  if (value('access-control-allow-credentials') !== 'true') return false;
  if (request.kind === 'actual') return true;
  if (answer.status < 200 || answer.status > 299) return false;
  const headers = membersOf(value('access-control-allow-headers')?.toLowerCase());
  return (
    (SAFELISTED.includes(request.method) ||
      membersOf(value('access-control-allow-methods')).includes(request.method)) &&
    membersOf(request.headers).every((name) => headers.includes(name))
  );
}

/**
 * What must hold for the contenders to have done the same work: the browser's conclusion, and where that is yes, the
 * lists and the lifetime of the policy in whatever order and case. `Vary` and what stands on a refusal differ among the
 * peers, and are not compared.
 *
 * @returns what is wrong; `undefined` where nothing is
 */
export function faultOf(scenario: ExchangeScenario, answer: Answer): string | undefined {
  const granted = isGranted(scenario, answer);
  if (granted !== scenario.granted) return granted ? 'grants' : 'refuses';
  if (!granted || scenario.request.kind !== 'preflight') return undefined;
  const lists = {
    'access-control-allow-methods': exchangePolicy.methods,
    'access-control-allow-headers': exchangePolicy.allowedHeaders,
    'access-control-max-age': [String(exchangePolicy.maxAge)],
  };
  return Object.entries(lists).find(([name, list]) => {
    const sent = fieldValue(answer, name);
    const members = membersOf(name === 'access-control-allow-headers' ? sent?.toLowerCase() : sent);
    return members.sort().join() !== [...list].sort().join();
  })?.[0];
}

function fieldValue({ fields }: Answer, name: string): string | undefined {
  const values = fields.flatMap(([key, value]) => (key.toLowerCase() === name ? [value] : []));
  return values.length === 0 ? undefined : values.join(', ');
}

const membersOf = (list = ''): string[] =>
  list
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '');

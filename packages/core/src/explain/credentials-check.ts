import { type Check, links } from './check.js';
import { type Inquiry, isListable } from './inquiry.js';
import { canListHeader } from './preflight-checks.js';

/**
 * Whether the answer lets the origin read with credentials: `Access-Control-Allow-Credentials` is `true`, and
 * `Access-Control-Allow-Origin` is not `*`.
 * @see https://fetch.spec.whatwg.org/#cors-check steps 5 to 7
 */
export function checkCredentials({ asked, answering }: Inquiry): Check | undefined {
  if (!asked.credentials || answering === undefined) return undefined;
  const { index, credentials, isPublic } = answering;
  const step = {
    id: 'credentials',
    passed: credentials,
    expected: 'Access-Control-Allow-Credentials: true',
    actual: credentials ? 'Access-Control-Allow-Credentials: true' : 'no Access-Control-Allow-Credentials',
    field: 'Access-Control-Allow-Credentials',
    path: [index, 'credentials'],
    link: links.credentials,
    nearMisses: [],
    cure: undefined,
  } as const;
  if (credentials) return { ...step, message: `rule ${index} allows credentials` };
  const star = isPublic ? ', and with credentials a browser refuses Access-Control-Allow-Origin: *' : '';
  const message = `the request is made with credentials, which rule ${index} does not allow${star}`;
  const isNamed = asked.origin !== undefined && isListable(asked.origin);
  // A header that only `*` lets pass would have to be listed: with credentials `*` is more than without.
  const isListed = (asked.headers ?? []).every(canListHeader);
  return { ...step, message, cure: isNamed && isListed ? { kind: 'credentials' } : undefined };
}

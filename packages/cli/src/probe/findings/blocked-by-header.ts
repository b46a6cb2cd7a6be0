import type { BrowserRequest, Step } from '@cors-policy/browser-model';
import type { Exchange } from '../evidence/evidence.js';
import { allowOrigin, field, lines, members, quoted } from '../evidence/response-fields.js';
import type { Cause } from './cause.js';
import { nearOrigin } from './near-origin.js';

const ALLOW_ORIGIN = 'access-control-allow-origin';
const ALLOW_CREDENTIALS = 'access-control-allow-credentials';

/** `Access-Control-Allow-Origin` does not let the origin in. */
export function blockedByOrigin({ response }: Exchange, { origin, credentials }: BrowserRequest): Cause {
  const value = allowOrigin(response);
  const found = quoted(response, ALLOW_ORIGIN);
  if (value === undefined)
    return {
      code: 'allow-origin-missing',
      found: `${response.status}, ${found}`,
      message: `the answer does not say who may read it`,
      change: `allow ${origin}: answer with ${ALLOW_ORIGIN}: ${origin} and vary: Origin`,
      blockage: { kind: 'origin-missing' },
    };
  if (lines(response, ALLOW_ORIGIN).length > 1 || value.includes(','))
    return {
      code: 'allow-origin-doubled',
      found,
      message: 'there is more than one value, and browsers accept one',
      change:
        lines(response, ALLOW_ORIGIN).length > 1
          ? 'let one of the two send it: the application, or the proxy in front of it, which otherwise has to replace the header (in nginx: proxy_hide_header)'
          : 'send the origin of the request alone, where it is one of the list',
      blockage: { kind: 'origin-multiple', value },
    };
  if (value === '*' && credentials === 'include')
    return {
      code: 'wildcard-with-credentials',
      found: [found, quoted(response, ALLOW_CREDENTIALS)].join('\n'),
      message: 'browsers refuse * for a request with credentials',
      change: `answer with ${ALLOW_ORIGIN}: ${origin}, ${ALLOW_CREDENTIALS}: true and vary: Origin, for origins of a list; or let the page fetch without credentials`,
      blockage: { kind: 'wildcard-with-credentials' },
    };
  const near = nearOrigin(value, origin);
  return {
    code: 'allow-origin-mismatch',
    found,
    message: `it is not ${origin}, byte for byte${near === undefined ? '' : `: ${near}`}`,
    change: `answer with the origin of the request, where it is allowed, and with vary: Origin`,
    blockage: { kind: URL.canParse(value) || value === 'null' ? 'origin-mismatch' : 'origin-invalid', value },
  };
}

/** `Access-Control-Allow-Credentials` is not `true`. */
export function blockedByCredentials({ response }: Exchange): Cause {
  const value = field(response, ALLOW_CREDENTIALS);
  return {
    code: 'allow-credentials-missing',
    found: quoted(response, ALLOW_CREDENTIALS),
    message:
      value === undefined
        ? 'the request has credentials, and the answer does not allow them'
        : `the request has credentials, and the value that allows them is true, in lower case and once`,
    change: `answer with ${ALLOW_CREDENTIALS}: true, if pages of this origin may read with cookies; or let the page fetch without credentials`,
    blockage: { kind: 'credentials', value: value ?? '' },
  };
}

/** A list does not have what is asked for, or cannot be read. */
export function blockedByList(step: Step, { response }: Exchange, asked: BrowserRequest): Cause {
  const isMethods = step.check === 'allow-methods';
  const name = isMethods ? 'access-control-allow-methods' : 'access-control-allow-headers';
  const { wanted } = step.compared;
  // A name, and what else would do.
  const [first = ''] = wanted.split(/[ ,]/);
  const found = quoted(response, name);
  if (wanted.startsWith('a list of '))
    return {
      code: 'list-malformed',
      found,
      message: 'the list cannot be read, and then allows nothing',
      change: 'write names with commas between them, and nothing else',
      blockage: { kind: 'malformed', field: isMethods ? 'Methods' : 'Headers', value: field(response, name) ?? '' },
    };
  const listed = members(response, name);
  const isLiteral = listed.includes('*') && asked.credentials === 'include';
  const isCase = isMethods && listed.includes(first.toLowerCase());
  const why = isLiteral
    ? ': for a request with credentials * is a name like any other'
    : isCase
      ? ': methods are compared with their case'
      : first === 'authorization' && listed.includes('*')
        ? ': by the standard * does not stand for it, though today’s browsers let it pass'
        : '';
  const code =
    first === 'authorization' && listed.includes('*') && !isLiteral
      ? 'authorization-by-wildcard'
      : isMethods
        ? 'method-not-allowed'
        : 'header-not-allowed';
  return {
    code,
    found,
    message: `${first} is not in the list${why}`,
    change: isCase
      ? `write the method as the page does, or let the page write it as the list does`
      : `add ${first} to ${name}`,
    blockage: isMethods ? { kind: 'method', method: first } : { kind: 'header', name: first },
  };
}

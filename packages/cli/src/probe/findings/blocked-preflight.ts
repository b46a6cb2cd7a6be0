import type { Step } from '@cors-policy/browser-model';
import type { Exchange } from '../evidence/evidence.js';
import { allowOrigin, field, grants, quoted } from '../evidence/response-fields.js';
import type { Cause } from './cause.js';

/** A preflight that was answered with something else than success: what stood in its way. */
export function blockedPreflight(exchange: Exchange, step: Step, origin: string): Cause {
  const { response } = exchange;
  const { status } = response;
  const isRedirect = status >= 300 && status < 400 && status !== 304;
  // Browsers look at the origin first, but for redirects.
  const blockage: Cause['blockage'] = isRedirect
    ? { kind: 'redirect' }
    : step.check === 'allow-origin' && allowOrigin(response) === undefined
      ? { kind: 'origin-missing' }
      : { kind: 'status' };
  if (isRedirect)
    return {
      code: 'preflight-redirected',
      found: `${status}, ${quoted(response, 'location')}`,
      message: 'the preflight is redirected, and browsers follow no redirect of a preflight',
      change:
        'answer preflights before whatever redirects (http to https, a missing slash, a login page); or let the page ask for the address that it leads to',
      blockage,
    };
  if (status === 401 || status === 407 || field(response, 'www-authenticate') !== undefined)
    return {
      code: 'preflight-unauthorized',
      found: `${status}, ${quoted(response, 'www-authenticate')}`,
      message: 'the preflight is asked to authenticate, and a preflight never carries cookies or credentials',
      change: 'answer preflights before the authentication: the CORS middleware stands in front of it',
      blockage,
    };
  return { code: 'preflight-refused', found: `${status}`, ...refusal(exchange, origin), blockage };
}

function refusal({ response }: Exchange, origin: string): Pick<Cause, 'message' | 'change'> {
  const { status } = response;
  if (status === 404 || status === 405 || status === 501)
    return {
      message: `the preflight is answered with ${status}: nothing answers OPTIONS here`,
      change: 'let the CORS middleware answer OPTIONS before the routes are looked at',
    };
  if (status === 403 && !grants(response, origin))
    return {
      message: `the preflight is refused with 403: the server does not allow ${origin}, or something in front of it allows no OPTIONS`,
      change: `allow ${origin}; where it is allowed already, answer preflights before what refuses them`,
    };
  return {
    message: `the preflight is answered with ${status}, and browsers want 200 to 299`,
    change: 'answer preflights with 204 before anything else can fail',
  };
}

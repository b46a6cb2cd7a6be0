import type { HeaderEntry } from '../decision.js';
import { ACCESS_CONTROL_ALLOW_CREDENTIALS } from '../protocol/header-names.js';

/**
 * `Access-Control-Allow-Credentials` is `true` or absent: every other value means no, and confuses.
 * @see https://fetch.spec.whatwg.org/#http-access-control-allow-credentials
 */
export function emitAllowCredentials(credentials: boolean): HeaderEntry | undefined {
  return credentials ? ALLOW_CREDENTIALS : undefined;
}

const ALLOW_CREDENTIALS: HeaderEntry = Object.freeze([ACCESS_CONTROL_ALLOW_CREDENTIALS, 'true']);

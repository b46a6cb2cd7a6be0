import type { HeaderEntry } from '../decision.js';
import { ACCESS_CONTROL_ALLOW_METHODS } from '../protocol/header-names.js';
import { MAX_REQUEST_METHOD_LENGTH } from '../protocol/limits.js';
import { isRequestMethod, isSafelistedMethod } from '../protocol/method.js';

/** The methods of a rule, compiled. */
export interface AllowedMethods {
  /** `'*'`: any method. Browsers take it literally with credentials, so the requested one is sent back there. */
  readonly any: boolean;
  readonly echoes: boolean;
  readonly names: ReadonlySet<string>;
  /** The same names, in the order of the config. */
  readonly listed: readonly string[];
  readonly entry: HeaderEntry | undefined;
}

export function compileAllowedMethods(methods: '*' | readonly string[], credentials: boolean): AllowedMethods {
  const any = methods === '*';
  const names = new Set(any ? [] : methods);
  const value = any ? '*' : [...names].join(',');
  const echoes = any && credentials;
  return {
    any,
    echoes,
    names,
    listed: [...names],
    entry: echoes || value === '' ? undefined : Object.freeze([ACCESS_CONTROL_ALLOW_METHODS, value]),
  };
}

/**
 * Whether a preflight may ask for this method. Names are case-sensitive: `patch` is not `PATCH`.
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch step 7.5
 */
export function passesMethod(allowed: AllowedMethods, requested: string): boolean {
  // What is listed was found to be a method when the policy was defined.
  if (requested.length <= MAX_REQUEST_METHOD_LENGTH && includesMethod(allowed, requested)) return true;
  return allowed.any && isRequestMethod(requested);
}

/** A short list is gone through, which is faster than the hash of a new string. */
function includesMethod({ names, listed }: AllowedMethods, requested: string): boolean {
  if (listed.length > 8) return names.has(requested) || isSafelistedMethod(requested);
  for (let place = 0; place < listed.length; place++) if (listed[place] === requested) return true;
  return isSafelistedMethod(requested);
}

/** The method that is sent back where `*` would be taken literally; `undefined` where none is. */
export function echoedMethod(allowed: AllowedMethods, requested: string): string | undefined {
  return allowed.echoes && isRequestMethod(requested) ? requested : undefined;
}

/** The whole list, so that the browser's preflight cache serves its other methods too. */
export function emitAllowMethods(allowed: AllowedMethods, echoed: string | undefined): HeaderEntry | undefined {
  return echoed === undefined ? allowed.entry : Object.freeze([ACCESS_CONTROL_ALLOW_METHODS, echoed]);
}

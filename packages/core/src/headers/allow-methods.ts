import type { HeaderEntry } from '../decision.js';
import { ACCESS_CONTROL_ALLOW_METHODS } from '../protocol/header-names.js';
import { isRequestMethod, isSafelistedMethod } from '../protocol/method.js';

/** The methods of a rule, compiled. */
export interface AllowedMethods {
  /** `'*'`: any method. Browsers take it literally with credentials, so the requested one is sent back there. */
  readonly any: boolean;
  readonly echoes: boolean;
  readonly names: ReadonlySet<string>;
  readonly entry: HeaderEntry | undefined;
}

export function compileAllowedMethods(methods: '*' | readonly string[], credentials: boolean): AllowedMethods {
  const any = methods === '*';
  const names = new Set(any ? [] : methods);
  const value = any ? '*' : [...names].join(',');
  const echoes = any && credentials;
  return { any, echoes, names, entry: echoes || value === '' ? undefined : [ACCESS_CONTROL_ALLOW_METHODS, value] };
}

/**
 * Whether a preflight may ask for this method. Names are case-sensitive: `patch` is not `PATCH`.
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch step 7.5
 */
export function passesMethod(allowed: AllowedMethods, requested: string): boolean {
  return isRequestMethod(requested) && (allowed.any || isSafelistedMethod(requested) || allowed.names.has(requested));
}

/** The whole list, so that the browser's preflight cache serves its other methods too. */
export function emitAllowMethods(allowed: AllowedMethods, requested: string): HeaderEntry | undefined {
  if (!allowed.echoes) return allowed.entry;
  return isRequestMethod(requested) ? [ACCESS_CONTROL_ALLOW_METHODS, requested] : undefined;
}

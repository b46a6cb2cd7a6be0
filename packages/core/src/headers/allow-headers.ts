import type { HeaderEntry } from '../decision.js';
import { everyListMember } from '../protocol/field-list.js';
import { ACCESS_CONTROL_ALLOW_HEADERS, AUTHORIZATION } from '../protocol/header-names.js';
import { MAX_REQUEST_HEADERS_LENGTH } from '../protocol/limits.js';

/** The request headers of a rule, compiled. */
export interface AllowedHeaders {
  /** `'*'` stands in the list: any header, but for `authorization` without credentials. */
  readonly any: boolean;
  /** Browsers take `*` literally with credentials, so the requested names are sent back there. */
  readonly echoes: boolean;
  /** Lower case. */
  readonly names: ReadonlySet<string>;
  readonly entry: HeaderEntry | undefined;
}

/** @param headers lower-case names; beside `'*'` only `authorization` says more */
export function compileAllowedHeaders(headers: '*' | readonly string[], credentials: boolean): AllowedHeaders {
  const names = new Set(headers === '*' ? ['*'] : headers);
  const any = names.has('*');
  const echoes = any && credentials;
  const value = [...names].join(',');
  return { any, echoes, names, entry: echoes || value === '' ? undefined : [ACCESS_CONTROL_ALLOW_HEADERS, value] };
}

/**
 * Whether a preflight may ask for these headers: a list as RFC 9110 lets it be written, within its budget.
 *
 * Fetch has the browser send it lower-case, sorted and without spaces, and a server could insist on that. Proxies
 * rewrite lists all the same, and a set costs no more than an ordered one, so any case and any order pass.
 *
 * @param requested the field's value; `undefined` where there is none
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch step 7.7
 */
export function passesHeaders(allowed: AllowedHeaders, requested: string | undefined): boolean {
  return firstRefusedHeader(allowed, requested) === undefined;
}

/**
 * The first header that is refused: its name, or the empty text where the list is malformed or over its budget;
 * `undefined` where all pass.
 */
export function firstRefusedHeader(allowed: AllowedHeaders, requested: string | undefined): string | undefined {
  if (requested === undefined || requested === '') return undefined;
  if (requested.length > MAX_REQUEST_HEADERS_LENGTH) return '';
  let refused = '';
  const passed = everyListMember(requested, (name) => {
    if (covers(allowed, name)) return true;
    refused = name;
    return false;
  });
  return passed ? undefined : refused;
}

/**
 * Without credentials `*` does not cover `authorization`.
 * @see https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name
 */
function covers({ any, echoes, names }: AllowedHeaders, name: string): boolean {
  return (any && (echoes || name !== AUTHORIZATION)) || names.has(name);
}

/** The whole list, or what was asked for where `*` would be taken literally. */
export function emitAllowHeaders(allowed: AllowedHeaders, requested: string | undefined): HeaderEntry | undefined {
  if (!allowed.echoes) return allowed.entry;
  return requested !== undefined && namesAHeader(requested) && passesHeaders(allowed, requested)
    ? [ACCESS_CONTROL_ALLOW_HEADERS, requested]
    : undefined;
}

function namesAHeader(value: string): boolean {
  return /[^, \t]/.test(value);
}

import type { HeaderEntry } from '../decision.js';
import { everyListMember } from '../protocol/field-list.js';
import { ACCESS_CONTROL_ALLOW_HEADERS, AUTHORIZATION } from '../protocol/header-names.js';
import { MAX_REQUEST_HEADERS_LENGTH } from '../protocol/limits.js';
import { addToHash, hashForwards, PartTable } from '../protocol/part-table.js';
import { RecentFindings } from '../protocol/recent-findings.js';

/** The request headers of a rule, compiled. */
export interface AllowedHeaders {
  /** `'*'` stands in the list: any header, but for `authorization` without credentials. */
  readonly any: boolean;
  /** Browsers take `*` literally with credentials, so the requested names are sent back there. */
  readonly echoes: boolean;
  /** Lower case. */
  readonly names: ReadonlySet<string>;
  /** The same names, asked for as parts of a list. */
  readonly parts: PartTable<true>;
  /** The length of the longest of them. */
  readonly longest: number;
  readonly entry: HeaderEntry | undefined;
  /** Whether the lists passed that came lately: browsers send the same few. */
  readonly recent: RecentFindings<boolean>;
}

/** @param headers lower-case names; beside `'*'` only `authorization` says more */
export function compileAllowedHeaders(headers: '*' | readonly string[], credentials: boolean): AllowedHeaders {
  const names = new Set(headers === '*' ? ['*'] : headers);
  const parts = new PartTable<true>(hashForwards);
  for (const name of names) parts.getOrAdd(name, () => true);
  const any = names.has('*');
  const echoes = any && credentials;
  const value = [...names].join(',');
  const entry: HeaderEntry | undefined =
    echoes || value === '' ? undefined : Object.freeze([ACCESS_CONTROL_ALLOW_HEADERS, value]);
  const longest = Math.max(0, ...Array.from(names, (name) => name.length));
  return { any, echoes, names, parts, longest, entry, recent: new RecentFindings(LISTS) };
}

/** How many lists are kept. */
const LISTS = 16;

/** How long one of them may be: several times as long as those of browsers. */
const LONGEST_KEPT = 1024;

/**
 * Whether a preflight may ask for these headers: a list as RFC 9110 lets it be written, within its budget.
 *
 * Fetch has the browser send it lower-case, sorted and without spaces, and a server could insist on that. Proxies
 * rewrite lists all the same, and a table costs no more than an ordered list, so any case and any order pass.
 *
 * @param requested the field's value; `undefined` where there is none
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch step 7.7
 */
export function passesHeaders(allowed: AllowedHeaders, requested: string | undefined): boolean {
  if (requested === undefined || requested === '') return true;
  const { length } = requested;
  if (length > LONGEST_KEPT) {
    return length <= MAX_REQUEST_HEADERS_LENGTH && everyListMember(requested, allowed, covers);
  }
  const hash = hashOfList(requested);
  const known = allowed.recent.find(hash, requested);
  if (known !== undefined) return known;
  const passes = everyListMember(requested, allowed, covers);
  allowed.recent.keep(hash, requested, passes);
  return passes;
}

/** By the length and some of the last characters, because sorted lists often begin alike. */
function hashOfList(list: string): number {
  const { length } = list;
  let hash = length;
  if (length > 8) {
    hash = addToHash(hash, list.charCodeAt(length - 1));
    hash = addToHash(hash, list.charCodeAt(length - 5));
    hash = addToHash(hash, list.charCodeAt(length - 8));
  }
  return hash ^ (hash >>> 8);
}

/**
 * The first header that is refused: its name, or the empty text where the list is malformed or over its budget;
 * `undefined` where all pass.
 */
export function firstRefusedHeader(allowed: AllowedHeaders, requested: string | undefined): string | undefined {
  if (requested === undefined || requested === '') return undefined;
  if (requested.length > MAX_REQUEST_HEADERS_LENGTH) return '';
  let refused = '';
  const passed = everyListMember(requested, allowed, (_, list, start, end, hash) => {
    if (covers(allowed, list, start, end, hash)) return true;
    refused = list.slice(start, end).toLowerCase();
    return false;
  });
  return passed ? undefined : refused;
}

/** Whether the member from `start` to `end` passes, whatever the case of its letters. */
function covers(allowed: AllowedHeaders, list: string, start: number, end: number, hash: number): boolean {
  const { any, echoes, names, parts, longest } = allowed;
  // Without credentials `*` covers all but this: https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name
  if (any && (echoes || end - start !== AUTHORIZATION.length)) return true;
  if (end - start > longest && !any) return false;
  if (parts.find(hash, list, start, end) !== undefined) return true;
  const name = list.slice(start, end).toLowerCase();
  return any ? name !== AUTHORIZATION || names.has(name) : names.has(name);
}

/**
 * The list that is sent back where `*` would be taken literally; `undefined` where none is.
 * @param requested a list that passed
 */
export function echoedHeaders(allowed: AllowedHeaders, requested: string | undefined): string | undefined {
  return allowed.echoes && requested !== undefined && NAME.test(requested) ? requested : undefined;
}

/** Made once: an expression in a function is a new object with each call. */
const NAME = /[^, \t]/;

/** The whole list, or what was asked for where `*` would be taken literally. */
export function emitAllowHeaders(allowed: AllowedHeaders, echoed: string | undefined): HeaderEntry | undefined {
  return echoed === undefined ? allowed.entry : Object.freeze([ACCESS_CONTROL_ALLOW_HEADERS, echoed]);
}

import {
  AUTHORIZATION,
  forbiddenResponseHeaders,
  isForbiddenRequestHeader,
  isProtocolHeader,
  safelistedRequestHeaders,
  safelistedResponseHeaders,
} from '../protocol/header-names.js';
import { isToken } from '../protocol/token.js';
import { membersOf } from './list-field.js';
import { type ConfigPlace, show } from './policy-issue.js';

/** What django-cors-headers allows by default, and so do we. Frozen; extend it with a spread. */
export const defaultAllowedHeaders: readonly string[] = /* @__PURE__ */ Object.freeze([
  'accept',
  'authorization',
  'content-type',
  'user-agent',
  'x-csrftoken',
  'x-requested-with',
]);

/**
 * Reads `allowedHeaders`: lower case, in the order of the config and without duplicates. A list that holds `'*'` keeps
 * `authorization` beside it, the one name that `*` does not cover.
 */
export function readAllowedHeaders(field: ConfigPlace): '*' | readonly string[] {
  if (field.value === undefined) return defaultAllowedHeaders;
  const names = readNames(field, (place, name) => {
    if (isProtocolHeader(name)) {
      place.error(
        'header-forbidden',
        `${show(name)} belongs to the CORS protocol and is never asked for`,
        'leave it out',
      );
      return;
    }
    warnOf(place, name, isForbiddenRequestHeader(name), safelistedRequestHeaders.has(name), 'send');
  });
  if (!names.has('*')) return [...names];
  const beside = [...names].filter((name) => name !== '*');
  if (beside.some((name) => name !== AUTHORIZATION)) {
    field.warn(
      'headers-any-mixed',
      "'*' is every header but authorization, so the others say nothing",
      "write '*', or ['*', 'authorization']",
    );
  }
  return beside.includes(AUTHORIZATION) ? ['*', AUTHORIZATION] : '*';
}

/** Reads `exposedHeaders`, in the same way; a response header that is always or never readable gives a warning. */
export function readExposedHeaders(field: ConfigPlace): '*' | readonly string[] {
  if (field.value === undefined) return [];
  const names = readNames(field, (place, name) => {
    warnOf(place, name, forbiddenResponseHeaders.has(name), safelistedResponseHeaders.has(name), 'read');
  });
  if (!names.has('*')) return [...names];
  if (names.size > 1) field.warn('headers-any-mixed', "'*' is every header, so the others say nothing", "write '*'");
  return '*';
}

function readNames(field: ConfigPlace, check: (place: ConfigPlace, name: string) => void): ReadonlySet<string> {
  return new Set(
    membersOf(field).flatMap((place) => {
      const name = readName(place);
      if (name !== undefined && name !== '*') check(place, name);
      return name ?? [];
    }),
  );
}

function readName(place: ConfigPlace): string | undefined {
  const { value } = place;
  if (typeof value !== 'string') return place.error('type-invalid', `a header name is a string, not ${show(value)}`);
  if (isToken(value)) return value.toLowerCase();
  const names = value
    .toLowerCase()
    .split(/[\s,:]+/)
    .filter((name) => name !== '');
  const meant =
    names.length > 0 && names.every(isToken) ? (names.length === 1 ? names[0] : JSON.stringify(names)) : undefined;
  const message = `${show(value)} is no header name: letters, digits and !#$%&'*+-.^_\`|~ can stand in one`;
  return place.error('header-invalid', message, meant && `write ${meant}`);
}

/** Members of the default list never warn, wherever they stand. */
function warnOf(
  place: ConfigPlace,
  name: string,
  isForbidden: boolean,
  isSafelisted: boolean,
  verb: 'send' | 'read',
): void {
  if (defaultAllowedHeaders.includes(name)) return;
  if (isForbidden)
    place.warn('header-browser-forbidden', `browsers never let a script ${verb} ${show(name)}`, 'leave it out');
  else if (isSafelisted)
    place.warn(
      'header-safelisted',
      `browsers let every script ${verb} ${show(name)}, so it need not be listed`,
      'leave it out',
    );
}

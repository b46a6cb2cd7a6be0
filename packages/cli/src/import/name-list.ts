import type { ConversionLog } from './conversion.js';

/**
 * A list of methods or of header names, which the libraries take as a list or as one text with commas.
 *
 * @returns `undefined` where it is neither
 */
export function nameList(value: unknown): string[] | undefined {
  if (typeof value === 'string') return split(value);
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return undefined;
  return value.flatMap(split);
}

function split(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/**
 * A list as it works for requests with credentials, to which `*` is a name like any other, which nothing has.
 *
 * @param kind what the names are, for the note
 */
export function withoutLiteralWildcard(
  names: string[],
  credentials: boolean,
  option: string,
  kind: 'method' | 'header',
  log: ConversionLog,
): string[] {
  if (!credentials || !names.includes('*')) return names;
  log.difference(
    option,
    `* is a name like any other to browsers where a request has credentials, and let no further ${kind} pass; it is left out here, for requests without credentials too`,
    `list the ${kind}s`,
  );
  return names.filter((name) => name !== '*');
}

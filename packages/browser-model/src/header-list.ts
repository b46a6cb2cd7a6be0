/** A header: a name and a value, each character of which is one byte. */
export type Header = readonly [name: string, value: string];

/**
 * Headers in order, a name perhaps several times.
 *
 * @see https://fetch.spec.whatwg.org/#concept-header-list
 */
export type HeaderList = readonly Header[];

/** The values of all headers of a name, in order. */
export function valuesOf(list: HeaderList, name: string): readonly string[] {
  return list.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
}

/** @see https://fetch.spec.whatwg.org/#header-list-contains */
export function contains(list: HeaderList, name: string): boolean {
  return valuesOf(list, name).length > 0;
}

/**
 * The values of a name as one; `undefined` where there is none.
 *
 * @see https://fetch.spec.whatwg.org/#concept-header-list-get
 */
export function get(list: HeaderList, name: string): string | undefined {
  return contains(list, name) ? valuesOf(list, name).join(', ') : undefined;
}

/** @see https://fetch.spec.whatwg.org/#concept-header-list-delete */
export function without(list: HeaderList, names: readonly string[]): HeaderList {
  return list.filter(([name]) => !names.includes(name.toLowerCase()));
}

/**
 * A header for each name, as a script sees them that walks over a `Headers` object.
 *
 * @see https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine
 */
export function sortAndCombine(list: HeaderList): HeaderList {
  const names = toSortedLowercaseSet(list.map(([name]) => name));
  return names.map((name) => [name, get(list, name) ?? '']);
}

/** The headers that make a request conditional: a script that sets one does the work of the HTTP cache itself. */
export const conditions: readonly string[] = [
  'if-modified-since',
  'if-none-match',
  'if-unmodified-since',
  'if-match',
  'if-range',
];

/** @see https://fetch.spec.whatwg.org/#convert-header-names-to-a-sorted-lowercase-set */
export function toSortedLowercaseSet(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => name.toLowerCase()))].sort();
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);
}

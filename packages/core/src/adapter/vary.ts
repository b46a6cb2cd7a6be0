const WILDCARD = '*';

/**
 * The names that a `Vary` value holds, in order and as they are spelled.
 *
 * RFC 9110 §12.5.5: `Vary = #( "*" / field-name )`; empty members count for nothing.
 *
 * @param value as server frameworks hold it: `undefined`, one line, or a list of lines; the application may have set
 *   anything, and what is no string counts as what it would be on the wire
 */
export function varyMembers(value: unknown): readonly string[] {
  if (value === undefined) return [];
  const lines: readonly unknown[] = Array.isArray(value) ? value : [value];
  return lines
    .flatMap((line) => String(line).split(','))
    .map((member) => member.trim())
    .filter((member) => member !== '');
}

/**
 * Both lists of names as one: the present ones first and as they are spelled, nothing twice. `*` absorbs all others,
 * because a response that varies on everything varies on each of them (RFC 9110 §12.5.5).
 *
 * @returns `present` itself where there is nothing to add
 */
export function unionVary(present: readonly string[], names: readonly string[]): readonly string[] {
  if (names.length === 0) return present;
  if (present.includes(WILDCARD)) return present.length === 1 ? present : [WILDCARD];
  if (names.includes(WILDCARD)) return [WILDCARD];

  const spellings = new Map<string, string>();
  const add = (name: string): void => {
    const key = name.toLowerCase();
    if (!spellings.has(key)) spellings.set(key, name);
  };
  present.forEach(add);
  const distinct = spellings.size;
  names.forEach(add);
  return spellings.size === distinct ? present : [...spellings.values()];
}

/**
 * The value of `Vary` once the names of a decision are merged into what the application set.
 *
 * @param existing what the response holds so far, as for `varyMembers`
 * @param names the names to merge
 * @returns the whole new value, or `undefined` where the existing one already says it and is to be left untouched
 */
export function mergeVary(existing: unknown, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  if (existing === undefined && names.length === 1) return names[0];
  const present = varyMembers(existing);
  const merged = unionVary(present, names);
  return merged === present ? undefined : merged.join(', ');
}

let lastJoined: readonly string[] = [];
let lastValue = '';

/** The names as the value of `Vary`. That of the last list is remembered: there are few, and joining takes long. */
export function joinVary(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? '';
  if (names === lastJoined) return lastValue;
  const value = names.join(', ');
  // What is not frozen may hold other names the next time.
  if (Object.isFrozen(names)) {
    lastJoined = names;
    lastValue = value;
  }
  return value;
}

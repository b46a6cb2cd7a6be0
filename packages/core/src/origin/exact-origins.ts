import { MAX_ORIGIN_LENGTH } from '../protocol/limits.js';

/**
 * Exact origins, numbered from 0, found by a few of their characters.
 *
 * A `Map` has to hash the whole text of every `Origin` that arrives, since each is a new string, and that is most of
 * what a decision costs. Origins of one length differ in few places, so it is enough to hash those and to compare the
 * one candidate left. See `decisions/004-exact-origins-by-a-few-characters.md`.
 *
 * INVARIANT: a request chooses no slot that the policy has not filled, so the longest run of slots is the policy's.
 */
export interface ExactOrigins {
  readonly texts: readonly string[];
  /** By the length of the text. */
  readonly byLength: readonly (LengthClass | undefined)[];
  /** The numbers of texts that were there already, and that are not found. */
  readonly duplicates: ReadonlySet<number>;
}

/** The origins of one length. */
interface LengthClass {
  /** The places at which they differ, as many as are needed. */
  readonly places: Uint16Array;
  /** A hash table with open addressing: the number of an origin and 1, or 0 where the slot is free. */
  readonly slots: Uint32Array;
  /** In place of both, where the origins are such that even all places leave long runs of slots, by chance or by design. */
  readonly numbers: ReadonlyMap<string, number> | undefined;
}

/** What an origin that is not there has for its number. */
export const NOT_FOUND = -1;

/** @param texts the `Origin` values to match, byte for byte */
export function compileExactOrigins(texts: readonly string[]): ExactOrigins {
  const duplicates = new Set<number>();
  const numbersByLength: number[][] = [];
  for (let number = 0; number < texts.length; number++) {
    const length = texts[number]?.length ?? 0;
    const numbers = numbersByLength[length];
    if (numbers === undefined) numbersByLength[length] = [number];
    else numbers.push(number);
  }
  const byLength: (LengthClass | undefined)[] = [];
  for (let length = 0; length <= MAX_ORIGIN_LENGTH; length++) {
    const numbers = numbersByLength[length];
    byLength.push(numbers && compileLengthClass(texts, numbers, length, duplicates));
  }
  return { texts, byLength, duplicates };
}

export const NO_EXACT_ORIGINS: ExactOrigins = { texts: [], byLength: [], duplicates: new Set() };

/** The number of an origin; `NOT_FOUND` where it is none of these. */
export function findExactOrigin({ texts, byLength }: ExactOrigins, value: string): number {
  const sameLength = byLength[value.length];
  if (sameLength === undefined) return NOT_FOUND;
  const { places, slots, numbers } = sameLength;
  if (numbers !== undefined) return numbers.get(value) ?? NOT_FOUND;
  const mask = slots.length - 1;
  for (let slot = hashAt(value, places) & mask; ; slot = (slot + 1) & mask) {
    const found = slots[slot] ?? 0;
    if (found === 0) return NOT_FOUND;
    if (texts[found - 1] === value) return found - 1;
  }
}

/** Mixed at the end, because the low bits choose the slot. */
function hashAt(value: string, places: Uint16Array): number {
  let hash = 0;
  for (let index = 0; index < places.length; index++) {
    hash = (Math.imul(hash, 31) + value.charCodeAt(places[index] ?? 0)) | 0;
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

function compileLengthClass(
  texts: readonly string[],
  numbers: readonly number[],
  length: number,
  duplicates: Set<number>,
): LengthClass {
  const differing = differingPlaces(texts, numbers, length);
  for (let count = fewestPlaces(differing, numbers.length); ; count *= 2) {
    const places = Uint16Array.from(differing.slice(0, count).map(({ place }) => place));
    const slots = new Uint32Array(2 ** Math.ceil(Math.log2(numbers.length * 2)));
    const isLast = count >= differing.length;
    const again = fill(slots, { places, texts, numbers, longestRun: isLast ? 4 * LONGEST_RUN : LONGEST_RUN });
    if (again !== undefined) {
      for (const number of again) duplicates.add(number);
      return { places, slots, numbers: undefined };
    }
    if (isLast) return mapLengthClass(texts, numbers, duplicates);
  }
}

/** Half of the slots are free, so that a run longer than this is a sign of places that tell too little. */
const LONGEST_RUN = 48;

/**
 * Whoever chooses origins can choose them so that they all hash alike (tenants that register names, say). The hash of a
 * `Map` is seeded by the platform.
 */
function mapLengthClass(texts: readonly string[], numbers: readonly number[], duplicates: Set<number>): LengthClass {
  const first = new Map<string, number>();
  for (const number of numbers) {
    const text = texts[number] ?? '';
    if (first.has(text)) duplicates.add(number);
    else first.set(text, number);
  }
  return { places: new Uint16Array(), slots: new Uint32Array(), numbers: first };
}

interface DifferingPlace {
  readonly place: number;
  readonly chars: number;
}

/** The places at which not all have the same character, the most telling first. */
function differingPlaces(texts: readonly string[], numbers: readonly number[], length: number): DifferingPlace[] {
  const seen = new Uint8Array(length * 128);
  const chars = new Uint16Array(length);
  for (const number of numbers) {
    const text = texts[number] ?? '';
    for (let place = 0; place < length; place++) {
      const key = place * 128 + text.charCodeAt(place);
      if (seen[key] === 1) continue;
      seen[key] = 1;
      chars[place] = (chars[place] ?? 0) + 1;
    }
  }
  return Array.from(chars, (count, place) => ({ place, chars: count }))
    .filter((one) => one.chars > 1)
    .sort((one, other) => other.chars - one.chars);
}

/** How many places could tell so many origins apart, were their characters independent of each other. */
function fewestPlaces(differing: readonly DifferingPlace[], origins: number): number {
  let combinations = 1;
  let count = 0;
  while (combinations < origins && count < differing.length) {
    combinations *= differing[count]?.chars ?? 1;
    count++;
  }
  return Math.max(count, 1);
}

interface Filling {
  readonly places: Uint16Array;
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  /** Past this many taken slots in a row it is given up. */
  readonly longestRun: number;
}

/**
 * @returns the numbers of the texts that were there already; `undefined` where not all origins could be placed, and on
 *   average behind less than one other
 */
function fill(slots: Uint32Array, { places, texts, numbers, longestRun }: Filling): readonly number[] | undefined {
  const mask = slots.length - 1;
  const again: number[] = [];
  let passed = 0;
  for (const number of numbers) {
    const text = texts[number] ?? '';
    let slot = hashAt(text, places) & mask;
    let run = 0;
    for (let taken = slots[slot] ?? 0; taken !== 0 && texts[taken - 1] !== text; taken = slots[slot] ?? 0) {
      if (run === longestRun) return undefined;
      slot = (slot + 1) & mask;
      run++;
    }
    passed += run;
    if (passed >= numbers.length) return undefined;
    if (slots[slot] === 0) slots[slot] = number + 1;
    else again.push(number);
  }
  return again;
}

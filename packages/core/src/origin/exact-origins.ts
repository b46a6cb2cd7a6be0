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
  readonly places: readonly number[];
  /** A hash table with open addressing: the number of an origin and 1, or 0 where the slot is free. */
  readonly slots: Uint32Array;
  /** In place of both, where the origins are such that even all places leave long runs of slots, by chance or by design. */
  readonly numbers: ReadonlyMap<string, number> | undefined;
}

/** What an origin that is not there has for its number. */
export const NOT_FOUND = -1;

/** @param texts the `Origin` values to match, byte for byte */
export function compileExactOrigins(texts: readonly string[]): ExactOrigins {
  const numbersByLength: number[][] = [];
  for (let number = 0; number < texts.length; number++) {
    const length = texts[number]?.length ?? 0;
    const numbers = numbersByLength[length];
    if (numbers === undefined) numbersByLength[length] = [number];
    else numbers.push(number);
  }
  // One buffer for all lengths: to make one for each would take longer than to fill them.
  let size = 0;
  numbersByLength.forEach((numbers) => {
    size += bytesFor(numbers);
  });
  const buffer = new ArrayBuffer(size);
  let start = 0;
  const seen = new Int32Array(MAX_ORIGIN_LENGTH * 4);
  const duplicates = new Set<number>();
  const byLength: (LengthClass | undefined)[] = [];
  for (let length = 0; length <= MAX_ORIGIN_LENGTH; length++) {
    const numbers = numbersByLength[length];
    if (numbers === undefined) {
      byLength.push(undefined);
      continue;
    }
    const end = start + bytesFor(numbers);
    const slots = new Uint32Array(buffer, start, (end - start) / Uint32Array.BYTES_PER_ELEMENT);
    byLength.push(compileLengthClass({ texts, numbers, length, slots, seen, duplicates }));
    start = end;
  }
  return { texts, byLength, duplicates };
}

/** What slots for so many origins take: a power of two of them, and at least twice as many as there are origins. */
function bytesFor({ length }: readonly number[]): number {
  return Uint32Array.BYTES_PER_ELEMENT * 2 ** (32 - Math.clz32(length * 2 - 1));
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
function hashAt(value: string, places: readonly number[]): number {
  let hash = 0;
  for (let index = 0; index < places.length; index++) {
    hash = (Math.imul(hash, 31) + value.charCodeAt(places[index] ?? 0)) | 0;
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/** The origins of one length, to be placed. */
interface Placing {
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  readonly length: number;
  readonly slots: Uint32Array;
  /** For each place 128 bits, one for each character: written anew for each length. */
  readonly seen: Int32Array;
  /** Where the numbers go of texts that were there already. */
  readonly duplicates: Set<number>;
}

/** A few of the origins show well enough where all differ: if not, it is seen when they are placed, and all are read. */
function compileLengthClass(placing: Placing): LengthClass {
  const { numbers } = placing;
  const step = Math.max(1, Math.floor(numbers.length / (SAMPLE + numbers.length / 16)));
  const sampled = step === 1 ? undefined : hashLengthClass(placing, step);
  return sampled ?? hashLengthClass(placing, 1) ?? mapLengthClass(placing);
}

const SAMPLE = 6;

/** @returns `undefined` where the places at which every `step`th origin differs leave long runs of slots, even all of them */
function hashLengthClass(placing: Placing, step: number): LengthClass | undefined {
  const { numbers, slots } = placing;
  const chars = charsAt(placing, step);
  const differing = differingPlaces(chars);
  for (let count = fewestPlaces(differing, chars, numbers.length); ; count *= 2) {
    const places = differing.slice(0, count);
    const isLast = count >= differing.length;
    if (fill(placing, places, isLast && step === 1 ? LONGEST_RUN_OF_ALL : LONGEST_RUN)) {
      return { places, slots, numbers: undefined };
    }
    if (isLast) return undefined;
  }
}

/** Half of the slots are free, so that who is pushed further than this tells of places that tell too little. */
const LONGEST_RUN = 48;

/** And so that not one table of a million origins has such a run by chance. */
const LONGEST_RUN_OF_ALL: number = 4 * LONGEST_RUN;

/**
 * Whoever chooses origins can choose them so that they all hash alike (tenants that register names, say). The hash of a
 * `Map` is seeded by the platform.
 */
function mapLengthClass({ texts, numbers, duplicates }: Placing): LengthClass {
  const first = new Map<string, number>();
  for (const number of numbers) {
    const text = texts[number] ?? '';
    if (first.has(text)) duplicates.add(number);
    else first.set(text, number);
  }
  return { places: [], slots: new Uint32Array(), numbers: first };
}

/** How many different characters stand at each place of every `step`th origin. */
function charsAt({ texts, numbers, length, seen }: Placing, step: number): number[] {
  seen.fill(0, 0, length * 4);
  for (let index = 0; index < numbers.length; index += step) {
    const text = texts[numbers[index] ?? 0] ?? '';
    for (let place = 0; place < length; place++) {
      const code = text.charCodeAt(place);
      const word = place * 4 + (code >> 5);
      seen[word] = (seen[word] ?? 0) | (1 << (code & 31));
    }
  }
  const chars: number[] = [];
  for (let word = 0; word < length * 4; word += 4) {
    // No origin has one of the first 32 characters.
    chars.push(bitsOf(seen[word + 1] ?? 0) + bitsOf(seen[word + 2] ?? 0) + bitsOf(seen[word + 3] ?? 0));
  }
  return chars;
}

/** How many bits of 32 are set. */
function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/** The places at which not all have the same character, the most telling first. */
function differingPlaces(chars: readonly number[]): number[] {
  const places: number[] = [];
  for (let count = Math.max(...chars); count > 1; count--) {
    for (let place = 0; place < chars.length; place++) if (chars[place] === count) places.push(place);
  }
  return places;
}

/** How many places could tell so many origins apart, were their characters independent of each other. */
function fewestPlaces(differing: readonly number[], chars: readonly number[], origins: number): number {
  let combinations = 1;
  let count = 0;
  while (combinations < origins && count < differing.length) {
    combinations *= chars[differing[count] ?? 0] ?? 1;
    count++;
  }
  return Math.max(count, 1);
}

/**
 * @param farthest pushed past this many slots, it is given up
 * @returns whether all origins could be placed, and on average behind less than one other
 */
function fill({ texts, numbers, slots, duplicates }: Placing, places: readonly number[], farthest: number): boolean {
  const mask = slots.length - 1;
  slots.fill(0);
  let passed = 0;
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index] ?? 0;
    const text = texts[number] ?? '';
    let slot = hashAt(text, places) & mask;
    let run = 0;
    for (let taken = slots[slot] ?? 0; taken !== 0 && texts[taken - 1] !== text; taken = slots[slot] ?? 0) {
      if (run === farthest) return false;
      slot = (slot + 1) & mask;
      run++;
    }
    passed += run;
    if (passed >= numbers.length) return false;
    if (slots[slot] === 0) slots[slot] = number + 1;
    else duplicates.add(number);
  }
  return longestRun(slots) <= LONGEST_RUN_OF_ALL;
}

/**
 * How many slots in a row are taken at most. None need be pushed far for that: origins whose first slots follow each other
 * stand where they belong, and whoever asks for the first of these slots has to go past all of them.
 */
function longestRun(slots: Uint32Array): number {
  let longest = 0;
  let run = 0;
  let first: number | undefined;
  for (let slot = 0; slot < slots.length; slot++) {
    if (slots[slot] !== 0) run++;
    else {
      first ??= run;
      if (run > longest) longest = run;
      run = 0;
    }
  }
  // The last slot is followed by the first one.
  return Math.max(longest, run + (first ?? 0));
}

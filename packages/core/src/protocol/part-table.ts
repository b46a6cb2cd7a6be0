/**
 * A hash that grows by one code unit at a time, so that a scanner takes it along: start with 0. It keeps accidents apart,
 * not adversaries, which is why a table compares what it finds, and why it gives this hash up where texts were chosen
 * to have the same.
 */
export function addToHash(hash: number, code: number): number {
  return (Math.imul(hash, 0x01000193) + code) | 0;
}

/** The hash of a text, or of a part of it, from its first character to its last. */
export function hashForwards(text: string, start = 0, end: number = text.length): number {
  let hash = 0;
  for (let index = start; index < end; index++) hash = addToHash(hash, text.charCodeAt(index));
  return hash;
}

/** The hash of a text from its last character to its first: of all ends of a text, in one walk from its own end. */
export function hashBackwards(text: string): number {
  let hash = 0;
  for (let index = text.length - 1; index >= 0; index--) hash = addToHash(hash, text.charCodeAt(index));
  return hash;
}

/** Values by texts, which are found again as parts of longer texts without being cut out. */
export class PartTable<Value> {
  readonly #texts: string[] = [];
  readonly #values: Value[] = [];
  readonly #hashOf: (text: string) => number;
  /** Open addressing: the number of an entry and 1, or 0 where the slot is free. At most half of them are taken. */
  #slots: Uint32Array = new Uint32Array(4);
  /** In place of the slots once a run of them was too long. The platform seeds the hash of a `Map`. */
  #byText: Map<string, Value> | undefined;

  /** @param hashOf the hash that `find` is asked with, of a whole text */
  constructor(hashOf: (text: string) => number) {
    this.#hashOf = hashOf;
  }

  get size(): number {
    return this.#texts.length;
  }

  /** The value of a text, made first where there is none. */
  getOrAdd(text: string, create: () => Value): Value {
    const known = this.find(this.#hashOf(text), text, 0, text.length);
    if (known !== undefined) return known;
    const value = create();
    this.#texts.push(text);
    this.#values.push(value);
    if (this.#byText !== undefined) this.#byText.set(text, value);
    else if (this.#texts.length * 2 > this.#slots.length) this.#grow();
    else this.#place(this.#texts.length - 1);
    return value;
  }

  /**
   * The value of the part of a text from `start` to `end`.
   *
   * INVARIANT: a request chooses no slot that the policy has not filled, so the longest run of slots is the policy's.
   * @param hash of this part
   */
  find(hash: number, text: string, start: number, end: number): Value | undefined {
    if (this.#byText !== undefined) return this.#byText.get(text.slice(start, end));
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = mix(hash) & mask; ; slot = (slot + 1) & mask) {
      const found = slots[slot] ?? 0;
      if (found === 0) return undefined;
      if (isPart(this.#texts[found - 1] ?? '', text, start, end)) return this.#values[found - 1];
    }
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let number = 0; number < this.#texts.length && this.#byText === undefined; number++) this.#place(number);
  }

  #place(number: number): void {
    const text = this.#texts[number] ?? '';
    const mask = this.#slots.length - 1;
    let slot = mix(this.#hashOf(text)) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = number + 1;
    // On both sides: those who stand where they belong make a run as well.
    if (this.#takenFrom(slot, 1) + this.#takenFrom(slot, -1) > LONGEST_RUN)
      this.#byText = new Map(this.#values.map((value, index) => [this.#texts[index] ?? '', value]));
  }

  /** How many slots in a row are taken, so far as it matters. */
  #takenFrom(slot: number, step: 1 | -1): number {
    const mask = this.#slots.length - 1;
    let count = 0;
    while (count <= LONGEST_RUN && this.#slots[(slot + step * count) & mask] !== 0) count++;
    return count;
  }
}

/** Half of the slots are free, so that not one table of a million texts has such a run by chance. */
const LONGEST_RUN = 192;

/** The low bits choose the slot, and the last characters alone must not. */
function mix(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

function isPart(candidate: string, text: string, start: number, end: number): boolean {
  if (candidate.length !== end - start) return false;
  // A part at the end is the common one, and the one that the platform compares fastest.
  return end === text.length ? text.endsWith(candidate) : text.startsWith(candidate, start);
}

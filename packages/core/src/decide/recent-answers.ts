import type { OriginAnswers } from './origin-answers.js';

/**
 * The answers to origins that a pattern let in lately. Patterns let in any number of origins, of which the same few come
 * again and again; to find the pattern and to make the decision anew costs ten times as much as to look here.
 *
 * One place an origin, so what is kept is bounded. An origin is kept when it comes twice with no other for its place in
 * between: whoever sends many origins once only has them forgotten.
 */
export class RecentAnswers {
  readonly #places: (OriginAnswers | undefined)[] = new Array(PLACES);
  /** By place, the hash of the last origin that was not kept. */
  readonly #candidates: Int32Array = new Int32Array(PLACES);

  find(origin: string): OriginAnswers | undefined {
    const answers = this.#places[hashOf(origin) & (PLACES - 1)];
    return answers?.allowOrigin === origin ? answers : undefined;
  }

  add(answers: OriginAnswers): void {
    const hash = hashOf(answers.allowOrigin);
    const place = hash & (PLACES - 1);
    if (this.#candidates[place] === hash) this.#places[place] = answers;
    else this.#candidates[place] = hash;
  }
}

/** A power of two. With 600 bytes an answer at most 150 KiB for each group of rules that has patterns. */
const PLACES = 256;

/** By the length and the first characters behind `https://`, where the origins of a pattern differ. */
function hashOf(origin: string): number {
  const end = Math.min(origin.length, LAST_CHARACTER);
  let hash = origin.length;
  for (let index = FIRST_CHARACTER; index < end; index++) hash = (Math.imul(hash, 31) + origin.charCodeAt(index)) | 0;
  return hash ^ (hash >>> 8) ^ (hash >>> 16);
}

const FIRST_CHARACTER = 8;
const LAST_CHARACTER = 18;

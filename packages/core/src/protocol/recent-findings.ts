/**
 * What was found out about the texts that requests brought lately. Anybody may send any number of them, of which the same
 * few come again and again; to find it out anew costs several times as much as to look here.
 *
 * One place a text, so what is kept is bounded. Where it is better that whoever sends many texts once does not drive out
 * what the others send, only texts that `isAwaited` are kept: those that come twice with no other for their place in between.
 */
export class RecentFindings<Finding> {
  readonly #texts: string[];
  readonly #findings: (Finding | undefined)[];
  /** By place, the hash of the last text that was not kept. */
  readonly #candidates: Int32Array;
  readonly #mask: number;

  /** @param places how many texts are kept at most, a power of two */
  constructor(places: number) {
    this.#texts = new Array<string>(places).fill('');
    this.#findings = new Array<Finding | undefined>(places).fill(undefined);
    this.#candidates = new Int32Array(places);
    this.#mask = places - 1;
  }

  /** @param hash any of the text; equal texts have equal ones */
  find(hash: number, text: string): Finding | undefined {
    const place = hash & this.#mask;
    return this.#texts[place] === text ? this.#findings[place] : undefined;
  }

  /** Whether a text that was not found is to be kept: it came the last time that its place was asked for. */
  isAwaited(hash: number): boolean {
    const place = hash & this.#mask;
    if (this.#candidates[place] === hash) return true;
    this.#candidates[place] = hash;
    return false;
  }

  keep(hash: number, text: string, finding: Finding): void {
    const place = hash & this.#mask;
    this.#texts[place] = text;
    this.#findings[place] = finding;
  }
}

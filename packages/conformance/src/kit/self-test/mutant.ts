import type { Tampering } from './tampering.js';

/** An adapter that does one thing wrong, and what must notice it. */
export interface Mutant {
  /** What it does wrong, as in "notices an adapter that …". */
  readonly does: string;
  readonly tampering: Tampering;
  /** Checks that must be broken by it: of those whose name holds this text, at least one. */
  readonly noticedBy: readonly string[];
}

/** Put to every check; that some of them break goes without saying. */
export const everyCheck: readonly string[] = [''];

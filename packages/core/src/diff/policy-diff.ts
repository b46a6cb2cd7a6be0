import type { RequestDescriptor } from '../request-descriptor.js';

export interface DiffOptions {
  /**
   * Whether servers have an `allow` check beside the policy: an origin that it grants gets what the first rule for the path
   * grants, so that the order of rules counts. Default: `true`, which supposes that there may be one.
   */
  readonly allow?: boolean | undefined;
}

/** What a change is about. */
export type ChangeAspect =
  | 'paths'
  | 'origins'
  | 'methods'
  | 'headers'
  | 'exposed-headers'
  | 'credentials'
  | 'private-network'
  | 'timing'
  | 'writes';

/** One thing that one of two policies allows and the other does not, or may not. */
export interface PolicyChange {
  readonly aspect: ChangeAspect;
  /** What it is about: origins, methods, headers, paths. Empty for a switch such as `credentials`. */
  readonly names: readonly string[];
  /** The rule of the old policy that answers such requests; `undefined` where none does. */
  readonly before: number | undefined;
  /** The rule of the new policy that answers them. */
  readonly after: number | undefined;
  /** `widen` where the new policy may allow what the old one does not, `narrow` for the reverse. */
  readonly direction: 'widen' | 'narrow';
  /** The config in which `path` is: the one that grants more, or, where that has no rule for it, the other. */
  readonly config: 'before' | 'after';
  /** The place of it, the rule's index first: `[0, 'methods']`. */
  readonly path: readonly (string | number)[];
  /** The change in one lower-case sentence without a period. */
  readonly message: string;
  /** A request that shows it; `undefined` where none was found, which is why it could not be compared. */
  readonly example: RequestDescriptor | undefined;
}

/** What two policies do not have in common. Plain data, frozen. */
export interface PolicyDiff {
  /**
   * Whether the new policy allows anything that the old one does not. `no` was shown for every request that there can
   * be, `yes` is shown by an example, and `unknown` is neither: somebody has to look.
   */
  readonly isWider: 'yes' | 'no' | 'unknown';
  /** What the new policy allows and the old one does not, each with a request that shows it. */
  readonly wider: readonly PolicyChange[];
  /** What the old policy allowed and the new one does not, likewise. */
  readonly narrower: readonly PolicyChange[];
  /** What could not be compared: regexes that are not the same, sets that several patterns make up together. */
  readonly notComparable: readonly PolicyChange[];
}

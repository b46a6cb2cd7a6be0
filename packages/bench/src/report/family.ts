export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What was asked for, and what is reached. */
export interface Target {
  readonly what: string;
  /** At most this. */
  readonly limit: number;
  readonly reached: number;
  /** Behind both figures: `times`, `bytes`. */
  readonly unit: string;
}

/** Bars beside each other: one group for each scenario, one bar for each contender. */
export interface Plot {
  readonly title: string;
  readonly unit: string;
  readonly contenders: readonly string[];
  readonly groups: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[];
}

/** What a family found. It is plain data, so that a process can send it and a file can keep it. */
export interface FamilyReport {
  readonly name: string;
  readonly title: string;
  /** What was measured and how, in full sentences. */
  readonly notes: readonly string[];
  readonly tables: readonly Table[];
  readonly targets: readonly Target[];
  readonly plot: Plot | undefined;
}

/** One field of what is measured; each runs in a process of its own, so that none finds what another has taught V8. */
export type Family = () => Promise<FamilyReport>;

export const isMet = ({ limit, reached }: Target): boolean => reached <= limit;

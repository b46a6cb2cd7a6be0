import { readFileSync, writeFileSync } from 'node:fs';

/** Instructions of one call, by scenario. */
export type Instructions = Readonly<Record<string, number>>;

/** What the counts were made with: others count otherwise. */
export interface Baseline {
  readonly node: string;
  readonly architecture: string;
  readonly instructions: Instructions;
}

const file = new URL('../instructions.json', import.meta.url);

export function readBaseline(): Baseline {
  // PROOF: only `writeBaseline` writes the file.
  return JSON.parse(readFileSync(file, 'utf8')) as Baseline;
}

export function writeBaseline(baseline: Baseline): void {
  writeFileSync(file, `${JSON.stringify(baseline, undefined, 2)}\n`);
}

import { readFileSync } from 'node:fs';
import { UsageError } from '../report.js';

/** The text of a file; `-` is the standard input. */
export function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

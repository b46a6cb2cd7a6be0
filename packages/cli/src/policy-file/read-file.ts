import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { UsageError } from '../report.js';

/** The text of a file, which is UTF-8; `-` is the standard input. */
export async function readText(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    // As a stream, which waits for what is still to come: reading the descriptor at once fails where it does not block.
    bytes = file === '-' ? await buffer(process.stdin) : await readFile(file);
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`cannot read ${file}: it is not UTF-8`);
  }
}

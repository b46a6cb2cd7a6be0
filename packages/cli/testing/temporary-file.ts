import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A file that is there until the test has ended. */
export function temporaryFile(name: string, text: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'cors-policy-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicPackages } from './project.js';

/** A published package as it would be uploaded. */
export interface Tarball {
  readonly name: string;
  readonly file: string;
  /** Paths inside the package, sorted. */
  readonly entries: readonly string[];
}

/** A new temporary folder; whoever asks for it removes it. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'cors-policy-'));
}

/** Packs every published package, built before, into a folder. */
export function packInto(folder: string): readonly Tarball[] {
  return publicPackages().map(({ folder: source, manifest }) => {
    execFileSync('pnpm', ['pack', '--pack-destination', folder], {
      cwd: source,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const start = `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}`;
    const file = readdirSync(folder).find((name) => name === `${start}.tgz`);
    if (file === undefined) throw new Error(`pnpm pack wrote no ${start}.tgz`);
    const listing = execFileSync('tar', ['-tzf', join(folder, file)], { encoding: 'utf8' });
    const entries = listing
      .trim()
      .split('\n')
      .map((path) => path.replace(/^package\//, ''));
    return { name: manifest.name, file: join(folder, file), entries: entries.sort() };
  });
}

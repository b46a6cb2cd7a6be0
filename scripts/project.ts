import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the workspace. */
export const root: string = fileURLToPath(new URL('..', import.meta.url));

/** The part of a package.json that the checks read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A package of the workspace: its folder and its manifest. */
export interface WorkspacePackage {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Every package of the workspace that has a manifest, in the order of their folders. */
export function workspacePackages(): readonly WorkspacePackage[] {
  return readdirSync(join(root, 'packages'))
    .sort()
    .flatMap((name) => {
      const folder = join(root, 'packages', name);
      if (!readdirSync(folder).includes('package.json')) return [];
      // PROOF: a manifest has these fields, or pnpm would have refused the workspace.
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
      return [{ folder, manifest }];
    });
}

/** The packages that are published. */
export function publicPackages(): readonly WorkspacePackage[] {
  return workspacePackages().filter(({ manifest }) => manifest.private !== true);
}

/** The files below a folder whose name fits, as paths with `/` relative to that folder, sorted. */
export function filesBelow(folder: string, fits: (path: string) => boolean): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter(fits)
    .sort();
}

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A runtime: where it is, and how it runs a program. */
export interface Runtime {
  readonly name: string;
  /** The native binary itself: a wrapper would leave it running when it is killed. */
  readonly binary: string;
  readonly version: () => string;
  /** The arguments with which it runs a file, which may listen on loopback. */
  readonly argumentsFor: (program: string) => readonly string[];
}

const installed = (path: string): string => join(dirname(fileURLToPath(import.meta.url)), 'node_modules', path);

export const isInstalled = ({ binary }: Runtime): boolean => existsSync(binary);

const runtime = (name: string, path: string, argumentsFor: Runtime['argumentsFor']): Runtime => {
  const binary = installed(path);
  const version = (): string =>
    /\d+[.-]\S+/.exec(execFileSync(binary, ['--version'], { encoding: 'utf8' }))?.[0] ?? 'of an unknown version';
  return { name, binary, version, argumentsFor };
};

const node = (major: number): Runtime => runtime(`Node ${major}`, `node${major}/bin/node`, (program) => [program]);

/** From the oldest that is promised to the newest. */
export const everyNode: readonly Runtime[] = [20, 22, 24, 26].map(node);

export const bun: Runtime = runtime('Bun', '@oven/bun-linux-x64/bin/bun', (program) => [program]);

export const deno: Runtime = runtime('Deno', '@deno/linux-x64-glibc/deno', (program) => [
  'run',
  '--no-lock',
  '--no-remote',
  '--no-prompt',
  '--node-modules-dir=manual',
  '--allow-net=127.0.0.1',
  '--allow-read',
  '--allow-env',
  '--allow-sys',
  program,
]);

/** Its program is a configuration, which names the module. */
export const workerd: Runtime = runtime('workerd', '@cloudflare/workerd-linux-64/bin/workerd', (program) => [
  'serve',
  program,
  '--control-fd=3',
]);
